/** Each line of stdin: whoever sits at the terminal has pressed Enter. */
import process from "node:process"
import { createInterface } from "node:readline"
import * as Chunk from "effect/Chunk"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"

/** Ends with stdin, as where nobody sits. */
export const pressed: Stream.Stream<void> = Stream.async<void>((emit) => {
  const lines = createInterface({ input: process.stdin })
  lines.on("line", () => void emit.chunk(Chunk.of(undefined)))
  lines.on("close", () => void emit.end())
  return Effect.sync(() => lines.close())
})
