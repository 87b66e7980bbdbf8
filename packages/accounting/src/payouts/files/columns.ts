/** Columns that the tables of payouts share. Each field may be absent, since quarantined documents lack some. */
import type { Column } from "@amili-cases/sheets/Column"
import * as columns from "../../workbook/columns.ts"
import type { Changed, LineFactsRow, LineRow, PayoutRow } from "./rows.ts"
import { facts } from "./words.ts"

type Lacking<R> = { readonly [K in keyof R]?: R[K] | undefined }
type AnyLine = Lacking<LineFactsRow>
type AnyPayout = Lacking<Omit<PayoutRow, "previous">>
type Both = Pick<AnyLine & AnyPayout, keyof AnyLine & keyof AnyPayout>
type Changing = Pick<LineRow, "changed" | "corrects" | "previous">

export const line: ReadonlyArray<Column<AnyLine>> = [
  {
    key: "line_id",
    kind: "id",
    header: { sv: "Rad-id", en: "Line id" },
    about: "Id of the payout specification at Amili; in the quarantine perhaps of a payout",
    width: 26,
    value: (row) => row.lineId,
  },
  {
    key: "case_id",
    kind: "id",
    header: { sv: "Ärende-id", en: "Case id" },
    about: "Id of the case, where the line names one",
    width: 26,
    value: (row) => row.caseId,
  },
  { ...columns.invoiceNumber, width: 16 },
  columns.reference,
]

export const article: Column<AnyLine> = {
  key: "article",
  kind: "enum",
  header: { sv: "Artikel", en: "Article" },
  about: "What was paid, in the API's word",
  width: 20,
  value: (row) => row.article,
}

export const bookedOn: Column<AnyLine> = {
  key: "booked_on",
  kind: "date",
  header: { sv: "Bokföringsdatum", en: "Booked on" },
  about: "Booking date of the line, in Swedish time",
  width: 16,
  value: (row) => row.bookedOn,
}

export const creditor: Column<Both> = { ...columns.creditor, width: 26 }

export const category: Column<Both> = {
  key: "category",
  kind: "enum",
  header: { sv: "Kategori", en: "Category" },
  about: "`capital`, `interest`, `creditor_commission` or `creditor_outlay`, in the API's word",
  width: 20,
  value: (row) => row.category,
}

export const amounts: ReadonlyArray<Column<Both>> = [
  columns.currency,
  {
    key: "net",
    kind: "money",
    header: { sv: "Netto", en: "Net" },
    about: "Amount without VAT, with its sign as the API has it",
    width: 15,
    value: (row) => row.net,
  },
  {
    key: "vat",
    kind: "money",
    header: { sv: "Moms", en: "VAT" },
    about: "VAT",
    width: 15,
    value: (row) => row.vat,
  },
  {
    key: "total",
    kind: "money",
    header: { sv: "Total", en: "Total" },
    about: "`total_amount`, else net and VAT together; empty when that is unknown, which is not zero",
    width: 15,
    value: (row) => row.total,
  },
]

export const payout: ReadonlyArray<Column<Both>> = [
  {
    key: "payout_on",
    kind: "date",
    header: { sv: "Utbetalningsdatum", en: "Payout date" },
    about: "Day on which Amili pays out; empty until it is set",
    width: 18,
    value: (row) => row.payoutOn,
  },
  {
    key: "payout_reference",
    kind: "id",
    header: { sv: "Utbetalningsreferens", en: "Payout reference" },
    about: "Reference of the payout; sometimes only a label that several payouts share",
    width: 21,
    value: (row) => row.payoutReference,
  },
  {
    key: "payout_id",
    kind: "id",
    header: { sv: "Utbetalnings-id", en: "Payout id" },
    about: "Id of the payout at Amili",
    width: 26,
    value: (row) => row.payoutId,
  },
]

export const changing: ReadonlyArray<Column<Changing>> = [
  {
    key: "corrects_run",
    kind: "integer",
    header: { sv: "Rättar körning", en: "Corrects run" },
    about: "Serial number of the run whose row this corrects",
    width: 15,
    value: (row) => row.corrects,
  },
  {
    key: "changed",
    kind: "text",
    header: { sv: "Ändrade uppgifter", en: "What has changed" },
    about: "Keys of what is not as it was on the row before, with commas",
    width: 26,
    value: ({ changed }) => listed(changed, (name) => facts[name].key),
    said: ({ changed }, language) => listed(changed, (name) => facts[name][language]),
  },
  {
    key: "previous_net",
    kind: "money",
    header: { sv: "Tidigare netto", en: "Previous net" },
    about: "The net amount on the row before",
    width: 16,
    value: (row) => row.previous.net,
  },
  {
    key: "previous_vat",
    kind: "money",
    header: { sv: "Tidigare moms", en: "Previous VAT" },
    about: "The VAT on the row before",
    width: 15,
    value: (row) => row.previous.vat,
  },
  {
    key: "previous_total",
    kind: "money",
    header: { sv: "Tidigare total", en: "Previous total" },
    about: "The total on the row before",
    width: 16,
    value: (row) => row.previous.total,
  },
  {
    key: "previous_payout_on",
    kind: "date",
    header: { sv: "Tidigare utbetalningsdatum", en: "Previous payout date" },
    about: "The payout date on the row before",
    width: 25,
    value: (row) => row.previous.payoutOn,
  },
  {
    key: "previous_payout_id",
    kind: "id",
    header: { sv: "Tidigare utbetalnings-id", en: "Previous payout id" },
    about: "The payout on the row before",
    width: 27,
    value: (row) => row.previous.payoutId,
  },
]

const listed = (names: ReadonlyArray<Changed>, say: (name: Changed) => string): string | undefined =>
  names.length === 0 ? undefined : names.map(say).join(", ")
