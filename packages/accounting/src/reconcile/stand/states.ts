/** The states of a month's reconciliation. Each paid case, line, payout and transfer is in exactly one of its kind. */
import * as Schema from "effect/Schema"

export const CaseState = Schema.Literal(
  "settled",
  "awaiting_payout",
  "awaiting_specification",
  "missing_specification",
  "amount_differs",
  "paid_direct",
  "unexpected_line",
  "reversed",
  "ambiguous",
)
export type CaseState = typeof CaseState.Type

export const LineState = Schema.Literal(
  "new",
  "scheduled",
  "paid",
  "changed",
  "reversed",
  "gone",
  "orphan",
  "open_case",
  "ambiguous",
)
export type LineState = typeof LineState.Type

export const PayoutState = Schema.Literal("balanced", "differs", "lines_incomplete", "total_unknown", "reversed")
export type PayoutState = typeof PayoutState.Type

export const BankState = Schema.Literal(
  "arrived",
  "in_transit",
  "missing",
  "differs",
  "several_candidates",
  "no_bank_file",
  "not_due",
)
export type BankState = typeof BankState.Type

/** `unexplained`: money from Amili that stands at no payout. */
export const TransferState = Schema.Literal("matched", "differs", "several_candidates", "unexplained")
export type TransferState = typeof TransferState.Type

/** By what a line was joined to its case: the best that is unambiguous. */
export const MatchedBy = Schema.Literal("case", "invoice", "reference")
export type MatchedBy = typeof MatchedBy.Type

/** Days that something has waited, both ends inclusive. */
export const AgeBucket = Schema.Literal("0-7", "8-14", "15-30", "31-60", "61-")
export type AgeBucket = typeof AgeBucket.Type

/** What has become of a voucher. One that waits is approved; `waiting_before` is of an earlier month. */
export const VoucherState = Schema.Literal("drafted", "emitted", "waiting", "waiting_before")
export type VoucherState = typeof VoucherState.Type
