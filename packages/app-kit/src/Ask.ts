/** Questions to the person at the terminal. Where there is none, what was to be asked has to be given. */
import process from "node:process"
import * as readline from "node:readline/promises"
import { Writable } from "node:stream"
import { Effect, Option } from "effect"
import { UsageError } from "./UsageError.ts"

/** Whether somebody is there to answer. */
export const isPossible = (): boolean => process.stdin.isTTY && process.stderr.isTTY

/** The answer that was given, or that the person gives now; `missing` says how to give it where nobody can be asked. */
export const unlessGiven = (
  given: Option.Option<string>,
  question: string,
  missing: string,
  secret = false,
): Effect.Effect<string, UsageError> =>
  Effect.gen(function* () {
    const subject = `${question.charAt(0).toLowerCase()}${question.slice(1)}`
    if (Option.isNone(given) && !isPossible())
      return yield* new UsageError({
        message: `${subject} is missing, and there is no terminal to ask on`,
        hint: missing,
      })
    const answer = Option.isSome(given) ? given.value : yield* ask(`${question}: `, secret)
    return answer.trim() === ""
      ? yield* new UsageError({ message: `${subject} is missing`, hint: missing })
      : answer.trim()
  })

/** An answer that passes the check; Return gives what stands in brackets. Asks again, with the reason, until it does. */
export const until = <A>(
  question: string,
  otherwise: string,
  check: (answer: string) => Effect.Effect<A, UsageError>,
): Effect.Effect<A> =>
  Effect.gen(function* () {
    while (true) {
      const answer = (yield* ask(`${question} [${otherwise}]: `, false)).trim()
      const checked = yield* Effect.either(check(answer === "" ? otherwise : answer))
      if (checked._tag === "Right") return checked.right
      const { hint, message } = checked.left
      process.stderr.write(`  ${message}${hint === undefined ? "" : `: ${hint}`}\n`)
    }
  })

/** Asked on stderr, so that stdout stays the answer of the command. Ctrl-C and Ctrl-D end the program, as a signal does. */
const ask = (question: string, secret: boolean) =>
  Effect.acquireUseRelease(
    Effect.sync(() => {
      const silent = new Writable({ write: (_, __, done) => done() })
      if (secret) process.stderr.write(question)
      const lines = readline.createInterface({
        input: process.stdin,
        output: secret ? silent : process.stderr,
        terminal: true,
        // Written again with the line when it is edited.
        prompt: question,
      })
      lines.prompt()
      return lines
    }),
    (lines) =>
      Effect.async<string>((resume) => {
        lines.once("line", (line) => resume(Effect.succeed(line)))
        // Ctrl-C reaches a terminal in raw mode as a character, and Ctrl-D closes it.
        lines.once("SIGINT", interruptSelf)
        lines.once("close", interruptSelf)
      }),
    (lines) =>
      Effect.sync(() => {
        lines.removeListener("close", interruptSelf)
        lines.close()
        if (secret) process.stderr.write("\n")
      }),
  )

const interruptSelf = () => process.kill(process.pid, "SIGINT")
