/** What a month's reconciliation comes to: the first sheet of its workbook, its report and its manifest. */
import * as Schema from "effect/Schema"
import { Cause } from "../../vouchers/rules/Doubt.ts"
import { PaidCase } from "./rows.ts"
import { AgeBucket, CaseState, VoucherState } from "./states.ts"

const Sides = Schema.Struct({ currency: Schema.String, left: Schema.BigInt, right: Schema.BigInt })

/** Two sums that must be the same, for each currency; counts have the currency "". Their difference is left less right. */
export const Control = Schema.Struct({
  id: Schema.Literal("C1", "C2", "C3", "C4", "C5", "C6", "C7", "C8"),
  outcome: Schema.Literal("holds", "fails", "not_compared"),
  sides: Schema.Array(Sides),
  /** Why it was not compared, or what the two sides are. */
  sv: Schema.String,
  en: Schema.String,
})
export type Control = typeof Control.Type

/** Cases of a state. */
const StateTotal = Schema.Struct({
  state: CaseState,
  currency: Schema.String,
  cases: Schema.Int,
  /** Capital that is expected, or specified where that is not known. */
  amount: Schema.BigInt,
})

/** Of what is closed as paid and not paid out yet; every bucket, also empty ones. */
const AgeTotal = Schema.Struct({
  bucket: AgeBucket,
  currency: Schema.String,
  cases: Schema.Int,
  amount: Schema.BigInt,
})

/** From closing to bank, of the cases closed as paid in the month. */
const Funnel = Schema.Struct({
  currency: Schema.String,
  closedPaid: Schema.BigInt,
  specified: Schema.BigInt,
  scheduled: Schema.BigInt,
  paidOut: Schema.BigInt,
  /** Undefined without bank files. */
  arrived: Schema.optional(Schema.BigInt),
})

/** Recovered capital of the cases closed in the month, of a close reason or a creditor. */
const Recovery = Schema.Struct({
  group: Schema.String,
  label: Schema.String,
  currency: Schema.String,
  cases: Schema.Int,
  claimed: Schema.BigInt,
  recovered: Schema.BigInt,
})

/** Unpaid lines from the beginning to the end of the month: opening + created + changed - paidOut - gone = closing. */
const Movement = Schema.Struct({
  currency: Schema.String,
  opening: Schema.BigInt,
  created: Schema.BigInt,
  changed: Schema.BigInt,
  paidOut: Schema.BigInt,
  gone: Schema.BigInt,
  closing: Schema.BigInt,
})

/** A calendar month of the last twelve; `closed` and `recovered` in the currency. */
const TrendMonth = Schema.Struct({
  month: Schema.String,
  currency: Schema.String,
  /** Left out where no open run was made after the month: then nobody knows which new cases are still open. */
  newCases: Schema.optional(Schema.Int),
  closedCases: Schema.Int,
  claimed: Schema.BigInt,
  recovered: Schema.BigInt,
})

/** Vouchers of the month, and what waits of earlier ones. */
const Vouchers = Schema.Struct({
  totals: Schema.Array(
    Schema.Struct({ state: VoucherState, currency: Schema.String, vouchers: Schema.Int, amount: Schema.BigInt }),
  ),
  /** What the last draft could not book before a person decides. */
  questions: Schema.Array(
    Schema.Struct({ cause: Cause, currency: Schema.String, questions: Schema.Int, amount: Schema.BigInt }),
  ),
})

export const Summary = Schema.Struct({
  /** "2026-11". */
  month: Schema.String,
  /** First and last day, both inclusive. */
  from: Schema.String,
  to: Schema.String,
  /** ISO: nothing that the journal came to know later is in it. */
  asOf: Schema.String,
  final: Schema.Boolean,
  /** Serial of the stand of the same month that this one replaces. */
  replaces: Schema.optional(Schema.Int),
  /** The run of each dataset that it builds on; absent where there is none. */
  basis: Schema.Struct({
    closed: Schema.optional(Schema.Int),
    payouts: Schema.optional(Schema.Int),
    open: Schema.optional(Schema.Int),
  }),
  /** Currencies, the creditor's own (most rows) first. */
  currencies: Schema.Array(Schema.String),
  controls: Schema.Array(Control),
  states: Schema.Array(StateTotal),
  ageing: Schema.Array(AgeTotal),
  funnel: Schema.Array(Funnel),
  byReason: Schema.Array(Recovery),
  byCreditor: Schema.Array(Recovery),
  movements: Schema.Array(Movement),
  trend: Schema.Array(TrendMonth),
  /** The ten largest that wait, of whatever state. */
  largestWaiting: Schema.Array(PaidCase),
  /** Things that a person has to decide, by the state that made them so. */
  decisions: Schema.Array(Schema.Struct({ cause: Schema.String, count: Schema.Int })),
  /** Residual capital of `payout_with_residual`. */
  residual: Schema.Array(Schema.Struct({ currency: Schema.String, cases: Schema.Int, amount: Schema.BigInt })),
  /** Bank files by SHA-256, and how many of their rows were not Amili's. */
  bankFiles: Schema.Array(Schema.Struct({ name: Schema.String, sha256: Schema.String, entries: Schema.Int })),
  otherEntries: Schema.Int,
  /** Left out where there are none. */
  vouchers: Schema.optional(Vouchers),
})
export type Summary = typeof Summary.Type
