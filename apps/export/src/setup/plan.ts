/** What the options, the variables and the kept settings mean together; checked before anything is asked of the API. */
import { createHash } from "node:crypto"
import type { ProfileProblem } from "@amili-cases/app-kit/settings/ProfileFile"
import { UsageError } from "@amili-cases/app-kit/command/UsageError"
import { AmiliConfig } from "@amili-cases/core/AmiliConfig"
import * as Credentials from "@amili-cases/core/Credentials"
import type { Overrides } from "@amili-cases/core/SettlementClass"
import type * as FileSystem from "@effect/platform/FileSystem"
import type * as Path from "@effect/platform/Path"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Struct from "effect/Struct"
import type { Language, Table } from "@amili-cases/sheets/Column"
import { columnsOf, type CsvProfile, profiles, svExcel } from "@amili-cases/sheets/csv/CsvProfile"
import { tool } from "../Layers.ts"
import { defaultFormatNames } from "@amili-cases/export-engine/formats/formats"
import type { FileFailed } from "@amili-cases/export-engine/run/FileFailed"
import { Folder } from "@amili-cases/export-engine/run/Folder"
import type { RunSettings } from "@amili-cases/export-engine/run/RunSettings"
import * as Setting from "./Setting.ts"
import * as ExportSettings from "@amili-cases/app-kit/settings/ExportSettings"
import * as Classes from "./Classes.ts"

export interface Given {
  readonly out: Option.Option<string>
  readonly profile: Option.Option<string>
  readonly format: Option.Option<string>
  readonly csv: Option.Option<string>
  readonly perCreditor: boolean
  readonly oneSet: boolean
  readonly delimiter: Option.Option<string>
  readonly decimalMark: Option.Option<"comma" | "point">
  readonly headers: Option.Option<"sv" | "en" | "key">
  readonly columns: Option.Option<string>
  readonly language: Option.Option<string>
  readonly debtor: "none" | "masked" | "full"
  /** Only exports of closed cases have classes. */
  readonly class?: ReadonlyArray<string>
}

/** Settings that are right in themselves; `out` is the folder as it was written. */
export interface Plan extends Omit<RunSettings, "api" | "folder"> {
  /** Classes of close reasons that the company has chosen itself. */
  readonly classes: Overrides
  readonly out: string
}

/** What the options say, or what is wrong with them: known without the API, and before anything is written. */
export const planOf = <R>(
  table: Table<R>,
  given: Given,
): Effect.Effect<Plan, UsageError | ProfileProblem, FileSystem.FileSystem | Path.Path> =>
  Effect.gen(function* () {
    yield* Setting.oneOrEach(given)
    const profile = yield* ExportSettings.profileOf(given.profile)
    const formats = yield* formatsOf(given, profile)
    const csv = yield* csvOf(table, given, profile)
    const language = yield* languageOf(given, profile)
    const classes = yield* Classes.decode(yield* classesOf(given, profile))
    return {
      profile: profile.name,
      out: yield* Setting.folderOf(given.out, profile),
      formats,
      csv,
      perCreditor: given.perCreditor || (!given.oneSet && profile.settings?.perCreditor === true),
      language,
      privacy: given.debtor,
      classes,
      tool,
      by: profile.settings?.by,
    }
  })

/** The settings of a run, and that its folder can be written to. */
export const settingsOf = (
  plan: Plan,
): Effect.Effect<RunSettings, FileFailed, Folder | AmiliConfig | Credentials.Credentials> =>
  Effect.gen(function* () {
    const { baseUrl } = yield* AmiliConfig
    const folder = yield* (yield* Folder).open(plan.out)
    return { ...Struct.omit(plan, "classes", "out"), folder, api: baseUrl, account: yield* accountAt(baseUrl) }
  })

/** Stands for whose credentials are used: a hash of the api code, which is no secret to its owner and tells nobody else. */
export const accountAt = (api: string): Effect.Effect<string | undefined, never, Credentials.Credentials> =>
  Effect.map(Credentials.Credentials, (credential) =>
    credential._tag === "AccessToken"
      ? undefined
      : createHash("sha256")
          .update(`${api}\n${Redacted.value(credential.apiCode)}`)
          .digest("hex")
          .slice(0, 16),
  )

const setting = (
  given: Option.Option<string>,
  name: "format" | "csv" | "language",
  { settings }: ExportSettings.Profile,
): Effect.Effect<Setting.Setting | undefined> =>
  Setting.first(given, { option: `--${name}`, variable: variableOf[name] }, settings?.[name])

const variableOf = {
  format: "AMILI_EXPORT_FORMAT",
  csv: "AMILI_EXPORT_CSV",
  language: "AMILI_EXPORT_LANGUAGE",
} as const

const classesOf = ({ class: given = [] }: Given, { settings }: ExportSettings.Profile) =>
  Setting.first(
    given.length === 0 ? Option.none() : Option.some(given.join(",")),
    { option: "--class", variable: "AMILI_EXPORT_CLASSES", key: "classes" },
    settings?.classes,
  )

const languageOf = (given: Pick<Given, "language">, profile: ExportSettings.Profile) =>
  Effect.flatMap(setting(given.language, "language", profile), (setting) =>
    Setting.oneOf<Language>(setting, ["sv", "en"], "sv"),
  )

const formatsOf = (given: Pick<Given, "format">, profile: ExportSettings.Profile) =>
  Effect.flatMap(setting(given.format, "format", profile), (setting) =>
    Setting.formatsIn(setting ?? { value: defaultFormatNames.join(","), from: "--format" }),
  )

/** Refused before anything is written. */
const csvOf = <R>(
  table: Table<R>,
  given: Given,
  chosen: ExportSettings.Profile,
): Effect.Effect<CsvProfile, UsageError> =>
  Effect.gen(function* () {
    const names = profiles.map(({ name }) => name)
    const name = yield* Setting.oneOf(yield* setting(given.csv, "csv", chosen), names, svExcel.name)
    const named = profiles.find((profile) => profile.name === name) ?? svExcel
    const delimiter = Option.getOrElse(given.delimiter, () => named.delimiter)
    const profile: CsvProfile = {
      ...named,
      delimiter: delimiter === "tab" ? "\t" : delimiter,
      decimalMark: Option.match(given.decimalMark, {
        onNone: () => named.decimalMark,
        onSome: (mark) => (mark === "comma" ? "," : "."),
      }),
      headers: Option.getOrElse(given.headers, () => named.headers),
      ...(Option.isSome(given.columns) ? { columns: given.columns.value.split(",").map((key) => key.trim()) } : {}),
    }
    return yield* Either.match(columnsOf(table, profile, given.debtor !== "none"), {
      onLeft: ({ field, hint, message, personal }) =>
        personal === undefined
          ? new UsageError({ message: `--${field}: ${message}`, hint })
          : new UsageError({
              message: `--${field}: column ${personal} holds debtor data`,
              hint: "ask for debtor data with --debtor masked or --debtor full",
            }),
      onRight: () => Effect.succeed(profile),
    })
  })
