/** Validation written out by hand for these 20 fields; the first thing that is wrong is an error that names its field. */
import type { Timed } from "../../harness/Timed.ts"
import { amountOf, dateOf } from "./leaves.ts"
import { type Decoded, rounds } from "./rounds.ts"

export const run = (): Promise<Timed> => rounds(decode)

const idShape = /^[0-9a-f]{24}$/

const object = (value: unknown, field: string): Readonly<Record<string, unknown>> => {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new TypeError(field)
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- an object is a record of unknowns
  return value as Readonly<Record<string, unknown>>
}

const read =
  <A>(read: (value: unknown) => A | undefined) =>
  (from: Readonly<Record<string, unknown>>, field: string): A | undefined => {
    const value = from[field]
    if (value === undefined || value === null) return undefined
    const found = read(value)
    if (found === undefined) throw new TypeError(field)
    return found
  }

const text = read((value) => (typeof value === "string" ? value : undefined))
const id = read((value) => (typeof value === "string" && idShape.test(value) ? value : undefined))
const number = read((value) => (typeof value === "number" ? value : undefined))
const date = read((value) => (typeof value === "string" ? dateOf(value) : undefined))
const amount = read((value) => (typeof value === "number" ? amountOf(value) : undefined))

const decode = (wire: unknown): Decoded => {
  const from = object(wire, "document")
  const ownId = id(from, "_id")
  if (ownId === undefined) throw new TypeError("_id")
  const debt = from["debt"] === undefined || from["debt"] === null ? undefined : object(from["debt"], "debt")
  const closed = from["closed"] === undefined || from["closed"] === null ? undefined : object(from["closed"], "closed")
  return {
    id: ownId,
    createdAt: date(from, "_created"),
    updatedAt: date(from, "_updated"),
    etag: text(from, "_etag"),
    creditorId: id(from, "creditor"),
    creditorName: text(from, "creditor_name"),
    currency: text(from, "currency"),
    state: text(from, "state"),
    status: text(from, "status"),
    referenceNumber: text(from, "reference_number"),
    debt: debt && {
      invoiceNumber: text(debt, "invoice_number"),
      invoiceDate: date(debt, "invoice_date"),
      dueDays: number(debt, "invoice_due_days_after_invoice_date"),
      initialCapital: amount(debt, "initial_capital"),
      capitalToClaim: amount(debt, "capital_to_claim"),
    },
    closed: closed && { date: date(closed, "close_date"), reason: text(closed, "reason") },
    remainingCapital: amount(from, "total_remaining_capital_amount"),
    localRemainingCosts: amount(from, "local_remaining_costs_amount"),
    localRemainingInterest: amount(from, "local_remaining_interest_amount"),
  }
}
