/** A bank's statement of an account (camt.053), or a notification of what was booked on it (camt.054, without balances). */
import type { CalendarDay } from "@amili-cases/core/CalendarDay"
import type * as BigDecimal from "effect/BigDecimal"
import type { Account } from "./Account.ts"
import type { Place } from "./BankFileError.ts"

export interface Statement {
  readonly kind: "statement" | "notification"
  /** Unique at the bank for a while only: banks use their ids again each year. */
  readonly id: string
  readonly account: Account
  readonly owner: string | undefined
  /** Of the account, as the bank says it; else that of the balances. */
  readonly currency: string | undefined
  readonly createdOn: CalendarDay | undefined
  /** First and last day that it covers, both inclusive. */
  readonly from: CalendarDay | undefined
  readonly to: CalendarDay | undefined
  /** Booked, before the first entry. */
  readonly opening: Balance | undefined
  /** Booked, after the last entry. */
  readonly closing: Balance | undefined
  readonly place: Place
}

export interface Balance {
  /** Negative where the account is overdrawn. */
  readonly amount: BigDecimal.BigDecimal
  readonly currency: string
  readonly day: CalendarDay | undefined
}
