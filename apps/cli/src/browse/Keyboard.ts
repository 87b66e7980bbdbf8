/** The terminal while a table is on it: its own screen, keys one by one, and everything as it was afterwards. */
import process from "node:process"
import * as readline from "node:readline"
import * as Environment from "@amili-cases/app-kit/settings/Environment"
import { UsageError } from "@amili-cases/app-kit/command/UsageError"
import * as Effect from "effect/Effect"
import * as Queue from "effect/Queue"
import type * as Scope from "effect/Scope"

/** Such as `down`, `return`, `n`; `resize` when the terminal has another size. */
export interface Key {
  readonly name: string
  /** The character, if it is one that can be typed into a text. */
  readonly text: string
}

/** Refuses where there is no terminal to draw on. */
export const possible: Effect.Effect<void, UsageError> = Effect.suspend(() =>
  process.stdin.isTTY && process.stdout.isTTY && Environment.variables.TERM !== "dumb"
    ? Effect.void
    : new UsageError({
        message: "case browse draws on a terminal, and there is none here",
        hint: "amili case open lists cases for programs and files",
      }),
)

/** Keys from now until the scope is closed. */
export const open: Effect.Effect<Queue.Dequeue<Key>, never, Scope.Scope> = Effect.gen(function* () {
  const keys = yield* Queue.unbounded<Key>()
  const onKey = (text: string | undefined, key: readline.Key) => {
    // In raw mode Ctrl-C is a character: it ends the program as the signal does.
    if (key.ctrl === true && key.name === "c") process.kill(process.pid, "SIGINT")
    else if (key.ctrl !== true && key.meta !== true)
      keys.unsafeOffer({
        name: key.name ?? text ?? "",
        text: text !== undefined && /^[^\p{Cc}]+$/u.test(text) ? text : "",
      })
  }
  const onResize = () => void keys.unsafeOffer({ name: "resize", text: "" })
  yield* Effect.acquireRelease(
    Effect.sync(() => {
      readline.emitKeypressEvents(process.stdin)
      process.stdin.setRawMode(true)
      process.stdin.resume()
      process.stdin.on("keypress", onKey)
      process.stdout.on("resize", onResize)
      process.on("exit", restore)
      process.stdout.write(`${escape}?1049h${escape}?25l`)
    }),
    () =>
      Effect.sync(() => {
        process.stdin.off("keypress", onKey)
        process.stdin.pause()
        process.stdout.off("resize", onResize)
        process.off("exit", restore)
        restore()
      }),
  )
  return keys
})

/** Draws the lines from the top and clears what was there. */
export const draw = (lines: ReadonlyArray<string>): Effect.Effect<void> =>
  Effect.sync(
    () => void process.stdout.write(`${escape}H${lines.map((line) => `${line}${escape}K`).join("\r\n")}${escape}J`),
  )

const escape = "\u001b["

const restore = () => {
  process.stdin.setRawMode(false)
  process.stdout.write(`${escape}?25h${escape}?1049l`)
}
