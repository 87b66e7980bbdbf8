/**
 * The terminal that `@effect/cli` wants for a wizard and prompts of its own, which no command of ours has: `Ask` asks. The
 * platform's terminal opens stdin and loads what reads keys, at every start.
 */
import * as Terminal from "@effect/platform/Terminal"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Screen from "../terminal/Screen.ts"

const unused = Effect.dieMessage("nothing asks through @effect/cli")

export const layer: Layer.Layer<Terminal.Terminal> = Layer.succeed(
  Terminal.Terminal,
  Terminal.Terminal.of({
    columns: Effect.sync(() => Screen.current().columns),
    rows: Effect.sync(() => Screen.current().rows),
    isTTY: Effect.sync(() => Screen.current().terminal),
    readInput: unused,
    readLine: unused,
    display: () => unused,
  }),
)
