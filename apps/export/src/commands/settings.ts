/** What the options, the variables and the kept settings mean together; checked before anything is asked of the API. */
import type { ProfileProblem } from "@amili-cases/app-kit/settings/ProfileFile"
import { UsageError } from "@amili-cases/app-kit/command/UsageError"
import { AmiliConfig } from "@amili-cases/core/AmiliConfig"
import * as CreditorId from "@amili-cases/core/CreditorId"
import type { FileSystem, Path } from "@effect/platform"
import { Effect, Either, Option } from "effect"
import type { Dataset, Language } from "../format/Column.ts"
import { columnsOf, type CsvProfile, profiles, svExcel } from "../format/CsvProfile.ts"
import { tool } from "../Layers.ts"
import type { FileFailed } from "../run/FileFailed.ts"
import { Folder } from "../run/Folder.ts"
import type { RunSettings } from "../run/RunSettings.ts"
import * as Choice from "../setup/Choice.ts"
import * as Classes from "../setup/Classes.ts"

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
  readonly out: string
}

/** What the options say, or what is wrong with them: known without the API, and before anything is written. */
export const planOf = <R>(
  dataset: Dataset<R>,
  given: Given,
): Effect.Effect<Plan, UsageError | ProfileProblem, FileSystem.FileSystem | Path.Path> =>
  Effect.gen(function* () {
    yield* Choice.oneOrEach(given)
    const profile = yield* Choice.profileOf(given.profile)
    const formats = yield* formatsOf(given, profile)
    const csv = yield* csvOf(dataset, given, profile)
    const language = yield* languageOf(given, profile)
    const classes = yield* Classes.decode(yield* classesOf(given, profile))
    return {
      profile: profile.name,
      out: yield* Choice.folderOf(given.out, profile),
      formats,
      csv,
      perCreditor: given.perCreditor || (!given.oneSet && profile.kept?.perCreditor === true),
      language,
      privacy: given.debtor,
      classes,
      tool,
    }
  })

/** The settings of a run, and that its folder can be written to. */
export const settingsOf = ({ out, ...plan }: Plan): Effect.Effect<RunSettings, FileFailed, Folder | AmiliConfig> =>
  Effect.gen(function* () {
    const { baseUrl } = yield* AmiliConfig
    return { ...plan, folder: yield* (yield* Folder).open(out), api: baseUrl }
  })

const wish = (
  given: Option.Option<string>,
  name: "format" | "csv" | "language",
  { kept }: Choice.Profile,
): Effect.Effect<Choice.Wish | undefined> =>
  Choice.first(given, { option: `--${name}`, variable: variableOf[name] }, kept?.[name])

const variableOf = {
  format: "AMILI_EXPORT_FORMAT",
  csv: "AMILI_EXPORT_CSV",
  language: "AMILI_EXPORT_LANGUAGE",
} as const

const classesOf = ({ class: given = [] }: Given, { kept }: Choice.Profile) =>
  Choice.first(
    given.length === 0 ? Option.none() : Option.some(given.join(",")),
    { option: "--class", variable: "AMILI_EXPORT_CLASSES", key: "classes" },
    kept?.classes,
  )

const languageOf = (given: Pick<Given, "language">, profile: Choice.Profile) =>
  Effect.flatMap(wish(given.language, "language", profile), (wish) => Choice.oneOf<Language>(wish, ["sv", "en"], "sv"))

const formatsOf = (given: Pick<Given, "format">, profile: Choice.Profile) =>
  Effect.flatMap(wish(given.format, "format", profile), (wish) =>
    Choice.formatsIn(wish ?? { value: "csv,xlsx", from: "--format" }),
  )

/** Refused before anything is written. */
const csvOf = <R>(dataset: Dataset<R>, given: Given, chosen: Choice.Profile): Effect.Effect<CsvProfile, UsageError> =>
  Effect.gen(function* () {
    const names = profiles.map(({ name }) => name)
    const name = yield* Choice.oneOf(yield* wish(given.csv, "csv", chosen), names, svExcel.name)
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
    return yield* Either.match(columnsOf(dataset, profile, given.debtor), {
      onLeft: ({ field, hint, message }) => new UsageError({ message: `--${field}: ${message}`, hint }),
      onRight: () => Effect.succeed(profile),
    })
  })

export const creditorsOf = (
  ids: ReadonlyArray<string>,
): Effect.Effect<ReadonlyArray<CreditorId.CreditorId>, UsageError> =>
  Effect.forEach(ids, (id) =>
    CreditorId.parse(id).pipe(
      Effect.mapError(
        () =>
          new UsageError({
            message: `--creditor: "${id}" is not an id`,
            hint: "use the creditor's 24 lower-case hex digits, as in the column creditor id",
          }),
      ),
    ),
  )
