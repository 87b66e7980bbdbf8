/** How a company books what comes from Amili: a JSON file that an accountant owns, and that nobody else changes. */
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import { names as receivers } from "@amili-cases/sie/lint/Profile"
import * as Schema from "effect/Schema"

export { receivers }

/** Instead of what the library says of a field that is wrong. */
const saying = (message: string) => ({ message: () => ({ message, override: true }) })

const matching = (pattern: RegExp, message: string) =>
  Schema.String.annotations(saying(message)).pipe(Schema.pattern(pattern, { message: () => message }))

const oneOf = <const Words extends readonly [string, ...ReadonlyArray<string>]>(...words: Words) =>
  Schema.Literal(...words).annotations(saying(`is not one of ${words.join(", ")}`))

const AccountNumber = matching(/^[1-9]\d{3}$/, 'is not an account of four digits in quotation marks, such as "1510"')
const Text = matching(/\S/, "is no text")
const Day = CalendarDay.CalendarDay.annotations(saying("is not a day such as 2026-01-31"))
const YesOrNo = Schema.Boolean.annotations(saying("is neither true nor false"))

/** In percent. 0 is a rate, too: of invoices without VAT. */
export const VatRate = Schema.Literal(25, 12, 6, 0).annotations(saying("is no VAT rate: 25, 12, 6 or 0"))
export type VatRate = typeof VatRate.Type

/**
 * Where the VAT of a line goes: `line` takes the line's own to the VAT account; `none` leaves it in the total, since it was
 * booked with the invoice; `invoice` takes it out of the total at the rate of the invoice.
 */
const VatMode = oneOf("line", "none", "invoice")

const Rule = Schema.Struct({
  /** The API's word: `capital`, `interest`, `creditor_commission`, `creditor_outlay` or another. */
  category: Text,
  /** Only lines of this article; without it those of the category that no other rule is about. */
  article: Schema.optionalWith(Text, { exact: true }),
  account: AccountNumber,
  vat: VatMode,
})
export type Rule = typeof Rule.Type

const Booking = Schema.Struct({
  /** What Amili owes the company. */
  clearing: AccountNumber,
  bank: AccountNumber,
  receivable: AccountNumber,
  confirmedLoss: AccountNumber,
  probableLoss: AccountNumber,
  /** By how much receivables are valued down for probable losses. */
  provision: AccountNumber,
  /** Output VAT by rate. */
  vat: Schema.Struct({ "25": AccountNumber, "12": AccountNumber, "6": AccountNumber }),
  rules: Schema.Array(Rule),
})
export type Booking = typeof Booking.Type

export const FiscalYear = Schema.Struct({ start: Day, end: Day })
export type FiscalYear = typeof FiscalYear.Type

export const Account = Schema.Struct({
  name: Text,
  /** What is booked on it, for the person who reads the map. */
  about: Schema.optionalWith(Schema.String, { exact: true }),
})

export const Company = Schema.Struct({
  /** Ids of creditors at Amili, or `all` those that no other company has. */
  creditors: Schema.Union(
    Schema.Literal("all"),
    Schema.Array(matching(/^[0-9a-f]{24}$/, "is not the id of a creditor")),
  ).annotations(saying('is neither "all" nor a list of ids of creditors')),
  name: Text,
  /** `556677-8899`. */
  organisationNumber: matching(/^\d{6}-\d{4}$/, "is not an organisation number such as 556677-8899"),
  method: oneOf("faktureringsmetoden", "kontantmetoden"),
  /** That the books are kept in. */
  currency: matching(/^[A-Z]{3}$/, "is not a currency such as SEK"),
  /** The accounting program that imports the files. */
  receiver: oneOf(...receivers),
  series: matching(/^[A-Z]$/, "is not one capital letter"),
  chartOfAccounts: Text,
  fiscalYears: Schema.Array(FiscalYear),
  /** The last day of the last period that is closed. */
  closedThrough: Schema.optionalWith(Day, { exact: true }),
  /** Which events share a voucher; those of one voucher always have the same day. */
  grouping: oneOf("payout", "account", "case", "none"),
  /** Whether money on the bank is booked from bank files; false where the accounting program's bank feed does it. */
  bankArrivals: YesOrNo,
  /** Whether transactions carry the invoice as an object of dimension 10. */
  invoiceDimension: YesOrNo,
  /** The rate of all invoices, where they have only one. */
  invoiceVat: Schema.optionalWith(VatRate, { exact: true }),
  /** A CSV file with `invoice_number;rate`, beside the map; it goes before `invoiceVat`. */
  invoiceVatFile: Schema.optionalWith(Text, { exact: true }),
  booking: Booking,
  accounts: Schema.Record({ key: Schema.String, value: Account }),
})
export type Company = typeof Company.Type

export const AccountMap = Schema.Struct({ version: Schema.Literal(1), companies: Schema.Array(Company) })
export type AccountMap = typeof AccountMap.Type

/** Every account that may be booked on, with the place in the map that names it. */
export const accountsOf = ({ booking }: Pick<Company, "booking">): ReadonlyArray<readonly [string, string]> => {
  const { rules, vat, ...own } = booking
  return [
    ...Object.entries(own),
    ...Object.entries(vat).map(([rate, account]) => [`vat.${rate}`, account] as const),
    ...rules.map(({ account }, index) => [`rules[${index}].account`, account] as const),
  ]
}

/** The company of a creditor: the one that names it, else the one of all. */
export const companyOf = ({ companies }: AccountMap, creditor: string | null | undefined): Company | undefined =>
  creditor == null
    ? undefined
    : (companies.find(({ creditors }) => creditors !== "all" && creditors.includes(creditor)) ??
      companies.find(({ creditors }) => creditors === "all"))
