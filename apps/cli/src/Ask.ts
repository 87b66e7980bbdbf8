/** Questions to the person at the terminal. Where there is none, what was to be asked has to be given. */
import process from "node:process"
import * as readline from "node:readline/promises"
import { Writable } from "node:stream"
import { UsageError } from "@amili-cases/app-kit/UsageError"
import { Effect, Option } from "effect"

/** The answer that was given, or that the person gives now; `missing` says how to give it where nobody can be asked. */
export const unlessGiven = (
  given: Option.Option<string>,
  question: string,
  missing: string,
  secret = false,
): Effect.Effect<string, UsageError> =>
  Effect.gen(function* () {
    const subject = `${question.charAt(0).toLowerCase()}${question.slice(1)}`
    if (Option.isNone(given) && !(process.stdin.isTTY && process.stderr.isTTY))
      return yield* new UsageError({
        message: `${subject} is missing, and there is no terminal to ask on`,
        hint: missing,
      })
    const answer = Option.isSome(given) ? given.value : yield* ask(question, secret)
    return answer.trim() === ""
      ? yield* new UsageError({ message: `${subject} is missing`, hint: missing })
      : answer.trim()
  })

/** Asked on stderr, so that stdout stays the answer of the command. */
const ask = (question: string, secret: boolean) =>
  Effect.acquireUseRelease(
    Effect.sync(() => {
      const silent = new Writable({ write: (_, __, done) => done() })
      process.stderr.write(`${question}: `)
      return readline.createInterface({
        input: process.stdin,
        output: secret ? silent : process.stderr,
        terminal: true,
      })
    }),
    (lines) =>
      Effect.async<string>((resume) => {
        lines.once("line", (line) => resume(Effect.succeed(line)))
        // Ctrl-C reaches a terminal in raw mode as a character, and Ctrl-D closes it.
        lines.once("SIGINT", () => process.kill(process.pid, "SIGINT"))
        lines.once("close", () => resume(Effect.succeed("")))
      }),
    (lines) =>
      Effect.sync(() => {
        lines.close()
        if (secret) process.stderr.write("\n")
      }),
  )
