/** Whether a statement adds up: opening balance + booked entries = closing balance. */
import * as BigDecimal from "effect/BigDecimal"
import { type Entry, signed } from "./Entry.ts"
import type { Statement } from "./Statement.ts"

export type BalanceCheck =
  | { readonly _tag: "Balanced" }
  /** `difference` is the closing balance less what it should be. */
  | { readonly _tag: "Differs"; readonly difference: BigDecimal.BigDecimal; readonly currency: string }
  /** Notifications and pages of a statement have no balances of their own, and currencies cannot be added. */
  | { readonly _tag: "NotCompared"; readonly reason: "no balances" | "several currencies" }

/** Add the entries of one statement, then ask for the check of the statement. */
export const make = () => {
  let total = BigDecimal.make(0n, 0)
  const currencies = new Set<string>()
  return {
    add: (entry: Entry): void => {
      if (entry.status !== "booked") return
      total = BigDecimal.sum(total, signed(entry.amount, entry.direction))
      currencies.add(entry.currency)
    },
    check: ({ closing, currency, opening }: Statement): BalanceCheck => {
      if (opening === undefined || closing === undefined) return { _tag: "NotCompared", reason: "no balances" }
      const all = new Set([...currencies, opening.currency, closing.currency, currency ?? opening.currency])
      if (all.size > 1) return { _tag: "NotCompared", reason: "several currencies" }
      const difference = BigDecimal.subtract(closing.amount, BigDecimal.sum(opening.amount, total))
      return BigDecimal.isZero(difference)
        ? { _tag: "Balanced" }
        : { _tag: "Differs", difference, currency: opening.currency }
    },
  }
}
