/** What goes before what: the option, else the variable, else what `amili-export init` has kept, else our own default. */
import * as Environment from "@amili-cases/app-kit/settings/Environment"
import type { ProfileProblem } from "@amili-cases/app-kit/settings/ProfileFile"
import { UsageError } from "@amili-cases/app-kit/command/UsageError"
import type { FileSystem, Path } from "@effect/platform"
import { Effect, Option, Record } from "effect"
import { defaultProfile } from "@amili-cases/export-engine/run/Naming"
import * as Kept from "./Kept.ts"

/** The variables that stand for options, for the documentation. */
export const variables = {
  AMILI_EXPORT_OUT: "folder of the exports, instead of --out",
  AMILI_EXPORT_FORMAT: "csv, xlsx or csv,xlsx, instead of --format",
  AMILI_EXPORT_CSV: "how CSV files are written, instead of --csv",
  AMILI_EXPORT_LANGUAGE: "sv or en, instead of --language",
  AMILI_EXPORT_CLASSES: "settlement classes as reason=class with commas between, instead of --class",
} as const

/** Those that stand for no option. */
export const otherVariables = {
  AMILI_JOURNAL_URL: "postgres://... of a journal that several machines share; --journal goes before it",
} as const

type Variable = keyof typeof variables

/** Whose exports they are, and what has been kept for them. */
export interface Profile {
  readonly name: string
  readonly kept: Kept.Kept | undefined
}

/** The profile in question. Its name is part of the names of files. */
export const profileOf = (
  given: Option.Option<string>,
): Effect.Effect<Profile, UsageError | ProfileProblem, FileSystem.FileSystem | Path.Path> =>
  Effect.gen(function* () {
    const all = yield* Kept.read
    const fromVariable = yield* variable("AMILI_PROFILE")
    const name = yield* nameIn(
      Option.getOrElse(
        Option.orElse(given, () => fromVariable),
        () => all.default ?? defaultProfile,
      ),
    )
    return { name, kept: Option.getOrUndefined(Record.get(all.profiles, name)) }
  })

/** The name of a profile, or why it cannot be one. */
export const nameIn = (text: string): Effect.Effect<string, UsageError> =>
  /^[a-z0-9][a-z0-9_-]{0,63}$/i.test(text)
    ? Effect.succeed(text)
    : new UsageError({
        message: `"${text}" cannot name a profile`,
        hint: "use letters, digits, - and _: the name is part of the files' names",
      })

/** A wish and where it comes from, so that a wrong one can be found. */
export interface Wish {
  readonly value: string
  readonly from: string
}

/** Whoever wishes first; undefined when nobody does. */
export const first = (
  given: Option.Option<string>,
  names: { readonly option: string; readonly variable: Variable; readonly key?: string },
  kept: string | undefined,
): Effect.Effect<Wish | undefined> =>
  Effect.map(variable(names.variable), (fromVariable) => {
    if (Option.isSome(given)) return { value: given.value, from: names.option }
    if (Option.isSome(fromVariable)) return { value: fromVariable.value, from: names.variable }
    if (kept === undefined) return undefined
    return { value: kept, from: `${names.key ?? names.option.slice(2)} in the settings (amili-export init)` }
  })

/** The folder of the exports; there is no default of ours, since nobody would find it. */
export const folderOf = (given: Option.Option<string>, { kept, name }: Profile): Effect.Effect<string, UsageError> =>
  Effect.flatMap(first(given, { option: "--out", variable: "AMILI_EXPORT_OUT" }, kept?.out), (wish) =>
    wish === undefined
      ? new UsageError({
          message: `where do the exports go? --out is missing, and no folder is set up for the profile "${name}"`,
          hint: "give a folder with --out, or set one up for good with amili-export init",
        })
      : Effect.succeed(wish.value),
  )

/** One of the words allowed, or what is wrong and where it stands. */
export const oneOf = <Word extends string>(
  wish: Wish | undefined,
  words: ReadonlyArray<Word>,
  otherwise: Word,
): Effect.Effect<Word, UsageError> => {
  const found = wish === undefined ? otherwise : words.find((word) => word === wish.value)
  return found === undefined
    ? new UsageError({
        message: `${wish?.from}: "${wish?.value}" is not one of ${words.join(", ")}`,
        hint: "correct it there",
      })
    : Effect.succeed(found)
}

/** The kinds of files in a list with commas. */
export const formatsIn = ({ from, value }: Wish): Effect.Effect<ReadonlyArray<"csv" | "xlsx">, UsageError> =>
  Effect.forEach(value.split(","), (word) => {
    const format = word.trim().toLowerCase()
    return format === "csv" || format === "xlsx"
      ? Effect.succeed(format)
      : new UsageError({ message: `${from}: "${word}" is no format`, hint: "use csv, xlsx or csv,xlsx" })
  })

/** Both wishes at once are none. */
export const oneOrEach = (given: {
  readonly oneSet: boolean
  readonly perCreditor: boolean
}): Effect.Effect<void, UsageError> =>
  given.oneSet && given.perCreditor
    ? new UsageError({ message: "--per-creditor and --one-set exclude each other", hint: "give the one or the other" })
    : Effect.void

const variable = (name: string) =>
  Effect.map(
    Environment.variable(name),
    Option.map((value) => value.trim()),
  )
