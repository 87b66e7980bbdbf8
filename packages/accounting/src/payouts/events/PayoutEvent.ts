/** What a run said about a payout: how events of lines are said, see `LineEvent`. */
import * as Schema from "effect/Schema"
import { number, text } from "./fields.ts"

export const PayoutKind = Schema.Literal("new", "paid_out", "changed", "reversed", "gone", "found_again")
export type PayoutKind = typeof PayoutKind.Type

/** How a payout stands after an event. It is `paid` once its date has passed, unless its status says that it was taken back. */
export const PayoutState = Schema.Literal("scheduled", "paid", "reversed", "gone")
export type PayoutState = typeof PayoutState.Type

const payoutFacts = {
  creditorId: text("creditor_id"),
  creditor: text("creditor_name"),
  category: text("category"),
  currency: text("currency"),
  net: text("net"),
  vat: text("vat"),
  /** Null means unknown, which is not zero. */
  total: text("total"),
  payoutDate: text("payout_date"),
  payoutReference: text("payout_reference"),
  /** The API's word. */
  status: text("status"),
  interval: text("payout_interval"),
  /** JSON of the sums per article, keys in order. */
  summary: text("summary"),
  createdAt: text("created_at"),
} as const

const Facts = Schema.Struct(payoutFacts)
export type PayoutFacts = typeof Facts.Type

export const PayoutEvent = Schema.Struct({
  payoutId: Schema.propertySignature(Schema.String).pipe(Schema.fromKey("payout_id")),
  revision: Schema.Number,
  serial: Schema.Number,
  seq: Schema.Number,
  kind: PayoutKind,
  state: PayoutState,
  corrects: number("corrects"),
  ...payoutFacts,
})
export type PayoutEvent = typeof PayoutEvent.Type
