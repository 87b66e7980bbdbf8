/** VAT rates of invoices, from a CSV file with the columns `invoice_number` and `rate`. */
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as Csv from "../files/Csv.ts"
import { VatRate } from "./AccountMap.ts"

export type Rates = ReadonlyMap<string, VatRate>

const decodeRate = Schema.decodeUnknownOption(VatRate)

export const parse = (text: string): Either.Either<Rates, ReadonlyArray<string>> => {
  const rates = new Map<string, VatRate>()
  const mistakes: Array<string> = []
  const records = Csv.records(text)
  const [first] = records
  if (first !== undefined && !("invoice_number" in first.fields && "rate" in first.fields))
    return Either.left(["line 1: the columns invoice_number and rate are not there"])
  for (const { fields, line } of records) {
    const invoice = fields["invoice_number"] ?? ""
    const rate = Option.getOrUndefined(decodeRate(Number((fields["rate"] ?? "").replace("%", "").trim() || Number.NaN)))
    if (invoice === "") mistakes.push(`line ${line}: the invoice number is missing`)
    else if (rate === undefined) mistakes.push(`line ${line}: "${fields["rate"] ?? ""}" is no VAT rate: 25, 12, 6 or 0`)
    else if ((rates.get(invoice) ?? rate) !== rate) mistakes.push(`line ${line}: invoice ${invoice} has two rates`)
    else rates.set(invoice, rate)
  }
  return mistakes.length === 0 ? Either.right(rates) : Either.left(mistakes)
}
