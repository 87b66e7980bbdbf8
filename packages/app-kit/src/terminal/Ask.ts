/** Questions to the person at the terminal. Where there is none, what was to be asked has to be given. */
import process from "node:process"
import * as readline from "node:readline/promises"
import { Writable } from "node:stream"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { inBoth, type UsageError } from "../command/UsageError.ts"
import { type Bilingual, type Language, UiLanguage } from "../settings/UiLanguage.ts"
import * as Stderr from "./stderr.ts"

/** Whether somebody is there to answer. */
export const isPossible = (): boolean => process.stdin.isTTY && process.stderr.isTTY

export interface Question<E = never> {
  /** Such as "private key file". */
  readonly subject: Bilingual
  /** What helps to answer it, shown in brackets. */
  readonly example: Bilingual
  /** The answer is not shown. */
  readonly secret?: boolean
  /** Fails with what is wrong with an answer. */
  readonly check?: (answer: string) => Effect.Effect<unknown, E>
}

/** The answer that was given, or that the person gives now; `missing` says how to give it where nobody can be asked. */
export const unlessGiven = <E extends Wrong = never>(
  given: Option.Option<string>,
  { check = () => Effect.void, example, secret = false, subject }: Question<E>,
  missing: Bilingual,
): Effect.Effect<string, E | UsageError> =>
  Effect.gen(function* () {
    const text = Option.getOrElse(given, () => "").trim()
    if (text !== "") return yield* Effect.as(check(text), text)
    if (Option.isSome(given))
      return yield* inBoth(
        { message: `${subject.en} is missing`, hint: missing.en },
        { message: `${subject.sv} saknas`, hint: missing.sv },
      )
    if (!isPossible())
      return yield* inBoth(
        { message: `${subject.en} is missing, and there is no terminal to ask on`, hint: missing.en },
        { message: `${subject.sv} saknas, och det finns ingen terminal att fråga på`, hint: missing.sv },
      )
    const language = yield* UiLanguage
    const asked = subject[language]
    const question = `${asked.charAt(0).toUpperCase()}${asked.slice(1)} (${example[language]}): `
    while (true) {
      const answer = (yield* ask(question, secret)).trim()
      const checking: Effect.Effect<unknown, Wrong> = answer === "" ? needed : check(answer)
      const checked = yield* Effect.either(checking)
      if (checked._tag === "Right") return answer
      Stderr.write(`  ${lineOf(checked.left, yield* UiLanguage)}\n`)
    }
  })

const needed = inBoth(
  { message: "an answer is needed; Ctrl-C ends it" },
  { message: "ett svar behövs; Ctrl-C avbryter" },
)

interface Said {
  readonly message: string
  readonly hint?: string | undefined
}

interface Wrong extends Said {
  readonly swedish?: Said | undefined
}

const lineOf = (wrong: Wrong, language: Language) => {
  const { hint, message } = language === "sv" ? (wrong.swedish ?? wrong) : wrong
  return hint === undefined ? message : `${message}: ${hint}`
}

/** An answer that passes the check; Return gives what stands in brackets. Asks again, with the reason, until it does. */
export const until = <A, R>(
  question: string,
  otherwise: string,
  check: (answer: string) => Effect.Effect<A, UsageError, R>,
): Effect.Effect<A, never, R> =>
  Effect.gen(function* () {
    while (true) {
      const answer = (yield* ask(`${question} [${otherwise}]: `, false)).trim()
      const checked = yield* Effect.either(check(answer === "" ? otherwise : answer))
      if (checked._tag === "Right") return checked.right
      Stderr.write(`  ${lineOf(checked.left, yield* UiLanguage)}\n`)
    }
  })

/** Asked on stderr, so that stdout stays the answer of the command. Ctrl-C and Ctrl-D end the program, as a signal does. */
const ask = (question: string, secret: boolean) =>
  Effect.acquireUseRelease(
    Effect.sync(() => {
      const silent = new Writable({ write: (_, __, done) => done() })
      if (secret) Stderr.write(question)
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
        if (secret) Stderr.write("\n")
      }),
  )

const interruptSelf = () => process.kill(process.pid, "SIGINT")
