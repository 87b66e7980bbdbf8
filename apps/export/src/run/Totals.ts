/** Counts and sums of a run's rows, for the manifest and the summary. Sums are of the amounts as shown, in hundredths. */
import * as Money from "@amili-cases/core/Money"
import { Order } from "effect"

/** One line of the totals: what the rows have in common, how many they are, and their sum as decimal text. */
export interface Total {
  readonly currency: string
  /** State of open cases, close reason of closed ones. */
  readonly group: string
  readonly settlementClass: string
  readonly count: number
  readonly sum: string
}

export interface Row {
  readonly currency: string | undefined
  readonly group: string | undefined
  readonly settlementClass: string | undefined
  readonly amount: bigint | undefined
}

export interface Totals {
  readonly add: (row: Row) => void
  readonly count: () => number
  /** In order of currency and group. */
  readonly lines: () => ReadonlyArray<Total>
  /** Count and sum of each currency. */
  readonly perCurrency: () => ReadonlyArray<{ readonly currency: string; readonly count: number; readonly sum: string }>
}

export const make = (): Totals => {
  const groups = new Map<string, { readonly row: Row; count: number; sum: bigint }>()
  let count = 0
  const sorted = () => [...groups.entries()].toSorted(([a], [b]) => Order.string(a, b)).map(([, group]) => group)

  return {
    add: (row) => {
      count += 1
      const key = JSON.stringify([row.currency ?? "", row.group ?? "", row.settlementClass ?? ""])
      const group = groups.get(key) ?? { row, count: 0, sum: 0n }
      group.count += 1
      group.sum += row.amount ?? 0n
      groups.set(key, group)
    },
    count: () => count,
    lines: () =>
      sorted().map((group) => ({
        currency: group.row.currency ?? "",
        group: group.row.group ?? "",
        settlementClass: group.row.settlementClass ?? "",
        count: group.count,
        sum: Money.formatMinor(group.sum),
      })),
    perCurrency: () => {
      const sums = new Map<string, { count: number; sum: bigint }>()
      for (const group of sorted()) {
        const currency = group.row.currency ?? ""
        const total = sums.get(currency) ?? { count: 0, sum: 0n }
        sums.set(currency, { count: total.count + group.count, sum: total.sum + group.sum })
      }
      return Array.from(sums, ([currency, { count, sum }]) => ({ currency, count, sum: Money.formatMinor(sum) }))
    },
  }
}
