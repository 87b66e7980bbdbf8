/**
 * What a run said about a payout specification (a line). The first event of a line is `new`; later ones say what has
 * become of it. Dates are ISO text, amounts decimal text with two digits; null where the API gave none.
 */
import * as Schema from "effect/Schema"
import { number, text } from "./fields.ts"

export const LineKind = Schema.Literal("new", "scheduled", "paid_out", "changed", "reversed", "gone", "found_again")
export type LineKind = typeof LineKind.Type

/** How a line stands after an event. It is `paid` once its payout date has passed. */
export const LineState = Schema.Literal("waiting", "scheduled", "paid", "gone")
export type LineState = typeof LineState.Type

/** What accounting books from. */
export const lineFacts = {
  caseId: text("case_id"),
  creditorId: text("creditor_id"),
  creditor: text("creditor_name"),
  invoiceNumber: text("invoice_number"),
  reference: text("reference_number"),
  category: text("category"),
  article: text("article"),
  currency: text("currency"),
  net: text("net"),
  vat: text("vat"),
  total: text("total"),
  bookedAt: text("booked_at"),
  createdAt: text("created_at"),
  payoutId: text("payout_id"),
  payoutDate: text("payout_date"),
  payoutReference: text("payout_reference"),
} as const

const Facts = Schema.Struct(lineFacts)
export type LineFacts = typeof Facts.Type

export const LineEvent = Schema.Struct({
  lineId: Schema.propertySignature(Schema.String).pipe(Schema.fromKey("line_id")),
  /** 0 for `new`, one more for each later event. */
  revision: Schema.Number,
  serial: Schema.Number,
  /** Position in the run, from 1, among the events of lines and payouts. */
  seq: Schema.Number,
  kind: LineKind,
  state: LineState,
  /** Serial of the run that said what this changes. */
  corrects: number("corrects"),
  /** The line of opposite total that takes this one back. */
  reversedBy: text("reversed_by"),
  ...lineFacts,
})
export type LineEvent = typeof LineEvent.Type
