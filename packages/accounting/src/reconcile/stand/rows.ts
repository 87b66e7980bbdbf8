/**
 * The rows of a month's reconciliation, as they are kept and shown. Amounts are hundredths of the currency, days are
 * calendar days in Europe/Stockholm ("2026-11-30"); undefined where nothing is known.
 */
import * as Schema from "effect/Schema"
import { AgeBucket, BankState, CaseState, LineState, MatchedBy, PayoutState, TransferState } from "./states.ts"

const text = Schema.optional(Schema.String)
const minor = Schema.optional(Schema.BigInt)

/** A closed case that money is expected of, or was paid straight to the creditor. */
export const PaidCase = Schema.Struct({
  caseId: Schema.String,
  creditorId: text,
  creditor: text,
  invoiceNumber: text,
  reference: text,
  currency: text,
  closedOn: text,
  reason: text,
  settlementClass: Schema.String,
  claimed: minor,
  remaining: minor,
  /** Claimed less remaining: what should come as capital lines. */
  expected: minor,
  /** Capital on its lines. */
  specified: Schema.BigInt,
  /** Of that, in payouts whose date has passed. */
  paidOut: Schema.BigInt,
  /** Of that, in payouts that have arrived on the bank. Undefined without bank files. */
  arrived: minor,
  /** Specified less expected. */
  difference: minor,
  /** What is left of the capital and needs a decision; only of `payout_with_residual`. */
  residual: minor,
  lines: Schema.Int,
  matchedBy: Schema.optional(MatchedBy),
  payoutIds: Schema.Array(Schema.String),
  /** Last day on which capital of it was paid out. */
  payoutDate: text,
  state: CaseState,
  /** Days from the closing to the end of the month; only of what is not settled. */
  waitingDays: Schema.optional(Schema.Int),
  bucket: Schema.optional(AgeBucket),
  /** Serial of the closed run that said this. */
  closedRun: Schema.Int,
})
export type PaidCase = typeof PaidCase.Type

export const StandLine = Schema.Struct({
  lineId: Schema.String,
  /** As the line names it, or as it was found. */
  caseId: text,
  matchedBy: Schema.optional(MatchedBy),
  creditorId: text,
  creditor: text,
  invoiceNumber: text,
  reference: text,
  category: text,
  article: text,
  currency: text,
  net: minor,
  vat: minor,
  total: minor,
  bookedOn: text,
  payoutId: text,
  payoutDate: text,
  payoutReference: text,
  state: LineState,
  /** Cases that it may belong to, where there are several. */
  candidates: Schema.Array(Schema.String),
  waitingDays: Schema.optional(Schema.Int),
  bucket: Schema.optional(AgeBucket),
})
export type StandLine = typeof StandLine.Type

export const StandPayout = Schema.Struct({
  payoutId: Schema.String,
  creditorId: text,
  creditor: text,
  category: text,
  currency: text,
  total: minor,
  lines: Schema.Int,
  /** Sum of its lines. */
  sum: Schema.BigInt,
  /** Total less the sum of its lines. */
  remainder: minor,
  payoutDate: text,
  payoutReference: text,
  status: text,
  state: PayoutState,
  bank: BankState,
  /** What arrived; undefined where nothing did or no bank file was given. */
  arrived: minor,
  arrivedOn: text,
  /** The step of `Arrivals` that found it. */
  arrivedBy: text,
  transfers: Schema.Array(Schema.String),
})
export type StandPayout = typeof StandPayout.Type

/** Money between Amili and the creditor on the bank. */
export const BankTransfer = Schema.Struct({
  key: Schema.String,
  creditorIds: Schema.Array(Schema.String),
  bookedOn: Schema.String,
  amount: Schema.BigInt,
  currency: Schema.String,
  references: Schema.Array(Schema.String),
  file: Schema.String,
  state: TransferState,
  payoutIds: Schema.Array(Schema.String),
  /** Of the amount, what stands at no payout. */
  difference: minor,
})
export type BankTransfer = typeof BankTransfer.Type

/** One amount that two sides do not agree on, or a thing that a person has to decide. */
export const Difference = Schema.Struct({
  kind: Schema.Literal("case", "line", "payout", "transfer", "summary"),
  id: Schema.String,
  caseId: text,
  payoutId: text,
  creditorId: text,
  creditor: text,
  invoiceNumber: text,
  reference: text,
  currency: text,
  amount: minor,
  /** The state that made it one, such as `amount_differs` or `orphan`. */
  cause: Schema.String,
  sv: Schema.String,
  en: Schema.String,
})
export type Difference = typeof Difference.Type
