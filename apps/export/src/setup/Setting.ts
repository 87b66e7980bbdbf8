/** One setting of an export: the option, else the variable, else what `amili-export init` has saved, else our own default. */
import * as Environment from "@amili-cases/app-kit/settings/Environment"
import type { Profile } from "@amili-cases/app-kit/settings/ExportSettings"
import * as Paths from "@amili-cases/app-kit/settings/Paths"
import { UsageError } from "@amili-cases/app-kit/command/UsageError"
import { formatNames } from "@amili-cases/export-engine/formats/formats"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"

/** The variables that stand for options, for the documentation. */
export const variables = {
  AMILI_EXPORT_OUT: "folder of the exports, instead of --out",
  AMILI_EXPORT_FORMAT: "kinds of files with commas between, instead of --format",
  AMILI_EXPORT_CSV: "how CSV files are written, instead of --csv",
  AMILI_EXPORT_LANGUAGE: "sv or en, instead of --language",
  AMILI_EXPORT_CLASSES: "settlement classes as reason=class with commas between, instead of --class",
} as const

/** Those that stand for no option. */
export const otherVariables = {
  AMILI_JOURNAL_URL: "postgres://... of a journal that several machines share; --journal goes before it",
} as const

type Variable = keyof typeof variables

/** A setting and where it comes from, so that a wrong one can be found. */
export interface Setting {
  readonly value: string
  readonly from: string
}

/** The option, the variable or the saved value, whichever is there first; undefined when none is. */
export const first = (
  given: Option.Option<string>,
  names: { readonly option: string; readonly variable: Variable; readonly key?: string },
  saved: string | undefined,
): Effect.Effect<Setting | undefined> =>
  Effect.map(variable(names.variable), (fromVariable) => {
    if (Option.isSome(given)) return { value: given.value, from: names.option }
    if (Option.isSome(fromVariable)) return { value: fromVariable.value, from: names.variable }
    if (saved === undefined) return undefined
    return { value: saved, from: `${names.key ?? names.option.slice(2)} in the settings (amili-export init)` }
  })

/** The folder of the exports; there is no default of ours, since nobody would find it. */
export const folderOf = (
  given: Option.Option<string>,
  { name, settings }: Profile,
): Effect.Effect<string, UsageError> =>
  Effect.flatMap(first(given, { option: "--out", variable: "AMILI_EXPORT_OUT" }, settings?.out), (setting) =>
    setting === undefined
      ? new UsageError({
          message: `where do the exports go? --out is missing, and no folder is set up for the profile "${name}"`,
          hint: "give a folder with --out, or set one up for good with amili-export init",
        })
      : Effect.mapError(
          Paths.expand(setting.value),
          ({ hint, message }) => new UsageError({ message: `${setting.from}: ${message}`, hint }),
        ),
  )

/** One of the words allowed, or what is wrong and where it stands. */
export const oneOf = <Word extends string>(
  setting: Setting | undefined,
  words: ReadonlyArray<Word>,
  otherwise: Word,
): Effect.Effect<Word, UsageError> => {
  const found = setting === undefined ? otherwise : words.find((word) => word === setting.value)
  return found === undefined
    ? new UsageError({
        message: `${setting?.from}: "${setting?.value}" is not one of ${words.join(", ")}`,
        hint: "correct it there",
      })
    : Effect.succeed(found)
}

/** The kinds of files in a list with commas. */
export const formatsIn = ({ from, value }: Setting): Effect.Effect<ReadonlyArray<string>, UsageError> =>
  Effect.forEach(value.split(","), (word) => {
    const format = word.trim().toLowerCase()
    return formatNames.includes(format)
      ? Effect.succeed(format)
      : new UsageError({
          message: `${from}: "${word}" is no format`,
          hint: `use ${formatNames.join(", ")}, or several with commas between`,
        })
  })

/** Refuses both at once. */
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
