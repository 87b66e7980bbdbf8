/** Counts and sums of rows by currency and group, exact, for the blocks of a summary. */
import { currenciesInOrder } from "./currencies.ts"
import * as decimal from "@amili-cases/sheets/numbers/decimal"

export interface Sum {
  readonly minor: bigint
  /** Whether every amount is a number in the workbook, so that a formula can add them up. */
  readonly calculable: boolean
}

export interface Entry {
  readonly currency: string
  readonly group: string
  readonly rows: number
  /** One for each measure. */
  readonly sums: ReadonlyArray<Sum>
}

export const nothing: Sum = { minor: 0n, calculable: true }

export const plus = (a: Sum, b: Sum): Sum => {
  const minor = a.minor + b.minor
  return { minor, calculable: a.calculable && b.calculable && decimal.fitsSpreadsheet(minor) }
}

export const sumOf = (minor: bigint): Sum => ({ minor, calculable: decimal.fitsSpreadsheet(minor) })

/** Sums of so many measures; a measure is one amount of a row. */
export class Grouped {
  private readonly entriesByKey = new Map<string, Entry & { rows: number; sums: Array<Sum> }>()
  readonly measures: number

  constructor(measures: number) {
    this.measures = measures
  }

  /** An absent amount counts as a row of nothing. */
  add(currency = "", group = "", amounts: ReadonlyArray<bigint | undefined>, rows = 1): void {
    const key = `${currency}\0${group}`
    const entry = this.entriesByKey.get(key) ?? {
      currency,
      group,
      rows: 0,
      sums: Array.from({ length: this.measures }, () => nothing),
    }
    entry.rows += rows
    for (let at = 0; at < this.measures; at++) {
      const amount = amounts[at]
      if (amount !== undefined) entry.sums[at] = plus(entry.sums[at] ?? nothing, sumOf(amount))
    }
    this.entriesByKey.set(key, entry)
  }

  of(currency: string, group: string): Entry | undefined {
    return this.entriesByKey.get(`${currency}\0${group}`)
  }

  /** By group, so that the order of rows does not show. */
  groups(): ReadonlyArray<string> {
    return [...new Set(Array.from(this.entriesByKey.values(), ({ group }) => group))].toSorted()
  }

  currencies(): ReadonlyArray<string> {
    return currenciesInOrder(Array.from(this.entriesByKey.values(), ({ currency }) => currency))
  }

  /** How many rows there are in all. */
  rows(): number {
    return Array.from(this.entriesByKey.values()).reduce((sum, { rows }) => sum + rows, 0)
  }
}
