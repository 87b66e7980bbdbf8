/** Counts and sums of a run over payouts, for the manifest and whoever started it. */
import * as Money from "@amili-cases/core/Money"
import type { LineKind } from "../events/LineEvent.ts"
import type { PayoutEvent } from "../events/PayoutEvent.ts"
import type { LineRow } from "../files/rows.ts"

/** A type, not an interface: it goes into the manifest as a record of numbers. Rows of the main table by kind, too. */
export type Counts = Readonly<Record<LineKind, number>> & {
  /** Rows of the main table: events of lines. */
  readonly payouts: number
  readonly payoutEvents: number
  readonly quarantined: number
  /** Needed a person in an earlier run, and still do. */
  readonly waiting: number
}

/** What the rows of a kind, category and currency have in common. */
interface Group {
  readonly kind: LineKind
  readonly category: string
  readonly currency: string
  count: number
  toBook: bigint
  paidOut: bigint
}

export class PayoutTotals {
  private readonly groups = new Map<string, Group>()
  private readonly kinds = { new: 0, scheduled: 0, paid_out: 0, changed: 0, reversed: 0, gone: 0, found_again: 0 }
  private payoutEvents = 0
  private payoutsMore = 0
  private waiting = 0
  quarantined = 0

  add(rows: ReadonlyArray<LineRow>): void {
    for (const { category = "", currency = "", kind, paidOut, toBook } of rows) {
      this.kinds[kind] += 1
      const key = JSON.stringify([currency, category, kind])
      const group = this.groups.get(key) ?? { kind, category, currency, count: 0, toBook: 0n, paidOut: 0n }
      group.count += 1
      group.toBook += toBook
      group.paidOut += paidOut
      this.groups.set(key, group)
    }
  }

  addOthers(payouts: ReadonlyArray<PayoutEvent>, quarantined: number): void {
    this.payoutEvents += payouts.length
    for (const { kind } of payouts) this.payoutsMore += moreOf(kind)
    this.quarantined += quarantined
  }

  waits(): void {
    this.waiting += 1
  }

  /** By how many the lines and payouts that the journal holds as being at the API become more or fewer. */
  standing() {
    const kinds = Object.entries(this.kinds)
    return { lines: kinds.reduce((sum, [kind, count]) => sum + moreOf(kind) * count, 0), payouts: this.payoutsMore }
  }

  counts(): Counts {
    const { kinds, payoutEvents, quarantined, waiting } = this
    const payouts = Object.values(kinds).reduce((sum, count) => sum + count, 0)
    return { payouts, ...kinds, payoutEvents, quarantined, waiting }
  }

  /** In order of currency, category and kind. */
  lines() {
    return this.sorted().map(({ category, count, currency, kind, paidOut, toBook }) => ({
      currency,
      category,
      kind,
      count,
      toBook: Money.formatMinor(toBook),
      paidOut: Money.formatMinor(paidOut),
    }))
  }

  /** Rows of each currency, and by how much the sum of its lines grows. */
  perCurrency(): ReadonlyArray<{ readonly currency: string; readonly count: number; readonly sum: string }> {
    const sums = new Map<string, { count: number; sum: bigint }>()
    for (const { count, currency, toBook } of this.sorted()) {
      const total = sums.get(currency) ?? { count: 0, sum: 0n }
      sums.set(currency, { count: total.count + count, sum: total.sum + toBook })
    }
    return Array.from(sums, ([currency, { count, sum }]) => ({ currency, count, sum: Money.formatMinor(sum) }))
  }

  private sorted(): ReadonlyArray<Group> {
    return [...this.groups].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group)
  }
}

const moreOf = (kind: string): number => (kind === "new" || kind === "found_again" ? 1 : kind === "gone" ? -1 : 0)
