/** The tables of vouchers: transactions, sums per account, and what a person has to decide. */
import type { Column, Table } from "@amili-cases/sheets/Column"
import type { AccountRow, PostingRow, QuestionLine } from "./rows.ts"
import { causes, parts } from "./words.ts"

/** Headers by which an edited file is read again. */
export const idHeaders = { sv: "Nummer", en: "Number" } as const
export const decisionHeaders = { sv: "Beslut", en: "Decision" } as const

interface Booked {
  readonly account: string
  readonly accountName: string
  readonly amount: bigint
  readonly company: string
  readonly creditorId: string
  readonly currency: string
}

const company: Column<Pick<Booked, "company">> = {
  key: "company",
  kind: "text",
  header: { sv: "Bolag", en: "Company" },
  about: "Name of the company in the account map",
  width: 24,
  value: (row) => row.company,
}

const creditor: Column<{ readonly creditorId: string | undefined }> = {
  key: "creditor_id",
  kind: "id",
  header: { sv: "Borgenärs-id", en: "Creditor id" },
  about: "Id of the creditor at Amili",
  width: 27,
  technical: true,
  value: (row) => row.creditorId,
}

const account: ReadonlyArray<Column<Pick<Booked, "account" | "accountName">>> = [
  {
    key: "account",
    kind: "id",
    header: { sv: "Konto", en: "Account" },
    about: "Number of the account",
    width: 9,
    value: (row) => row.account,
  },
  {
    key: "account_name",
    kind: "text",
    header: { sv: "Kontonamn", en: "Account name" },
    about: "Name of the account in the account map",
    width: 30,
    value: (row) => row.accountName,
  },
]

const currency: Column<{ readonly currency: string | undefined }> = {
  key: "currency",
  kind: "enum",
  header: { sv: "Valuta", en: "Currency" },
  about: "Currency that the books are kept in",
  width: 9,
  value: (row) => row.currency,
}

const invoice: Column<{ readonly invoice: string | undefined }> = {
  key: "invoice_number",
  kind: "id",
  header: { sv: "Fakturanummer", en: "Invoice number" },
  about: "The creditor's invoice number",
  width: 20,
  value: (row) => row.invoice,
}

const decision: Column<unknown> = {
  key: "decision",
  kind: "text",
  header: decisionHeaders,
  about: "Left empty for a person",
  width: 14,
  value: () => undefined,
}

const idOf = <R>(about: string, value: (row: R) => string): Column<R> => ({
  key: "number",
  kind: "id",
  header: idHeaders,
  about,
  width: 18,
  value,
})

export const postings: Table<PostingRow> = {
  name: "vouchers",
  currency: (row) => row.currency,
  amount: (row) => row.amount,
  columns: [
    idOf("The voucher: its first digits are enough for commands", (row) => row.voucherId),
    company,
    {
      key: "date",
      kind: "date",
      header: { sv: "Datum", en: "Date" },
      about: "Day that the voucher is booked on",
      width: 12,
      value: (row) => row.date,
    },
    {
      key: "series",
      kind: "enum",
      header: { sv: "Serie", en: "Series" },
      about: "Voucher series; the accounting program numbers",
      width: 7,
      value: (row) => row.series,
    },
    {
      key: "text",
      kind: "text",
      header: { sv: "Text", en: "Text" },
      about: "Text of the voucher; a day in brackets is that of the event, where its period is closed",
      width: 44,
      value: (row) => row.text,
    },
    {
      key: "what",
      kind: "enum",
      header: { sv: "Slag", en: "Kind" },
      about:
        "`entry`, `reversal` (what changed or is gone), `decided` (a decision about a loss) or `undo` (amili-export vouchers reverse)",
      width: 12,
      value: (row) => row.part,
      said: (row, language) => parts[row.part][language],
    },
    ...account,
    {
      key: "debit",
      kind: "money",
      header: { sv: "Debet", en: "Debit" },
      about: "Amount in debit",
      width: 15,
      value: (row) => (row.amount > 0n ? row.amount : undefined),
    },
    {
      key: "credit",
      kind: "money",
      header: { sv: "Kredit", en: "Credit" },
      about: "Amount in credit",
      width: 15,
      value: (row) => (row.amount < 0n ? -row.amount : undefined),
    },
    currency,
    invoice,
    decision,
    {
      key: "amount",
      kind: "money",
      header: { sv: "Belopp", en: "Amount" },
      about: "The same as SIE writes it: debit positive, credit negative",
      width: 15,
      technical: true,
      value: (row) => row.amount,
    },
    {
      key: "events",
      kind: "integer",
      header: { sv: "Händelser", en: "Events" },
      about: "How many events of lines, cases or transfers the voucher books",
      width: 10,
      technical: true,
      value: (row) => row.events,
    },
    creditor,
  ],
}

export const accounts: Table<AccountRow> = {
  name: "accounts",
  currency: (row) => row.currency,
  amount: (row) => row.amount,
  columns: [
    company,
    {
      key: "fiscal_year",
      kind: "text",
      header: { sv: "Räkenskapsår", en: "Fiscal year" },
      about: "First and last day of the fiscal year",
      width: 24,
      value: (row) => row.year,
    },
    ...account,
    {
      key: "debit",
      kind: "money",
      header: { sv: "Debet", en: "Debit" },
      about: "Sum of all debits",
      width: 16,
      value: (row) => row.debit,
    },
    {
      key: "credit",
      kind: "money",
      header: { sv: "Kredit", en: "Credit" },
      about: "Sum of all credits",
      width: 16,
      value: (row) => row.credit,
    },
    {
      key: "amount",
      kind: "money",
      header: { sv: "Belopp", en: "Amount" },
      about: "Debit less credit",
      width: 16,
      value: (row) => row.amount,
    },
    currency,
    creditor,
  ],
}

export const questions: Table<QuestionLine> = {
  name: "questions",
  currency: (row) => row.currency,
  amount: () => undefined,
  columns: [
    idOf("The question, for amili-export vouchers decide", (row) => row.id),
    {
      key: "cause",
      kind: "enum",
      header: { sv: "Orsak", en: "Cause" },
      about:
        "Why nothing can be booked: `company`, `category`, `amount`, `vat_rate`, `currency`, `fiscal_year`, `loss` or `date`",
      width: 22,
      value: (row) => row.cause,
      said: (row, language) => causes[row.cause][language],
    },
    {
      key: "why",
      kind: "text",
      header: { sv: "Fråga", en: "Question" },
      about: "What has to be decided, or to be added to the account map",
      width: 70,
      value: (row) => row.why,
    },
    {
      key: "amount",
      kind: "text",
      header: { sv: "Belopp", en: "Amount" },
      about: "Amount of the line, the case or the transfer",
      width: 15,
      value: (row) => row.amount,
    },
    currency,
    invoice,
    decision,
    {
      key: "kind",
      kind: "enum",
      header: { sv: "Underlag", en: "Source" },
      about: "`line`, `case` or `transfer`",
      width: 10,
      technical: true,
      value: (row) => row.kind,
    },
    {
      key: "subject",
      kind: "id",
      header: { sv: "Underlagets id", en: "Source id" },
      about: "Id of the line or the case, key of the transfer",
      width: 27,
      technical: true,
      value: (row) => row.subject,
    },
    {
      key: "case_id",
      kind: "id",
      header: { sv: "Ärende-id", en: "Case id" },
      about: "Id of the case",
      width: 27,
      technical: true,
      value: (row) => row.caseId,
    },
    creditor,
  ],
}
