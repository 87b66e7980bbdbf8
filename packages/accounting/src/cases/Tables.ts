/** The tables of cases, each with its columns in order. */
import type { Column, Table } from "@amili-cases/sheets/Column"
import { creditorId, link } from "../workbook/columns.ts"
import { type AnyCase, caseId, closing, identity, remainingCapital, worth } from "./columns.ts"
import { changes, problems, saidBefore } from "./Details.ts"
import type { Edition } from "./Edition.ts"
import type { ClosedRow, CorrectionRow, OpenRow, QuarantineRow } from "./Row.ts"

const currency = (row: AnyCase) => row.currency
const amount = (row: AnyCase) => row.remainingCapital

/** Cases that are not closed. */
export const open: Table<OpenRow> = {
  name: "open",
  currency,
  amount,
  columns: [
    caseId,
    ...identity,
    {
      key: "state",
      kind: "enum",
      header: { sv: "Läge", en: "State" },
      about: "Stage of the case, in the API's word",
      width: 20,
      value: (row) => row.state,
    },
    {
      key: "status",
      kind: "enum",
      header: { sv: "Status", en: "Status" },
      about: "Finer step within the state, in the API's word",
      width: 24,
      value: (row) => row.status,
    },
    {
      key: "registered_on",
      kind: "date",
      header: { sv: "Registrerat", en: "Registered on" },
      about: "Day the case was registered at Amili, in Swedish time",
      width: 14,
      value: (row) => row.registeredOn,
    },
    {
      key: "due_on",
      kind: "date",
      header: { sv: "Förfallodag", en: "Due on" },
      about: "Day the invoice fell due: its date plus the days of credit; empty when the API gave no invoice date",
      width: 12,
      value: (row) => row.dueOn,
    },
    {
      key: "age_days",
      kind: "integer",
      header: { sv: "Ålder (dagar)", en: "Age (days)" },
      about: "Days from the due day to the day of the export; negative while the invoice is not due",
      width: 9,
      value: (row) => row.age,
    },
    remainingCapital,
    creditorId,
    link,
    ...worth,
  ],
}

/** Closed cases. */
export const closed: Table<ClosedRow> = {
  name: "closed",
  currency,
  amount,
  columns: [caseId, ...identity, ...closing, remainingCapital, creditorId, link, ...worth],
}

const differenceOf = (row: CorrectionRow): bigint | undefined =>
  row.remainingCapital === undefined ||
  row.previousRemainingCapital === undefined ||
  row.currency !== row.previousCurrency
    ? undefined
    : row.remainingCapital - row.previousRemainingCapital

/** Cases that an earlier run exported and that have changed since. */
export const corrections: Table<CorrectionRow> = {
  name: "corrections",
  currency,
  amount,
  columns: [
    {
      key: "change",
      kind: "enum",
      header: { sv: "Ändring", en: "Change" },
      about:
        "`changed` (date, reason or amount; in Swedish files ändrat), `reopened` (not closed any more; återöppnat) or `closed_again` (avslutat igen)",
      width: 13,
      value: (row) => row.change,
      said: (row, language) => changes[row.change][language],
    },
    {
      key: "corrects_run",
      kind: "integer",
      header: { sv: "Rättar körning", en: "Corrects run" },
      about: "Serial number of the run whose row this corrects",
      width: 9,
      value: (row) => row.corrects,
    },
    caseId,
    ...identity,
    {
      key: "previous_closed_on",
      kind: "date",
      header: { sv: "Tidigare avslutsdatum", en: "Previously closed on" },
      about: "The close date that was exported",
      width: 14,
      value: (row) => row.previousClosedOn,
    },
    {
      key: "previous_close_reason",
      kind: "enum",
      header: { sv: "Tidigare avslutsorsak", en: "Previous close reason" },
      about: "The close reason that was exported",
      width: 33,
      value: (row) => row.previousReason,
    },
    {
      key: "previous_currency",
      kind: "enum",
      header: { sv: "Tidigare valuta", en: "Previous currency" },
      about: "The currency that was exported",
      width: 16,
      value: (row) => row.previousCurrency,
    },
    {
      key: "previous_remaining_capital",
      kind: "money",
      header: { sv: "Tidigare återstående kapital", en: "Previous remaining capital" },
      about: "The remaining capital that was exported",
      width: 15,
      value: (row) => row.previousRemainingCapital,
    },
    ...closing,
    remainingCapital,
    creditorId,
    link,
    ...worth,
    {
      key: "previous_settlement_class",
      kind: "enum",
      header: { sv: "Tidigare avräkningsklass", en: "Previous settlement class" },
      about: "The class of the close reason that was exported; empty where the case had been opened again",
      width: 20,
      value: (row) => row.previousSettlementClass,
    },
    {
      key: "difference",
      kind: "money",
      header: { sv: "Skillnad att bokföra", en: "Difference to book" },
      about: "Remaining capital less what was exported; empty where either is unknown or the currency has changed",
      width: 15,
      value: differenceOf,
    },
  ],
}

/** Cases that a person must look at before they are booked. */
export const quarantine: Table<QuarantineRow> = {
  name: "quarantine",
  currency,
  amount,
  columns: [
    {
      key: "problem",
      kind: "enum",
      header: { sv: "Problem", en: "Problem" },
      about:
        "`undated` (closed without a date; in Swedish files utan avslutsdatum), `unclassified` (unknown reason; oklassificerad), `unclassified_correction` (the same in a correction; oklassificerad rättelse), `future` (closed on a day to come; avslutat i framtiden), `undecodable` (oläsligt) or `other` (annat)",
      width: 18,
      value: (row) => row.problem,
      said: (row, language) => problems[row.problem][language],
    },
    {
      key: "detail",
      kind: "text",
      header: { sv: "Förklaring", en: "Detail" },
      about: "What is wrong, in one line",
      width: 34,
      value: (row) => row.detail?.en,
      said: (row, language) => row.detail?.[language],
    },
    {
      key: "raw_document",
      kind: "text",
      header: { sv: "Rådokument", en: "Raw document" },
      about: "Where the document is kept as it was received",
      width: 36,
      value: (row) => row.raw,
    },
    caseId,
    ...identity,
    ...closing,
    remainingCapital,
    creditorId,
    link,
    ...worth,
  ],
}

/** The edition with which a column came; all others were there from the first. */
const since: Readonly<Record<string, Edition>> = {
  previous_currency: 2,
  claimed_capital: 3,
  reduced: 3,
  remaining_costs: 3,
  remaining_interest: 3,
  previous_settlement_class: 3,
  difference: 3,
}

/** The table with the columns that a run of an edition wrote. */
export const ofEdition = <R>(table: Table<R>, edition: Edition): Table<R> => ({
  ...table,
  columns: table.columns
    .filter(({ key }) => (since[key] ?? 1) <= edition)
    .map((column) => (edition < 3 && "said" in column ? inWordsBefore(column) : column)),
})

const inWordsBefore = <R>(column: Extract<Column<R>, { readonly said?: unknown }>): Column<R> => ({
  ...column,
  said: (row, language) => {
    const before = language === "sv" ? saidBefore[column.value(row) ?? ""] : undefined
    return before ?? column.said?.(row, language)
  },
})
