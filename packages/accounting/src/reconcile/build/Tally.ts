/** Counts and sums over all cases, for the summary of a stand. Memory grows with creditors and currencies alone. */
import { recoveredOf as capitalOf, type OwnLine } from "./paidCase.ts"
import type { Entry } from "../../closed/records/Entries.ts"
import { minorOf } from "../../cases/Facts.ts"
import { allBuckets } from "../judge/ageing.ts"
import { amountOf, waitingOf, waits } from "../stand/amounts.ts"
import type { PaidCase } from "../stand/rows.ts"
import { type AgeBucket, CaseState } from "../stand/states.ts"
import type { Summary } from "../stand/Summary.ts"
import * as Month from "../time/Month.ts"
import { Sums } from "./Sums.ts"

const worth = { cases: 0n, claimed: 0n, recovered: 0n }

/** So many of the cases that wait are shown by themselves. */
const largest = 10

export class Tally {
  readonly reasons = new Sums(worth)
  readonly creditors = new Sums(worth)
  private readonly states = new Sums({ cases: 0n, amount: 0n })
  private readonly ages = new Sums({ cases: 0n, amount: 0n })
  private readonly residuals = new Sums({ cases: 0n, amount: 0n })
  private readonly steps = new Sums({ closedPaid: 0n, specified: 0n, scheduled: 0n, paidOut: 0n, arrived: 0n })
  private readonly months: ReadonlyArray<Month.Month>
  private readonly trend = new Sums({ newCases: 0n, closedCases: 0n, claimed: 0n, recovered: 0n })
  private waiting: ReadonlyArray<PaidCase> = []
  /** Closed cases of each currency. */
  readonly currencies = new Map<string, number>()
  /** Paid cases that were settled before the month began. */
  settledBefore = 0

  private readonly month: Month.Month
  private readonly hasBank: boolean

  constructor(month: Month.Month, hasBank: boolean) {
    this.month = month
    this.hasBank = hasBank
    this.months = Array.from({ length: 12 }, (_, index) => Month.add(month, index - 11))
  }

  /** A case that was registered at an instant (ISO). */
  registered(at: string | null | undefined, currency: string, count = 1n): void {
    const month = this.monthOf(at)
    if (month !== undefined) this.trend.add(month.name, currency, { newCases: count })
  }

  /** A case that is closed at the end of the month, for whatever reason. */
  closed(entry: Entry, lines: ReadonlyArray<OwnLine>): void {
    if (entry.currency !== undefined)
      this.currencies.set(entry.currency, (this.currencies.get(entry.currency) ?? 0) + 1)
    const month = this.monthOf(entry.closedAt)
    if (month === undefined) return
    const currency = entry.currency ?? ""
    const amounts = { claimed: minorOf(entry.claimed) ?? 0n, recovered: capitalOf(entry, lines) }
    this.trend.add(month.name, currency, { closedCases: 1n, ...amounts })
    if (month.name !== this.month.name) return
    this.reasons.add(entry.reason ?? "", currency, { cases: 1n, ...amounts })
    this.creditors.add(entry.creditorId ?? "", currency, { cases: 1n, ...amounts })
  }

  /** A paid case of the stand; `scheduled` is its capital in payouts that are paid or dated. */
  paid(row: PaidCase, scheduled: bigint): void {
    const currency = row.currency ?? ""
    const amount = amountOf(row)
    this.states.add(row.state, currency, { cases: 1n, amount })
    if (row.bucket !== undefined) this.ages.add(row.bucket, currency, { cases: 1n, amount: waitingOf(row) })
    if (row.residual !== undefined) this.residuals.add("", currency, { cases: 1n, amount: row.residual })
    if (waits(row)) this.keepLargest(row)
    const { closedOn = "", paidOut, settlementClass, specified } = row
    if (settlementClass === "paid_direct" || closedOn < this.month.from || closedOn > this.month.to) return
    this.steps.add("", currency, { closedPaid: amount, specified, scheduled, paidOut, arrived: row.arrived ?? 0n })
  }

  /** `openAt` is when the open cases of all creditors were last counted (ISO), empty for never. */
  summary(
    currencies: ReadonlyArray<string>,
    nameOf: (creditor: string) => string,
    openAt: string,
  ): Pick<
    Summary,
    "ageing" | "byCreditor" | "byReason" | "funnel" | "largestWaiting" | "residual" | "states" | "trend"
  > {
    const recovery = (sums: Sums<keyof typeof worth>, label: (group: string) => string) =>
      sums.all().map(({ currency, group, sums: { cases, claimed, recovered } }) => ({
        group,
        label: label(group),
        currency,
        cases: Number(cases),
        claimed,
        recovered,
      }))
    return {
      states: CaseState.literals.flatMap((state) =>
        this.states
          .all()
          .filter(({ group }) => group === state)
          .map(({ currency, sums: { amount, cases } }) => ({ state, currency, cases: Number(cases), amount })),
      ),
      ageing: currencies.flatMap((currency) =>
        allBuckets.map((bucket: AgeBucket) => {
          const { amount, cases } = this.ages.get(bucket, currency)
          return { bucket, currency, cases: Number(cases), amount }
        }),
      ),
      funnel: this.steps.all().map(({ currency, sums: { arrived, ...sums } }) => ({
        currency,
        ...sums,
        ...(this.hasBank ? { arrived } : {}),
      })),
      byReason: recovery(this.reasons, (reason) => reason),
      byCreditor: recovery(this.creditors, nameOf),
      trend: this.months.flatMap(({ end, name }) =>
        currencies.map((currency) => {
          const { claimed, closedCases, newCases, recovered } = this.trend.get(name, currency)
          return {
            month: name,
            currency,
            ...(end <= openAt ? { newCases: Number(newCases) } : {}),
            closedCases: Number(closedCases),
            claimed,
            recovered,
          }
        }),
      ),
      largestWaiting: this.waiting,
      residual: this.residuals
        .all()
        .map(({ currency, sums: { amount, cases } }) => ({ currency, cases: Number(cases), amount })),
    }
  }

  private monthOf(iso: string | null | undefined): Month.Month | undefined {
    if (iso === null || iso === undefined) return undefined
    return this.months.find(({ end, start }) => iso >= start && iso < end)
  }

  private keepLargest(row: PaidCase): void {
    const least = this.waiting.at(-1)
    if (this.waiting.length === largest && least !== undefined && waitingOf(row) <= waitingOf(least)) return
    this.waiting = [...this.waiting, row].toSorted(bySize).slice(0, largest)
  }
}

const bySize = (a: PaidCase, b: PaidCase): number => {
  const [left, right] = [waitingOf(a), waitingOf(b)]
  return left === right ? (a.caseId < b.caseId ? -1 : 1) : left > right ? -1 : 1
}
