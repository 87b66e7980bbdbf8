/** The columns that the tables of cases share. */
import type { Column } from "@amili-cases/sheets/Column"
import * as columns from "../workbook/columns.ts"
import type { CaseRow, ClosedRow } from "./Row.ts"

/** Each field optional, since a quarantined document may lack any. */
type Lacking<R> = { readonly [K in keyof R]?: R[K] | undefined }
export type AnyCase = Lacking<CaseRow>

export const caseId: Column<AnyCase> = {
  key: "case_id",
  kind: "id",
  header: { sv: "Ärende-id", en: "Case id" },
  about: "Id of the case at Amili: 24 hexadecimal digits",
  width: 26,
  value: (row) => row.caseId,
}

export const identity: ReadonlyArray<Column<AnyCase>> = [
  columns.invoiceNumber,
  columns.reference,
  columns.creditor,
  {
    key: "debtor_name",
    kind: "text",
    header: { sv: "Gäldenär", en: "Debtor" },
    about: "Name of the debtor; initials of people when masked",
    width: 34,
    personal: true,
    value: (row) => row.debtorName,
  },
  {
    key: "debtor_id_number",
    kind: "id",
    header: { sv: "Person-/organisationsnummer", en: "Debtor id number" },
    about: "Identity or organisation number of the debtor; 19900101-**** for people when masked",
    width: 22,
    personal: true,
    value: (row) => row.debtorIdNumber,
  },
  columns.currency,
]

export const remainingCapital: Column<AnyCase> = {
  key: "remaining_capital",
  kind: "money",
  header: { sv: "Återstående kapital", en: "Remaining capital" },
  about: "What is left of the capital, two decimals; empty when the API gave none",
  width: 15,
  value: (row) => row.remainingCapital,
}

/** What the case was worth. Since edition 3. */
export const worth: ReadonlyArray<Column<AnyCase>> = [
  {
    key: "claimed_capital",
    kind: "money",
    header: { sv: "Yrkat kapital", en: "Claimed capital" },
    about:
      "Capital that Amili was to collect: the capital to claim, else the first capital; empty when the API gave neither",
    width: 15,
    value: (row) => row.claimedCapital,
  },
  {
    key: "reduced",
    kind: "money",
    header: { sv: "Minskning", en: "Reduced" },
    about:
      "Claimed capital less remaining capital, whether it was paid, credited or written down; empty where either is unknown",
    width: 15,
    value: ({ claimedCapital: claimed, remainingCapital: remaining }) =>
      claimed === undefined || remaining === undefined ? undefined : claimed - remaining,
  },
  {
    key: "remaining_costs",
    kind: "money",
    header: { sv: "Återstående kostnader", en: "Remaining costs" },
    about: "Costs that are left; empty when the API gave none",
    width: 15,
    value: (row) => row.remainingCosts,
  },
  {
    key: "remaining_interest",
    kind: "money",
    header: { sv: "Återstående ränta", en: "Remaining interest" },
    about: "Interest that is left; empty when the API gave none",
    width: 15,
    value: (row) => row.remainingInterest,
  },
]

export const closing: ReadonlyArray<Column<Lacking<ClosedRow>>> = [
  {
    key: "closed_on",
    kind: "date",
    header: { sv: "Avslutsdatum", en: "Closed on" },
    about: "Day the case was closed, in Swedish time",
    width: 14,
    value: (row) => row.closedOn,
  },
  {
    key: "close_reason",
    kind: "enum",
    header: { sv: "Avslutsorsak", en: "Close reason" },
    about: "Why it was closed, in the API's word",
    width: 33,
    value: (row) => row.reason,
  },
  {
    key: "outcome",
    kind: "enum",
    header: { sv: "Utfall", en: "Outcome" },
    about: "The API guide's group of the reason: `paid`, `unpaid`, or `unknown` when the guide does not name it",
    width: 10,
    value: (row) => row.outcome,
  },
  {
    key: "settlement_class",
    kind: "enum",
    header: { sv: "Avräkningsklass", en: "Settlement class" },
    about: "What accounting does next: see the classes below",
    width: 20,
    value: (row) => row.settlementClass,
  },
]
