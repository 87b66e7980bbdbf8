/** The tables of a run over payouts: events of lines, events of payouts, and what needs a person. */
import type { Table } from "@amili-cases/sheets/Column"
import { creditorId, link } from "../../workbook/columns.ts"
import { problems } from "../ledger/Doubt.ts"
import * as columns from "./columns.ts"
import type { LineRow, PayoutRow, QuarantineRow } from "./rows.ts"
import { kinds, lineStates, payoutStates } from "./words.ts"

export const lines: Table<LineRow> = {
  name: "lines",
  currency: (row) => row.currency,
  amount: (row) => row.toBook,
  columns: [
    {
      key: "event",
      kind: "enum",
      header: { sv: "Händelse", en: "Event" },
      about:
        "`new`, `scheduled` (has a payout date), `paid_out` (that date has passed), `changed`, `reversed`, `gone` or `found_again`",
      width: 12,
      value: (row) => row.kind,
      said: (row, language) => kinds[row.kind][language],
    },
    {
      key: "state",
      kind: "enum",
      header: { sv: "Läge", en: "State" },
      about: "How the line stands after the event: `waiting`, `scheduled`, `paid` or `gone`",
      width: 12,
      value: (row) => row.state,
      said: (row, language) => lineStates[row.state][language],
    },
    ...columns.line,
    columns.creditor,
    columns.category,
    columns.article,
    ...columns.amounts,
    {
      key: "to_book",
      kind: "money",
      header: { sv: "Skillnad att bokföra", en: "Difference to book" },
      about: "By how much the sum of all lines grows: the total of a new line, the difference of a changed one",
      width: 15,
      value: (row) => row.toBook,
    },
    {
      key: "paid_out",
      kind: "money",
      header: { sv: "Utbetalt", en: "Paid out" },
      about: "By how much the sum of what has been paid out grows; negative when it is taken back",
      width: 15,
      value: (row) => row.paidOut,
    },
    columns.bookedOn,
    ...columns.payout,
    {
      key: "reversed_by",
      kind: "id",
      header: { sv: "Återförd av rad", en: "Reversed by line" },
      about: "Id of the line of opposite total that takes this one back",
      width: 27,
      value: (row) => row.reversedBy,
    },
    ...columns.changing,
    creditorId,
    link,
  ],
}

export const payouts: Table<PayoutRow> = {
  name: "payouts",
  currency: (row) => row.currency,
  amount: (row) => row.total,
  columns: [
    {
      key: "event",
      kind: "enum",
      header: { sv: "Händelse", en: "Event" },
      about:
        "`new`, `paid_out` (its date has passed), `changed`, `reversed` (says its status), `gone` or `found_again`",
      width: 13,
      value: (row) => row.kind,
      said: (row, language) => kinds[row.kind][language],
    },
    {
      key: "state",
      kind: "enum",
      header: { sv: "Läge", en: "State" },
      about: "How the payout stands after the event: `scheduled`, `paid`, `reversed` or `gone`",
      width: 12,
      value: (row) => row.state,
      said: (row, language) => payoutStates[row.state][language],
    },
    ...columns.payout,
    columns.creditor,
    columns.category,
    ...columns.amounts,
    {
      key: "status",
      kind: "enum",
      header: { sv: "Status", en: "Status" },
      about: "Status of the payout, in the API's word",
      width: 14,
      value: (row) => row.status,
    },
    {
      key: "interval",
      kind: "enum",
      header: { sv: "Intervall", en: "Interval" },
      about: "How often Amili pays out, in the API's word",
      width: 12,
      value: (row) => row.interval,
    },
    ...columns.changing,
    creditorId,
  ],
}

export const quarantine: Table<QuarantineRow> = {
  name: "quarantine",
  currency: (row) => row.currency,
  amount: (row) => row.total,
  columns: [
    {
      key: "problem",
      kind: "enum",
      header: { sv: "Problem", en: "Problem" },
      about:
        "`undecodable` (oläsligt), `no_amount` (utan belopp: a line whose total is unknown) or `ambiguous` (flera möjliga: it takes back one of several lines)",
      width: 16,
      value: (row) => row.problem,
      said: (row, language) => problems[row.problem][language],
    },
    {
      key: "detail",
      kind: "text",
      header: { sv: "Förklaring", en: "Detail" },
      about: "What is wrong, in one line",
      width: 42,
      value: (row) => row.detail.en,
      said: (row, language) => row.detail[language],
    },
    {
      key: "raw_document",
      kind: "text",
      header: { sv: "Rådokument", en: "Raw document" },
      about: "Where the document is kept as it was received",
      width: 42,
      value: (row) => row.raw,
    },
    ...columns.line,
    columns.creditor,
    columns.category,
    columns.article,
    ...columns.amounts,
    ...columns.payout,
    creditorId,
    link,
  ],
}
