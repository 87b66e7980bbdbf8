/** Option values that say, when they are wrong, which option it was and what it takes. */
import * as HelpDoc from "@effect/cli/HelpDoc"
import * as Options from "@effect/cli/Options"
import * as ValidationError from "@effect/cli/ValidationError"
import * as Effect from "effect/Effect"
import * as Paths from "../settings/Paths.ts"
import * as Model from "./Model.ts"

/** Refuses a value; the hint says what to write instead. */
export const invalid = (message: string, hint?: string): Effect.Effect<never, ValidationError.ValidationError> =>
  Effect.fail(
    ValidationError.invalidValue(
      HelpDoc.blocks(hint === undefined ? [HelpDoc.p(message)] : [HelpDoc.p(message), HelpDoc.p(hint)]),
    ),
  )

/** A whole number within bounds, both included. */
export const whole = (name: string, least: number, most = Number.MAX_SAFE_INTEGER): Options.Options<number> =>
  checked(
    name,
    "number",
    (text) => {
      const value = /^-?\d{1,15}$/.test(text) ? Number(text) : Number.NaN
      return value >= least && value <= most ? value : undefined
    },
    most === Number.MAX_SAFE_INTEGER ? `a whole number, ${least} or more` : `a whole number from ${least} to ${most}`,
  )

/** Whole numbers, the option standing once for each. The library's own repeated integers refuse every number. */
export const wholes = (name: string): Options.Options<ReadonlyArray<number>> =>
  Options.text(name).pipe(
    Options.withPseudoName("number"),
    Options.repeated,
    Options.mapEffect((texts) =>
      Effect.forEach(texts, (text) =>
        /^\d{1,15}$/.test(text)
          ? Effect.succeed(Number(text))
          : invalid(`--${name} takes a whole number, not "${text}"`),
      ),
    ),
  )

/** A file or folder; `~` stands for the home folder, also where no shell has replaced it. */
export const path = (name: string, placeholder: "dir" | "file"): Options.Options<string> =>
  Options.text(name).pipe(
    Options.withPseudoName(placeholder),
    Options.mapEffect((text) => expanded(name, text)),
  )

/** Paths, the option standing once for each. */
export const paths = (name: string, placeholder: "dir" | "file"): Options.Options<ReadonlyArray<string>> =>
  Options.text(name).pipe(
    Options.withPseudoName(placeholder),
    Options.repeated,
    Options.mapEffect((texts) => Effect.forEach(texts, (text) => expanded(name, text))),
  )

const expanded = (name: string, text: string) =>
  Effect.catchAll(Paths.expand(text), ({ hint, message }) => invalid(`--${name}: ${message}`, hint))

/** One of a few words. */
export const choice = <const Word extends string>(name: string, words: ReadonlyArray<Word>): Options.Options<Word> =>
  checked(
    name,
    words.join(Model.choiceSeparator),
    (text) => words.find((word) => word === text),
    `one of ${words.join(", ")}`,
  )

/** A text option whose value is read by `read`; undefined refuses it. `takes` completes "`--name` takes". */
export const checked = <A>(
  name: string,
  placeholder: string,
  read: (text: string) => A | undefined,
  takes: string,
): Options.Options<A> =>
  Options.text(name).pipe(
    Options.withPseudoName(placeholder),
    Options.mapEffect((text) => {
      const value = read(text)
      return value === undefined ? invalid(`--${name} takes ${takes}, not "${text}"`) : Effect.succeed(value)
    }),
  )
