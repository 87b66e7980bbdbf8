/** The sheets of rows: their columns, their order and what they add up. */
import type { WorkbookOptions } from "@amili-cases/export-engine/dataset/Output"
import type { Table } from "@amili-cases/sheets/Column"
import { TableSheet } from "@amili-cases/sheets/xlsx/TableSheet"
import type { TableSpec } from "@amili-cases/sheets/xlsx/tableShape"
import type * as Workbook from "@amili-cases/sheets/xlsx/Workbook"
import { arranged } from "../../../workbook/arranged.ts"
import { leadRows } from "../../../workbook/lead.ts"
import type { Measure } from "../../../workbook/summary.ts"
import { amountOf, waitingOf } from "../../stand/amounts.ts"
import type { BankTransfer, Difference, PaidCase, StandLine, StandPayout } from "../../stand/rows.ts"
import { bank } from "../tables/bank.ts"
import { cases, waiting } from "../tables/cases.ts"
import { differences } from "../tables/differences.ts"
import { lines } from "../tables/lines.ts"
import { payouts } from "../tables/payouts.ts"
import { type About, RowsSheet } from "./RowsSheet.ts"
import { word, type Word } from "./words.ts"

const total: ReadonlyArray<Measure> = [{ head: "amount", key: "total" }]
const amount: ReadonlyArray<Measure> = [{ head: "amount", key: "amount" }]

const abouts = {
  waiting: {
    task: "doWaiting",
    measures: [{ head: "waitingAmount", key: "waiting" }],
    currency: (row) => row.currency,
    amounts: (row) => [waitingOf(row)],
    // The longest wait first. Texts are compared, so all have seven digits.
    by: (row) => [String(9_999_999 - (row.waitingDays ?? 0)), row.creditor, row.caseId],
  } satisfies About<PaidCase>,
  differences: {
    task: "doDifferences",
    measures: amount,
    currency: (row) => row.currency,
    amounts: (row) => [row.amount],
    by: (row) => [row.kind, row.cause, row.creditor, row.id],
  } satisfies About<Difference>,
  cases: {
    task: "doPaidCases",
    measures: [
      { head: "amount", key: "amount" },
      { head: "specified", key: "specified" },
      { head: "paidOut", key: "paid_out" },
    ],
    currency: (row) => row.currency,
    amounts: (row) => [amountOf(row), row.specified, row.paidOut],
    by: (row) => [row.creditor, row.closedOn, row.caseId],
  } satisfies About<PaidCase>,
  lines: {
    task: "doSpecifications",
    measures: total,
    currency: (row) => row.currency,
    amounts: (row) => [row.total],
    by: (row) => [row.creditor, row.bookedOn, row.lineId],
  } satisfies About<StandLine>,
  payouts: {
    task: "doStandPayouts",
    measures: total,
    currency: (row) => row.currency,
    amounts: (row) => [row.total],
    by: (row) => [row.creditor, row.payoutDate, row.payoutId],
  } satisfies About<StandPayout>,
  bank: {
    task: "doBank",
    measures: amount,
    currency: (row) => row.currency,
    amounts: (row) => [row.amount],
    by: (row) => [row.bookedOn, row.key],
  } satisfies About<BankTransfer>,
}

export const specsOf = ({ language, provenance }: WorkbookOptions) => {
  const specOf = <R>(title: Word, table: string, of: Table<R>, { measures }: About<R>, tab: string): TableSpec<R> => ({
    title: word(title, language),
    table,
    columns: arranged(
      of.columns,
      of.columns.flatMap(({ key, technical }) => (technical === true ? [] : [key])),
      provenance,
    ),
    empty: word("noRows", language),
    tab,
    lead: leadRows(measures),
  })
  return {
    waiting: specOf("toReconcile", "ToReconcile", waiting, abouts.waiting, "BF8F00"),
    differences: specOf("differences", "Differences", differences, abouts.differences, "C00000"),
    cases: specOf("paidCases", "PaidCases", cases, abouts.cases, "548235"),
    lines: specOf("lines", "Specifications", lines, abouts.lines, "2E75B6"),
    payouts: specOf("payouts", "Payouts", payouts, abouts.payouts, "2E75B6"),
    bank: specOf("bank", "Bank", bank, abouts.bank, "7F7F7F"),
  }
}

/** The heads were made in the order of the specs. */
export const make = (specs: ReturnType<typeof specsOf>, { head, shared }: Workbook.Assembly) => ({
  waiting: new RowsSheet(new TableSheet(specs.waiting, shared, head(0)), abouts.waiting),
  differences: new RowsSheet(new TableSheet(specs.differences, shared, head(1)), abouts.differences),
  cases: new RowsSheet(new TableSheet(specs.cases, shared, head(2)), abouts.cases),
  lines: new RowsSheet(new TableSheet(specs.lines, shared, head(3)), abouts.lines),
  payouts: new RowsSheet(new TableSheet(specs.payouts, shared, head(4)), abouts.payouts),
  bank: new RowsSheet(new TableSheet(specs.bank, shared, head(5)), abouts.bank),
})

export type Sheets = ReturnType<typeof make>
