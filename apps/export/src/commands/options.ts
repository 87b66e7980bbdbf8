/** The options that commands share. */
import * as Dates from "@amili-cases/app-kit/Dates"
import { UsageError } from "@amili-cases/app-kit/UsageError"
import { AmiliConfig } from "@amili-cases/core/AmiliConfig"
import { CreditorId } from "@amili-cases/core/Creditor"
import { Options } from "@effect/cli"
import { Effect, Either, Option, Schema } from "effect"
import type { Dataset } from "../format/Column.ts"
import { columnsOf, type CsvProfile, profiles, svExcel } from "../format/CsvProfile.ts"
import { tool } from "../Layers.ts"
import type { FileFailed } from "../run/FileFailed.ts"
import { Folder } from "../run/Folder.ts"
import { defaultProfile } from "../run/Naming.ts"
import type { RunSettings } from "../run/RunSettings.ts"

export const out = Options.text("out").pipe(
  Options.withPseudoName("dir"),
  Options.withDescription("Folder that the files go to; it is made if it is not there."),
)

export const journal = Options.text("journal").pipe(
  Options.withPseudoName("file"),
  Options.withDescription("File of the journal; journal.db in the --out folder by default. Not on a network share."),
  Options.optional,
)

export const profile = Options.text("profile").pipe(
  Options.withPseudoName("name"),
  Options.withDescription(
    "Whose exports these are: each profile has its own serial numbers (default: AMILI_PROFILE, or default).",
  ),
  Options.optional,
)

const format = Options.text("format").pipe(
  Options.withPseudoName("csv,xlsx"),
  Options.withDescription("Kinds of files: csv, xlsx, or both with a comma."),
  Options.withDefault("csv,xlsx"),
)

const csv = Options.choice(
  "csv",
  profiles.map((profile) => profile.name),
).pipe(Options.withDescription("How CSV files are written."), Options.withDefault(svExcel.name))

const delimiter = Options.text("delimiter").pipe(
  Options.withPseudoName("char"),
  Options.withDescription("Separates the fields of CSV files, instead of what --csv says; tab for a tab."),
  Options.optional,
)

const decimalMark = Options.choice("decimal-mark", ["comma", "point"]).pipe(
  Options.withDescription("Decimal mark in CSV files, instead of what --csv says."),
  Options.optional,
)

const headers = Options.choice("headers", ["sv", "en", "key"]).pipe(
  Options.withDescription("Headers of CSV files, instead of what --csv says; key writes stable names for programs."),
  Options.optional,
)

const columns = Options.text("columns").pipe(
  Options.withPseudoName("key,key"),
  Options.withDescription("Columns of the CSV file of cases, by their keys and in this order; all by default."),
  Options.optional,
)

const language = Options.choice("language", ["sv", "en"]).pipe(
  Options.withDescription("Language of the workbook."),
  Options.withDefault("sv"),
)

const debtor = Options.choice("debtor", ["none", "masked", "full"]).pipe(
  Options.withDescription(
    "Debtors' names and numbers: left out, shortened, or in full. They are not asked for otherwise.",
  ),
  Options.withDefault("none"),
)

export const creditor = Options.text("creditor").pipe(
  Options.withPseudoName("id"),
  Options.withDescription("Only cases of this creditor; may be given several times."),
  Options.repeated,
)

const perCreditor = Options.boolean("per-creditor").pipe(
  Options.withDescription("A set of files for each creditor instead of one for all; still one run."),
)

/** What every export needs to know, and a run in the journal besides. */
export const files = {
  out,
  profile,
  format,
  csv,
  delimiter,
  decimalMark,
  headers,
  columns,
  language,
  debtor,
  creditor,
  perCreditor,
} as const
export const run = { ...files, journal } as const

interface RunOptions {
  readonly out: string
  readonly profile: Option.Option<string>
  readonly format: string
  readonly csv: string
  readonly perCreditor: boolean
  readonly delimiter: Option.Option<string>
  readonly decimalMark: Option.Option<"comma" | "point">
  readonly headers: Option.Option<"sv" | "en" | "key">
  readonly columns: Option.Option<string>
  readonly language: "sv" | "en"
  readonly debtor: "none" | "masked" | "full"
}

/** Checks the options, and that the folder can be written to: before anything is asked of the API. */
export const settingsOf = <R>(
  dataset: Dataset<R>,
  options: RunOptions,
): Effect.Effect<RunSettings, UsageError | FileFailed, Folder | AmiliConfig> =>
  Effect.gen(function* () {
    const { baseUrl } = yield* AmiliConfig
    return {
      profile: yield* profileOf(options.profile),
      folder: yield* (yield* Folder).open(options.out),
      formats: yield* formatsOf(options.format),
      csv: yield* csvOf(dataset, options),
      perCreditor: options.perCreditor,
      language: options.language,
      privacy: options.debtor,
      tool,
      api: baseUrl,
    }
  })

/** Refused before anything is written. */
const csvOf = <R>(dataset: Dataset<R>, options: RunOptions): Effect.Effect<CsvProfile, UsageError> => {
  const named = profiles.find(({ name }) => name === options.csv) ?? svExcel
  const delimiter = Option.getOrElse(options.delimiter, () => named.delimiter)
  const profile: CsvProfile = {
    ...named,
    delimiter: delimiter === "tab" ? "\t" : delimiter,
    decimalMark: Option.match(options.decimalMark, {
      onNone: () => named.decimalMark,
      onSome: (mark) => (mark === "comma" ? "," : "."),
    }),
    headers: Option.getOrElse(options.headers, () => named.headers),
    ...(Option.isSome(options.columns) ? { columns: options.columns.value.split(",").map((key) => key.trim()) } : {}),
  }
  return Either.match(columnsOf(dataset, profile, options.debtor), {
    onLeft: ({ hint, message }) => new UsageError({ message, hint }),
    onRight: () => Effect.succeed(profile),
  })
}

export const profileOf = (given: Option.Option<string>): Effect.Effect<string, UsageError> => {
  const name = Option.getOrElse(given, () => process.env.AMILI_PROFILE ?? defaultProfile)
  return /^[a-z0-9][a-z0-9_-]{0,63}$/i.test(name)
    ? Effect.succeed(name)
    : new UsageError({
        message: `"${name}" cannot name a profile`,
        hint: "use letters, digits, - and _: the name is part of the files' names",
      })
}

const formatsOf = (text: string): Effect.Effect<ReadonlyArray<"csv" | "xlsx">, UsageError> =>
  Effect.forEach(text.split(","), (word) => {
    const format = word.trim().toLowerCase()
    return format === "csv" || format === "xlsx"
      ? Effect.succeed(format)
      : new UsageError({ message: `--format: "${word}" is no format`, hint: "use csv, xlsx or csv,xlsx" })
  })

export const creditorsOf = (ids: ReadonlyArray<string>): Effect.Effect<ReadonlyArray<CreditorId>, UsageError> =>
  Effect.forEach(ids, (id) =>
    Schema.decode(CreditorId)(id).pipe(
      Effect.mapError(
        () =>
          new UsageError({
            message: `--creditor: "${id}" is not an id`,
            hint: "use the creditor's 24 lower-case hex digits, as in the column creditor id",
          }),
      ),
    ),
  )

export const date = (name: string, description: string) =>
  Options.text(name).pipe(
    Options.withPseudoName("date"),
    Options.withDescription(`${description} ${Dates.forms}.`),
    Options.optional,
  )

export const dateOf = (name: string, text: Option.Option<string>) =>
  Option.isNone(text) ? Effect.succeed(undefined) : Dates.option(`--${name}`, text.value)
