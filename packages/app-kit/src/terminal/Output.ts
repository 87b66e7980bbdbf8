/** The answer, on stdout: written with back pressure, and a closed pipe is not the same failure as a full disk. */
import process from "node:process"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Sink from "effect/Sink"
import * as Display from "./display.ts"
import * as Wording from "./Wording.ts"
import * as Stderr from "./stderr.ts"

/** stdout cannot take what is written to it, for another reason than that its reader has gone. */
export class OutputFailed extends Data.TaggedError("OutputFailed")<{
  readonly message: string
  readonly hint?: string | undefined
}> {}

/** Writes to stdout and waits until it is taken. When the reader has gone (`| head`) it never returns: `Main` ends the program. */
export const write = (text: string): Effect.Effect<void, OutputFailed> =>
  Effect.async<void, OutputFailed>((resume) => {
    Display.hide()
    process.stdout.write(text, (error) => {
      if (error === null || error === undefined) resume(Effect.void)
      else if (!isClosedPipe(error)) resume(Effect.fail(failed(error)))
    })
  })

export const writeLine = (line: string): Effect.Effect<void, OutputFailed> => write(`${line}\n`)

/** Writes a stream of lines, a chunk at a time: memory does not grow with the number of lines. */
export const lines: Sink.Sink<void, string, never, OutputFailed> = Sink.forEachChunk((chunk: Iterable<string>) =>
  write(Array.from(chunk, (line) => `${line}\n`).join("")),
)

/** A note for the person at the terminal, on stderr. */
export const note = (text: string): Effect.Effect<void> =>
  Effect.sync(() => {
    Display.hide()
    Stderr.write(`${Wording.forStderr(text)}\n`)
  })

/** Whether the reader of a pipe has gone away. */
export const isClosedPipe = (error: unknown): boolean =>
  error instanceof Error && "code" in error && (error.code === "EPIPE" || error.code === "ERR_STREAM_DESTROYED")

export const failed = (error: Error): OutputFailed =>
  new OutputFailed({
    message: `cannot write the output: ${error.message}`,
    hint: "check the free space of the disk that it is written to",
  })
