/** What pages about runs have in common: the name of a run, its sums, and its lines in a table. */
import { DatasetName } from "@amili-cases/accounting/DatasetName"
import { foreign, type Markup, markup, type Part } from "@amili-cases/accounting/html/markup"
import type { Column } from "@amili-cases/accounting/html/table"
import type { Manifest } from "@amili-cases/export-engine/evidence/Manifest"
import { shown } from "@amili-cases/export-engine/run/Instant"
import type * as History from "@amili-cases/operations/journal/History"
import type { Language } from "@amili-cases/sheets/Column"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Addresses from "../../layout/addresses.ts"
import { Refused } from "../../server/Refused.ts"
import { words as refusals } from "../../server/words.ts"
import * as Shown from "../../words/shown.ts"
import { datasets, words } from "./words.ts"

/** `Closed cases, run 7`. */
export const nameOf = (dataset: string, serial: number, language: Language): string =>
  words.title[language](datasetName(dataset, language), String(serial))

export const datasetName = (dataset: string, language: Language): string =>
  isDataset(dataset) ? datasets[dataset][language] : dataset

export const linkTo = (profile: string, dataset: string, serial: number, label: Part): Markup =>
  markup`<a href="${Addresses.of(profile, `/runs/${dataset}/${serial}`)}">${label}</a>`

export const sums = (all: Manifest["sums"], language: Language): Part =>
  all.map(({ currency, sum }) => markup`<div>${Shown.decimal(sum, language)} ${foreign(currency)}</div>`)

/** Columns of a table of runs. What was abandoned shows no counts: nothing in it counts. */
export const columns = (profile: string, language: Language): ReadonlyArray<Column<History.Line>> => {
  const count = (header: string, key: (line: History.Line) => string): Column<History.Line> => ({
    header,
    kind: "number",
    cell: (line) => {
      const value = line.run.state === "abandoned" ? undefined : line.manifest?.counts[key(line)]
      return value === undefined ? undefined : Shown.count(value, language)
    },
  })
  return [
    {
      header: words.run[language],
      kind: "word",
      cell: ({ run }) => linkTo(profile, run.dataset, run.serial, run.serial),
    },
    { header: words.begun[language], kind: "word", cell: ({ run }) => shown(run.started_at) },
    {
      header: words.until[language],
      kind: "word",
      cell: ({ run }) => (run.window_until === null ? undefined : shown(run.window_until)),
    },
    count(words.rows[language], ({ run }) => run.dataset),
    count(words.corrections[language], () => "corrections"),
    count(words.toPerson[language], () => "quarantined"),
    {
      header: words.sums[language],
      kind: "number",
      cell: ({ manifest, run }) =>
        run.state === "abandoned" ? words.abandoned[language] : manifest && sums(manifest.sums, language),
    },
  ]
}

/** In the order of a month-end. */
export const all: ReadonlyArray<DatasetName> = ["closed", "payouts", "open", "reconcile", "vouchers"]

/** Whether a text of an address names a dataset. */
export const isDataset = Schema.is(DatasetName)

/** An address that names no dataset, or no run. */
export const notFound = Effect.fail(
  new Refused({ status: 404, message: refusals.notFound, hint: refusals.notFoundHint }),
)
