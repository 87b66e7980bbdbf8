/** Balances, results and budgets, of a year or of a month. Import files (4I) have none. */
import * as Schema from "effect/Schema"
import { Amount } from "./Amount.ts"
import { Month } from "./CalendarDate.ts"
import { ObjectNumber } from "./Dimension.ts"
import { extra } from "./Field.ts"
import { line } from "./Line.ts"

/** The labels of the records, since accountants know them by these. */
export const kinds = ["IB", "UB", "OIB", "OUB", "RES", "PSALDO", "PBUDGET"] as const

/** The label of a balance, without its `#`. */
export const BalanceKind = Schema.Literal(...kinds)
export type BalanceKind = typeof BalanceKind.Type

/** The balance, the result or the budget of one account, or of its objects. Debit is positive, credit negative. */
export const Balance = Schema.Struct({
  line,
  /** `IB` opening, `UB` closing, `OIB` and `OUB` the same of an object, `RES` result, `PSALDO` of a month, `PBUDGET` budget. */
  kind: BalanceKind,
  /** The fiscal year: 0 is that of the file, -1 the one before. */
  year: Schema.Int,
  /** The month of a `PSALDO` or a `PBUDGET`. */
  month: Schema.optional(Month),
  account: Schema.NonEmptyString,
  /** Of `IB`, `UB` and `RES` always empty. */
  objects: Schema.Array(ObjectNumber),
  amount: Amount,
  quantity: Schema.optional(Amount),
  extra,
})
export type Balance = typeof Balance.Type

/** Whether a balance of this kind can be that of an object. */
export const hasObjects = (kind: BalanceKind): boolean => kind !== "IB" && kind !== "UB" && kind !== "RES"

/** Whether a balance of this kind is that of a month; all others are those of a fiscal year. */
export const hasMonth = (kind: BalanceKind): boolean => kind === "PSALDO" || kind === "PBUDGET"
