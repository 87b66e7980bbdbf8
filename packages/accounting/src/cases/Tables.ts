import type { Column, Table } from "@amili-cases/sheets/Column"
import { changes, problems } from "./Details.ts"
import type { Edition } from "./Edition.ts"
import type { CaseRow, ClosedRow, CorrectionRow, OpenRow, QuarantineRow } from "./Row.ts"

/** Each field optional, since a quarantined document may lack any. */
type Lacking<R> = { readonly [K in keyof R]?: R[K] | undefined }
type AnyCase = Lacking<CaseRow>

const caseId: Column<AnyCase> = {
  key: "case_id",
  kind: "id",
  header: { sv: "Ärende-id", en: "Case id" },
  about: "Id of the case at Amili: 24 hexadecimal digits",
  width: 27,
  value: (row) => row.caseId,
}

const identity: ReadonlyArray<Column<AnyCase>> = [
  {
    key: "invoice_number",
    kind: "id",
    header: { sv: "Fakturanummer", en: "Invoice number" },
    about: "The creditor's invoice number",
    width: 20,
    value: (row) => row.invoiceNumber,
  },
  {
    key: "reference",
    kind: "id",
    header: { sv: "Referens", en: "Reference" },
    about: "Reference number of the case, such as an OCR number",
    width: 27,
    value: (row) => row.reference,
  },
  {
    key: "creditor",
    kind: "text",
    header: { sv: "Borgenär", en: "Creditor" },
    about: "Name of the company that is owed the money",
    width: 34,
    value: (row) => row.creditor,
  },
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
    width: 18,
    personal: true,
    value: (row) => row.debtorIdNumber,
  },
  {
    key: "currency",
    kind: "enum",
    header: { sv: "Valuta", en: "Currency" },
    about: "Currency of the amounts on the row",
    width: 9,
    value: (row) => row.currency,
  },
]

const remainingCapital: Column<AnyCase> = {
  key: "remaining_capital",
  kind: "money",
  header: { sv: "Återstående kapital", en: "Remaining capital" },
  about: "What is left of the capital, two decimals; empty when the API gave none",
  width: 18,
  value: (row) => row.remainingCapital,
}

const creditorId: Column<AnyCase> = {
  key: "creditor_id",
  kind: "enum",
  header: { sv: "Borgenärs-id", en: "Creditor id" },
  about: "Id of the creditor at Amili",
  width: 27,
  technical: true,
  value: (row) => row.creditorId,
}

const link: Column<AnyCase> = {
  key: "link",
  kind: "link",
  header: { sv: "Länk", en: "Link" },
  about: "Opens the case at Amili",
  width: 20,
  technical: true,
  value: (row) => row.link,
}

const closing: ReadonlyArray<Column<Lacking<ClosedRow>>> = [
  {
    key: "closed_on",
    kind: "date",
    header: { sv: "Avslutsdatum", en: "Closed on" },
    about: "Day the case was closed, in Swedish time",
    width: 13,
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
    width: 22,
    value: (row) => row.settlementClass,
  },
]

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
      width: 13,
      value: (row) => row.dueOn,
    },
    {
      key: "age_days",
      kind: "integer",
      header: { sv: "Ålder (dagar)", en: "Age (days)" },
      about: "Days from the due day to the day of the export; negative while the invoice is not due",
      width: 14,
      value: (row) => row.age,
    },
    remainingCapital,
    creditorId,
    link,
  ],
}

/** Closed cases. */
export const closed: Table<ClosedRow> = {
  name: "closed",
  currency,
  amount,
  columns: [caseId, ...identity, ...closing, remainingCapital, creditorId, link],
}

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
        "`changed` (date, reason or amount; in Swedish files ändrat), `reopened` (not closed any more; öppnat igen) or `closed_again` (avslutat igen)",
      width: 14,
      value: (row) => row.change,
      said: (row, language) => changes[row.change][language],
    },
    {
      key: "corrects_run",
      kind: "integer",
      header: { sv: "Rättar körning", en: "Corrects run" },
      about: "Serial number of the run whose row this corrects",
      width: 15,
      value: (row) => row.corrects,
    },
    caseId,
    ...identity,
    {
      key: "previous_closed_on",
      kind: "date",
      header: { sv: "Tidigare avslutsdatum", en: "Previously closed on" },
      about: "The close date that was exported",
      width: 21,
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
      width: 27,
      value: (row) => row.previousRemainingCapital,
    },
    ...closing,
    remainingCapital,
    creditorId,
    link,
  ],
}

/** As a run of an edition wrote them. */
export const correctionsOf = (edition: Edition): Table<CorrectionRow> =>
  edition === 1
    ? { ...corrections, columns: corrections.columns.filter(({ key }) => key !== "previous_currency") }
    : corrections

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
        "`undated` (closed without a date; in Swedish files utan avslutsdatum), `unclassified` (unknown reason; okänd orsak), `unclassified_correction` (the same in a correction; rättelse med okänd orsak), `future` (closed on a day to come; avslutat i framtiden), `undecodable` (oläsligt) or `other` (annat)",
      width: 20,
      value: (row) => row.problem,
      said: (row, language) => problems[row.problem][language],
    },
    {
      key: "detail",
      kind: "text",
      header: { sv: "Förklaring", en: "Detail" },
      about: "What is wrong, in one line",
      width: 60,
      value: (row) => row.detail?.en,
      said: (row, language) => row.detail?.[language],
    },
    {
      key: "raw_document",
      kind: "text",
      header: { sv: "Rådokument", en: "Raw document" },
      about: "Where the document is kept as it was received",
      width: 42,
      value: (row) => row.raw,
    },
    caseId,
    ...identity,
    ...closing,
    remainingCapital,
    creditorId,
    link,
  ],
}
