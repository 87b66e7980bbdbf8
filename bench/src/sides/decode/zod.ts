/** zod, with the same transformations of dates, amounts and names. */
import { z } from "zod"
import type { Timed } from "../../harness/Timed.ts"
import { amountOf, dateOf } from "./leaves.ts"
import { rounds } from "./rounds.ts"

const id = z.string().regex(/^[0-9a-f]{24}$/)
const text = z.string().optional()
const date = z
  .string()
  .transform((value, context) => dateOf(value) ?? refused(context))
  .optional()
const amount = z
  .number()
  .transform((value, context) => amountOf(value) ?? refused(context))
  .optional()

const refused = (context: z.RefinementCtx) => {
  context.addIssue("refused")
  return z.NEVER
}

const debt = z
  .object({
    invoice_number: text,
    invoice_date: date,
    invoice_due_days_after_invoice_date: z.number().optional(),
    initial_capital: amount,
    capital_to_claim: amount,
  })
  .transform((from) => ({
    invoiceNumber: from.invoice_number,
    invoiceDate: from.invoice_date,
    dueDays: from.invoice_due_days_after_invoice_date,
    initialCapital: from.initial_capital,
    capitalToClaim: from.capital_to_claim,
  }))

const closed = z
  .object({ close_date: date, reason: text })
  .transform((from) => ({ date: from.close_date, reason: from.reason }))

const wire = z
  .object({
    _id: id,
    _created: date,
    _updated: date,
    _etag: text,
    creditor: id.optional(),
    creditor_name: text,
    currency: text,
    state: text,
    status: text,
    reference_number: text,
    debt: debt.optional(),
    closed: closed.optional(),
    total_remaining_capital_amount: amount,
    local_remaining_costs_amount: amount,
    local_remaining_interest_amount: amount,
  })
  .transform((from) => ({
    id: from._id,
    createdAt: from._created,
    updatedAt: from._updated,
    etag: from._etag,
    creditorId: from.creditor,
    creditorName: from.creditor_name,
    currency: from.currency,
    state: from.state,
    status: from.status,
    referenceNumber: from.reference_number,
    debt: from.debt,
    closed: from.closed,
    remainingCapital: from.total_remaining_capital_amount,
    localRemainingCosts: from.local_remaining_costs_amount,
    localRemainingInterest: from.local_remaining_interest_amount,
  }))

export const run = (): Promise<Timed> => rounds((value) => wire.parse(value))
