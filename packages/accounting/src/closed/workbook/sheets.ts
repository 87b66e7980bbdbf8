/** The sheets of closed cases: which class stands where, and what each of them prints. */
import * as CloseReason from "@amili-cases/core/CloseReason"
import * as SettlementClass from "@amili-cases/core/SettlementClass"
import type { WorkbookOptions } from "@amili-cases/export-engine/dataset/Output"
import type { Column, Language, Table } from "@amili-cases/sheets/Column"
import type { TableSpec } from "@amili-cases/sheets/xlsx/tableShape"
import * as Schema from "effect/Schema"
import type { ClosedRow } from "../../cases/Row.ts"
import * as Tables from "../../cases/Tables.ts"
import { arranged } from "../../workbook/arranged.ts"
import { leadRows } from "../../workbook/lead.ts"
import type { Measure } from "../../workbook/summary.ts"
import { word, type Word } from "../../workbook/words.ts"

/** The sheet on which the rows of a class are counted. */
const homes = {
  payout_expected: "paid",
  payout_with_residual: "paid",
  paid_direct: "paid",
  loss: "losses",
  loss_to_confirm: "toDecide",
  credit_or_cancel: "other",
  returned: "other",
  moved: "other",
  unclassified: "quarantine",
} as const satisfies Record<SettlementClass.SettlementClass, Word>

export type Home = Exclude<(typeof homes)[keyof typeof homes], "quarantine">

export const isClass = Schema.is(SettlementClass.SettlementClass)

export const homeOf = (settlementClass: string) => (isClass(settlementClass) ? homes[settlementClass] : "quarantine")

/** A paid case with capital left is matched like the others, and a person decides on the rest: it is on two sheets. */
export const hasCapitalLeft = (row: ClosedRow): boolean =>
  homeOf(row.settlementClass) === "paid" &&
  (row.remainingCapital === undefined ? row.settlementClass === "payout_with_residual" : row.remainingCapital !== 0n)

/** What the sheets of rows add up. */
export const measures: ReadonlyArray<Measure> = [
  { head: "claimed", key: "claimed_capital" },
  { head: "reduced", key: "reduced" },
  { head: "remainingCapital", key: "remaining_capital" },
]
export const correctionMeasures: ReadonlyArray<Measure> = [{ head: "difference", key: "difference" }]
export const quarantineMeasures: ReadonlyArray<Measure> = [{ head: "remainingCapital", key: "remaining_capital" }]

/** A close reason in the reader's words. `prescribed` is none of the guide's, and yet common. */
export const reasonIn = (reason: string, language: Language): string =>
  reason === "prescribed"
    ? { sv: "Preskriberad", en: "Time-barred" }[language]
    : reason === ""
      ? word("none", language)
      : CloseReason.describe(reason, language)

/** Beside the API's word, which programs read. */
const closedAs = (language: Language): Column<{ readonly reason?: string | undefined }> => ({
  key: "closed_as",
  kind: "enum",
  header: { sv: "Avslutat som", en: "Closed as" },
  about: "The close reason in words",
  width: 30,
  value: (row) => (row.reason === undefined ? undefined : reasonIn(row.reason, language)),
})

const rows = [
  "case_id",
  "invoice_number",
  "reference",
  "creditor",
  "closed_on",
  "closed_as",
  "currency",
  "claimed_capital",
  "reduced",
  "remaining_capital",
  "run",
]

const corrections = [
  "case_id",
  "change",
  "invoice_number",
  "previous_closed_on",
  "previous_settlement_class",
  "previous_remaining_capital",
  "closed_on",
  "settlement_class",
  "currency",
  "remaining_capital",
  "difference",
  "corrects_run",
]

const quarantine = [
  "case_id",
  "problem",
  "detail",
  "invoice_number",
  "creditor",
  "closed_on",
  "closed_as",
  "currency",
  "remaining_capital",
  "run",
]

export const specsOf = ({ language, provenance }: WorkbookOptions) => {
  const specOf = <R extends { readonly reason?: string | undefined }>(
    title: Word,
    table: string,
    { columns }: Table<R>,
    printed: ReadonlyArray<string>,
    summed: ReadonlyArray<Measure>,
    tab: string,
  ): TableSpec<R> => ({
    title: word(title, language),
    table,
    columns: arranged<R>([...columns, closedAs(language)], printed, provenance),
    empty: word("noRows", language),
    tab,
    lead: leadRows(summed),
  })
  return {
    paid: specOf("paid", "Paid", Tables.closed, rows, measures, "548235"),
    losses: specOf("losses", "Losses", Tables.closed, rows, measures, "C00000"),
    toDecide: specOf("toDecide", "ToDecide", Tables.closed, rows, measures, "BF8F00"),
    other: specOf("other", "OtherClosings", Tables.closed, rows, measures, "7F7F7F"),
    corrections: specOf("corrections", "Corrections", Tables.corrections, corrections, correctionMeasures, "7030A0"),
    quarantine: specOf("quarantine", "Quarantine", Tables.quarantine, quarantine, quarantineMeasures, "FF0000"),
  }
}
