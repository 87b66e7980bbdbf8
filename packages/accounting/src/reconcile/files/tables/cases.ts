/** Closed cases that money is expected of, or that were paid straight to the creditor. */
import type { Column, Table } from "@amili-cases/sheets/Column"
import { amountOf, waitingOf } from "../../stand/amounts.ts"
import type { PaidCase } from "../../stand/rows.ts"
import { caseStates } from "../words/states.ts"
import { creditorId } from "../../../workbook/columns.ts"
import * as columns from "./columns.ts"

const caseId: Column<PaidCase> = {
  key: "case_id",
  kind: "id",
  header: { sv: "Ärende-id", en: "Case id" },
  about: "Id of the case at Amili",
  width: 25,
  value: (row) => row.caseId,
}

const closedOn: Column<PaidCase> = {
  key: "closed_on",
  kind: "date",
  header: { sv: "Avslutat", en: "Closed on" },
  about: "Day the case was closed, in Swedish time",
  width: 13,
  value: (row) => row.closedOn,
}

const state: Column<PaidCase> = {
  key: "state",
  kind: "enum",
  header: { sv: "Läge", en: "State" },
  about: "How the case stands at the end of the month: see the states of cases below",
  width: 23,
  value: (row) => row.state,
  said: (row, language) => caseStates[row.state][language],
}

const money = (
  key: string,
  sv: string,
  en: string,
  about: string,
  value: (row: PaidCase) => bigint | undefined,
): Column<PaidCase> => ({ key, kind: "money", header: { sv, en }, about, width: 13, value })

const claimed = money("claimed", "Krävt", "Claimed", "Capital that Amili was asked to collect", (row) => row.claimed)
const expected = money(
  "expected",
  "Väntat",
  "Expected",
  "Claimed less remaining capital: what should come as capital lines; empty where either is unknown",
  (row) => row.expected,
)
const specified = money("specified", "Specificerat", "Specified", "Capital on its payout lines", (row) => row.specified)
const paidOut = money(
  "paid_out",
  "Utbetalt",
  "Paid out",
  "Of that, in payouts whose date has passed",
  (row) => row.paidOut,
)
const difference = money(
  "difference",
  "Skillnad",
  "Difference",
  "Specified less expected; empty where the expected capital is unknown",
  (row) => row.difference,
)
const payoutOn: Column<PaidCase> = {
  key: "payout_on",
  kind: "date",
  header: { sv: "Utbetalat", en: "Paid on" },
  about: "Day on which the last of the capital paid out was paid; empty where none was",
  width: 13,
  value: (row) => row.payoutDate,
}

/** What few readers ask for: it stands last, and is not printed. */
const details: ReadonlyArray<Column<PaidCase>> = [
  columns.reference,
  {
    key: "close_reason",
    kind: "enum",
    header: { sv: "Avslutsorsak", en: "Close reason" },
    about: "Why it was closed, in the API's word",
    width: 33,
    technical: true,
    value: (row) => row.reason,
  },
  {
    key: "settlement_class",
    kind: "enum",
    header: { sv: "Avräkningsklass", en: "Settlement class" },
    about: "What accounting does next, by the close reason",
    width: 23,
    technical: true,
    value: (row) => row.settlementClass,
  },
  {
    ...money("remaining_capital", "Återstående kapital", "Remaining capital", "What is left of the capital", (row) => {
      return row.remaining
    }),
    technical: true,
  },
  {
    ...money(
      "arrived",
      "På banken",
      "On the bank",
      "Of the capital paid out, what has arrived; empty without bank files",
      (row) => {
        return row.arrived
      },
    ),
    technical: true,
  },
  {
    ...money("residual", "Restkapital", "Residual", "Capital left after depreciation, to be decided on", (row) => {
      return row.residual
    }),
    technical: true,
  },
  {
    key: "lines",
    kind: "integer",
    header: { sv: "Rader", en: "Lines" },
    about: "Number of its payout lines",
    width: 9,
    technical: true,
    value: (row) => row.lines,
  },
  columns.matchedBy,
  {
    key: "payout_ids",
    kind: "text",
    header: { sv: "Utbetalningar", en: "Payouts" },
    about: "Ids of the payouts of its lines, separated by blanks",
    width: 80,
    technical: true,
    value: (row) => (row.payoutIds.length === 0 ? undefined : row.payoutIds.join(" ")),
  },
  { ...columns.bucket, technical: true },
  {
    key: "closed_run",
    kind: "integer",
    header: { sv: "Körning", en: "Run" },
    about: "Number of the run of closed cases that says this",
    width: 10,
    technical: true,
    value: (row) => row.closedRun,
  },
  creditorId,
]

const amount: Column<PaidCase> = money(
  "amount",
  "Belopp",
  "Amount",
  "Expected capital; specified capital where the expected one is unknown",
  amountOf,
)

export const cases: Table<PaidCase> = {
  name: "cases",
  currency: (row) => row.currency,
  amount: amountOf,
  columns: [
    caseId,
    state,
    columns.invoiceNumber,
    columns.creditor,
    columns.currency,
    closedOn,
    payoutOn,
    claimed,
    expected,
    specified,
    paidOut,
    difference,
    columns.waitingDays,
    ...details,
    { ...amount, technical: true },
  ],
}

/** The same cases as a list of what waits: why and how long come first. */
export const waiting: Table<PaidCase> = {
  name: "waiting",
  currency: (row) => row.currency,
  amount: waitingOf,
  columns: [
    caseId,
    columns.bucket,
    state,
    columns.invoiceNumber,
    columns.creditor,
    columns.currency,
    closedOn,
    columns.waitingDays,
    amount,
    paidOut,
    money("waiting", "Väntar", "Waiting", "Amount less what has been paid out", waitingOf),
    columns.reference,
    creditorId,
  ],
}
