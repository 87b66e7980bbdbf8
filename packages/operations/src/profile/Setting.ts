/** One setting of an export: what was chosen, else the variable, else what `amili-export init` has saved, else our own default. */
import * as Environment from "@amili-cases/app-kit/settings/Environment"
import type { Profile } from "@amili-cases/app-kit/settings/ExportSettings"
import * as Paths from "@amili-cases/app-kit/settings/Paths"
import { inBoth, type UsageError } from "@amili-cases/app-kit/command/UsageError"
import { formatNames } from "@amili-cases/export-engine/formats/formats"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { correctThere, refused } from "./refused.ts"

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

/** Where each setting may come from, besides being chosen: the names of its option and of its variable. */
const sources = {
  out: { option: "--out", variable: "AMILI_EXPORT_OUT" },
  format: { option: "--format", variable: "AMILI_EXPORT_FORMAT" },
  csv: { option: "--csv", variable: "AMILI_EXPORT_CSV" },
  language: { option: "--language", variable: "AMILI_EXPORT_LANGUAGE" },
  classes: { option: "--class", variable: "AMILI_EXPORT_CLASSES" },
} as const satisfies Record<string, { readonly option: string; readonly variable: keyof typeof variables }>

type Name = keyof typeof sources

/** A setting and where it comes from, so that a wrong one can be found. */
export interface Setting {
  readonly name: Name
  readonly value: string
  readonly from: string
}

/** What was chosen, the variable or the saved value, whichever is there first; undefined when none is. */
export const first = (
  name: Name,
  chosen: string | undefined,
  { settings }: Profile,
): Effect.Effect<Setting | undefined> => {
  const { option, variable } = sources[name]
  return Effect.map(Environment.variable(variable), (fromVariable) => {
    if (chosen !== undefined) return { name, value: chosen, from: option }
    if (Option.isSome(fromVariable)) return { name, value: fromVariable.value.trim(), from: variable }
    const saved = settings?.[name]
    return saved === undefined ? undefined : { name, value: saved, from: `${name} in the settings (amili-export init)` }
  })
}

/** The folder of the exports; there is no default of ours, since nobody would find it. */
export const folderOf = (chosen: string | undefined, profile: Profile): Effect.Effect<string, UsageError> =>
  Effect.flatMap(first("out", chosen, profile), (setting) => {
    if (setting !== undefined)
      return Effect.mapError(Paths.expand(setting.value), ({ hint = "", message, swedish }) =>
        refused({
          setting: "out",
          from: setting.from,
          problem: { en: message, sv: swedish?.message ?? message },
          hint: { en: hint, sv: swedish?.hint ?? hint },
        }),
      )
    const problem = `no folder is set up for the profile "${profile.name}"`
    const saknas = `ingen mapp är inställd för profilen "${profile.name}"`
    return inBoth(
      {
        message: `where do the exports go? --out is missing, and ${problem}`,
        hint: "give a folder with --out, or set one up for good with amili-export init",
      },
      {
        message: `vart ska exporterna? --out saknas, och ${saknas}`,
        hint: "ange en mapp med --out, eller ställ in en för gott med amili-export init",
      },
      { setting: "out", problem, swedish: saknas },
    )
  })

/** One of the words allowed, or what is wrong and where it stands. */
export const oneOf = <Word extends string>(
  setting: Setting | undefined,
  words: ReadonlyArray<Word>,
  otherwise: Word,
): Effect.Effect<Word, UsageError> => {
  if (setting === undefined) return Effect.succeed(otherwise)
  const { from, name, value } = setting
  const found = words.find((word) => word === value)
  return found === undefined
    ? refused({
        setting: name,
        from,
        problem: {
          en: `"${value}" is not one of ${words.join(", ")}`,
          sv: `"${value}" är inte något av ${words.join(", ")}`,
        },
        hint: correctThere,
      })
    : Effect.succeed(found)
}

/** The kinds of files in a list with commas. */
export const formatsIn = ({
  from,
  value,
}: Pick<Setting, "from" | "value">): Effect.Effect<ReadonlyArray<string>, UsageError> =>
  Effect.forEach(value.split(","), (word) => {
    const format = word.trim().toLowerCase()
    return formatNames.includes(format)
      ? Effect.succeed(format)
      : refused({
          setting: "format",
          from,
          problem: { en: `"${word}" is no format`, sv: `"${word}" är inget filformat` },
          hint: {
            en: `use ${formatNames.join(", ")}, or several with commas between`,
            sv: `använd ${formatNames.join(", ")}, eller flera med komma emellan`,
          },
        })
  })
