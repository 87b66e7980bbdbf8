/** Sums of each currency. */
import type { ByCurrency } from "../journal/ControlSums.ts"

export const add = (...sums: ReadonlyArray<ByCurrency>): ByCurrency => {
  const all = new Map<string, bigint>()
  for (const sum of sums) for (const [currency, amount] of sum) all.set(currency, (all.get(currency) ?? 0n) + amount)
  return all
}
