/** Vouchers (`#VER`) and their transactions. */
import * as BigDecimal from "effect/BigDecimal"
import * as Schema from "effect/Schema"
import * as Amount from "./Amount.ts"
import { CalendarDate } from "./CalendarDate.ts"
import { ObjectNumber } from "./Dimension.ts"
import { extra } from "./Field.ts"
import { line } from "./Line.ts"
import { OtherRow } from "./OtherRecord.ts"

/** One line of a voucher: an account and an amount. */
export const Transaction = Schema.Struct({
  line,
  /**
   * `normal` (`#TRANS`), `added` (`#RTRANS`, added later) or `removed` (`#BTRANS`, removed later). A `normal` one repeats
   * every `added` one for programs that do not know it, so that the normal ones alone are the voucher.
   */
  kind: Schema.Literal("normal", "added", "removed"),
  account: Schema.NonEmptyString,
  objects: Schema.Array(ObjectNumber),
  /** Debit is positive, credit negative. */
  amount: Amount.Amount,
  /** Where it differs from the voucher's. */
  date: Schema.optional(CalendarDate),
  text: Schema.optional(Schema.NonEmptyString),
  quantity: Schema.optional(Amount.Amount),
  signature: Schema.optional(Schema.NonEmptyString),
  extra,
})
export type Transaction = typeof Transaction.Type

/** A voucher with its transactions, which should balance: see `isBalanced`. */
export const Voucher = Schema.Struct({
  line,
  series: Schema.optional(Schema.NonEmptyString),
  /** In import files (4I) the receiving program numbers. */
  number: Schema.optional(Schema.NonEmptyString),
  date: CalendarDate,
  text: Schema.optional(Schema.NonEmptyString),
  /** When it was registered. */
  registered: Schema.optional(CalendarDate),
  signature: Schema.optional(Schema.NonEmptyString),
  extra,
  transactions: Schema.Array(Transaction),
  /** What stands among the transactions and is none. */
  others: Schema.optional(Schema.NonEmptyArray(OtherRow)),
})
export type Voucher = typeof Voucher.Type

/** The sum of the normal transactions: 0.00 in a voucher that balances. */
export const difference = (voucher: Pick<Voucher, "transactions">): Amount.Amount =>
  Amount.sum(voucher.transactions.filter(({ kind }) => kind === "normal").map(({ amount }) => amount))

/** Whether the normal transactions sum to exactly 0. */
export const isBalanced = (voucher: Pick<Voucher, "transactions">): boolean => BigDecimal.isZero(difference(voucher))

/** A short name for a person: `A 52 of 2010-06-30`. Never the text, which may name a debtor. */
export const describe = ({ date, number, series }: Voucher): string =>
  `${[series, number].filter((part) => part !== undefined).join(" ")} of ${date}`.trim()
