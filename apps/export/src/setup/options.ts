/** The options that commands share. What they mean together stands in `settings.ts`. */
import * as Dates from "@amili-cases/app-kit/command/Dates"
import * as Values from "@amili-cases/app-kit/command/Values"
import { defaultFormatNames, formatNames } from "@amili-cases/export-engine/formats/formats"
import * as Options from "@effect/cli/Options"
import { profiles } from "@amili-cases/sheets/csv/CsvProfile"

export const out = Values.path("out", "dir").pipe(
  Options.withDescription(
    "folder of the exports; it is made if it is not there (default: AMILI_EXPORT_OUT, or what amili-export init has set up)",
  ),
  Options.optional,
)

export const json = Options.boolean("json").pipe(
  Options.withDescription("the result on stdout, and an error on stderr, as JSON"),
)

export const journal = Values.path("journal", "file").pipe(
  Options.withDescription("file of the journal, not on a network share (default: journal.db in the --out folder)"),
  Options.optional,
)

export const profile = Options.text("profile").pipe(
  Options.withPseudoName("name"),
  Options.withDescription(
    "whose exports these are: each profile has its own serial numbers, and its own credentials if amili auth login has made it (default: AMILI_PROFILE, or the one of amili-export init, or default)",
  ),
  Options.optional,
)

export const format = Options.text("format").pipe(
  Options.withPseudoName(formatNames.join(",")),
  Options.withDescription(
    `kinds of files, with commas between: ${formatNames.join(", ")} (default: ${defaultFormatNames.join(",")})`,
  ),
  Options.optional,
)

export const csv = Values.choice(
  "csv",
  profiles.map((profile) => profile.name),
).pipe(Options.withDescription("how CSV files are written (default: sv-excel)"), Options.optional)

const delimiter = Options.text("delimiter").pipe(
  Options.withPseudoName("char"),
  Options.withDescription("separates the fields of CSV files, instead of what --csv says; tab for a tab"),
  Options.optional,
)

const decimalMark = Values.choice("decimal-mark", ["comma", "point"]).pipe(
  Options.withDescription("decimal mark in CSV files, instead of what --csv says"),
  Options.optional,
)

const headers = Values.choice("headers", ["sv", "en", "key"]).pipe(
  Options.withDescription("headers of CSV files, instead of what --csv says; key writes stable names for programs"),
  Options.optional,
)

const columns = Options.text("columns").pipe(
  Options.withPseudoName("key,key"),
  Options.withDescription(
    "columns of the CSV and Parquet files of cases, by their keys and in this order (default: all)",
  ),
  Options.optional,
)

export const language = Values.choice("language", ["sv", "en"]).pipe(
  Options.withDescription("language of the workbook (default: sv)"),
  Options.optional,
)

const debtor = Values.choice("debtor", ["none", "masked", "full"]).pipe(
  Options.withDescription(
    "debtors' names and numbers: left out and not even asked for (default: none), shortened, or in full",
  ),
  Options.withDefault("none"),
)

export const creditor = Options.text("creditor").pipe(
  Options.withPseudoName("id"),
  Options.withDescription("only cases of this creditor; may be given several times"),
  Options.repeated,
)

export const beginAgain = Options.boolean("begin-again").pipe(
  Options.withDescription(
    "first run only: export everything once more, although earlier runs are known; for when their journal and files are lost together",
  ),
)

export const classes = Options.text("class").pipe(
  Options.withPseudoName("reason=class"),
  Options.withDescription(
    "settlement class of a close reason, instead of ours (prescribed=loss); may be given several times (default: AMILI_EXPORT_CLASSES)",
  ),
  Options.repeated,
)

export const perCreditor = Options.boolean("per-creditor").pipe(
  Options.withDescription("a set of files for each creditor instead of one for all; still one run"),
)

export const oneSet = Options.boolean("one-set").pipe(
  Options.withDescription("one set of files for all creditors, where amili-export init has set up --per-creditor"),
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
  oneSet,
  json,
} as const
export const run = { ...files, journal } as const

export const date = (name: string, description: string) =>
  Options.optional(Dates.option(name, `${description}: ${Dates.forms}`))
