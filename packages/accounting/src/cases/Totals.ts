/** Counts and sums of a run's rows, for the manifest and the summary. Sums are of the amounts as shown, in hundredths. */
import * as Money from "@amili-cases/core/Money"
import * as Order from "effect/Order"

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
  const groups = new Map<string, Group>()
  let count = 0
  const sorted = () => [...groups.values()].toSorted(byFields)

  return {
    add: (row) => {
      count += 1
      const { currency = "" } = row
      // Quicker than `fieldsOf`, and as unambiguous: a class is a word of ours.
      const key = `${row.settlementClass ?? ""} ${currency.length} ${currency}${row.group ?? ""}`
      const group = groups.get(key) ?? { row, count: 0, sum: 0n }
      group.count += 1
      group.sum += row.amount ?? 0n
      groups.set(key, group)
    },
    count: () => count,
    lines: () =>
      sorted().map((group) => ({
        currency: group.row.currency ?? "",
        count: group.count,
        sum: Money.formatMinor(group.sum),
        group: group.row.group ?? "",
        settlementClass: group.row.settlementClass ?? "",
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

interface Group {
  readonly row: Row
  count: number
  sum: bigint
}

const fieldsOf = ({ row }: Group): string =>
  JSON.stringify([row.currency ?? "", row.group ?? "", row.settlementClass ?? ""])

const byFields = Order.mapInput(Order.string, fieldsOf)
