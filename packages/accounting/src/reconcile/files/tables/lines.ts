/** Payout lines of the stand. */
import type { Column, Table } from "@amili-cases/sheets/Column"
import type { StandLine } from "../../stand/rows.ts"
import { lineStates } from "../words/states.ts"
import { creditorId } from "../../../workbook/columns.ts"
import * as columns from "./columns.ts"

const amount = (key: string, sv: string, en: string, value: (row: StandLine) => bigint | undefined) =>
  ({ key, kind: "money", header: { sv, en }, about: `${en} of the line`, width: 14, value }) as const

const details: ReadonlyArray<Column<StandLine>> = [
  columns.reference,
  {
    key: "article",
    kind: "enum",
    header: { sv: "Artikel", en: "Article" },
    about: "What was paid, in the API's word",
    width: 20,
    technical: true,
    value: (row) => row.article,
  },
  { ...amount("net", "Netto", "Net amount", (row) => row.net), technical: true },
  { ...amount("vat", "Moms", "VAT", (row) => row.vat), technical: true },
  columns.matchedBy,
  {
    key: "candidates",
    kind: "text",
    header: { sv: "Möjliga ärenden", en: "Candidates" },
    about: "Ids of the cases that it may belong to, where there are several, separated by blanks",
    width: 80,
    technical: true,
    value: (row) => (row.candidates.length === 0 ? undefined : row.candidates.join(" ")),
  },
  {
    key: "payout_id",
    kind: "id",
    header: { sv: "Utbetalnings-id", en: "Payout id" },
    about: "Id of its payout at Amili",
    width: 27,
    technical: true,
    value: (row) => row.payoutId,
  },
  { ...columns.bucket, technical: true },
  creditorId,
]

export const lines: Table<StandLine> = {
  name: "lines",
  currency: (row) => row.currency,
  amount: (row) => row.total,
  columns: [
    {
      key: "line_id",
      kind: "id",
      header: { sv: "Rad-id", en: "Line id" },
      about: "Id of the payout specification at Amili",
      width: 25,
      value: (row) => row.lineId,
    },
    {
      key: "case_id",
      kind: "id",
      header: { sv: "Ärende-id", en: "Case id" },
      about: "Id of its case, as the line names it or as it was found",
      width: 25,
      value: (row) => row.caseId,
    },
    {
      key: "state",
      kind: "enum",
      header: { sv: "Läge", en: "State" },
      about: "How the line stands at the end of the month: see the states of lines below",
      width: 14,
      value: (row) => row.state,
      said: (row, language) => lineStates[row.state][language],
    },
    columns.invoiceNumber,
    { ...columns.creditor, width: 24 },
    {
      key: "category",
      kind: "enum",
      header: { sv: "Kategori", en: "Category" },
      about: "What the line pays for, in the API's word",
      width: 17,
      value: (row) => row.category,
    },
    {
      key: "payout_reference",
      kind: "id",
      header: { sv: "Utb.referens", en: "Payout ref." },
      about: "Reference of its payout; not always unique",
      width: 16,
      value: (row) => row.payoutReference,
    },
    columns.currency,
    {
      key: "booked_on",
      kind: "date",
      header: { sv: "Bokfört", en: "Booked on" },
      about: "Booking date of the line, in Swedish time",
      width: 13,
      value: (row) => row.bookedOn,
    },
    {
      key: "payout_on",
      kind: "date",
      header: { sv: "Utbetald", en: "Paid on" },
      about: "Payout date",
      width: 13,
      value: (row) => row.payoutDate,
    },
    amount("total", "Total", "Total", (row) => row.total),
    columns.waitingDays,
    ...details,
  ],
}
