/** What of payouts came to the bank in a month, and by how much that is on its way has become more. */
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import type { ByCurrency } from "../journal/ControlSums.ts"
import type { BankTransfer } from "../stand/rows.ts"
import { isFallen } from "../build/arrivals.ts"
import { dayOf } from "../build/dayOf.ts"
import type { BuiltPayout } from "../build/payouts.ts"
import { add } from "./byCurrency.ts"
import type { Facts } from "./Facts.ts"

/** The right side of C4; only payouts with a total are compared, and a transfer of such payouts alone. */
export const flow = ({ payouts, request: { month }, transfers }: Facts): ByCurrency => {
  const known = payouts.filter(({ event }) => event.total !== null)
  const ids = new Set(known.map(({ row }) => row.payoutId))
  const ours = transfers.filter(
    ({ payoutIds, state }) =>
      (state === "matched" || state === "differs") && payoutIds.length > 0 && payoutIds.every((id) => ids.has(id)),
  )
  const own = new Set(ours.map(({ key }) => key))
  const isOfMonth = (day: string) => day >= month.from && day <= month.to
  const booked = ours
    .filter(({ bookedOn }) => isOfMonth(bookedOn))
    .map(({ amount, currency }) => new Map([[currency, amount]]))
  // One that came together with a payout of unknown total stands for itself.
  const shared = known
    .filter(({ matched }) => matched.state === "arrived" && matched.transfers.some((key) => !own.has(key)))
    .filter(({ matched }) => isOfMonth(matched.on ?? ""))
    .map(({ row }) => new Map([[row.currency ?? "", row.total ?? 0n]]))
  const transit = (day: CalendarDay.CalendarDay) => inTransit(known, ours, day)
  const before = transit(CalendarDay.addDays(month.from, -1))
  return add(...booked, ...shared, transit(month.to), negated(before))
}

const negated = (sums: ByCurrency): ByCurrency => new Map([...sums].map(([currency, amount]) => [currency, -amount]))

/** Paid out until a day, and not arrived then; what arrived before its payout date counts against it. */
const inTransit = (
  payouts: ReadonlyArray<BuiltPayout>,
  transfers: ReadonlyArray<BankTransfer>,
  day: CalendarDay.CalendarDay,
): ByCurrency => {
  const isDone = ({ event, matched, row }: BuiltPayout) => {
    if (matched.state !== "arrived" || (matched.on ?? "") > day) return false
    // Money that came and was taken back is still to come, until the payout is known to be reversed.
    const isBack = matched.amount === 0n
    return isFallen(event) ? isBack : !isBack || (row.total ?? 0n) === 0n
  }
  const waiting = new Set(
    payouts
      .filter((payout) => !isDone(payout) && payout.matched.state !== "several_candidates")
      .flatMap(({ matched }) => matched.transfers),
  )
  const open = transfers.filter(({ bookedOn, key }) => bookedOn <= day && waiting.has(key))
  const openKeys = new Set(open.map(({ key }) => key))
  const sums = payouts.map((payout) => {
    const { event, matched, row } = payout
    const date = dayOf(event.payoutDate)
    const total = row.total ?? 0n
    const due = isFallen(event) || date === undefined || date > day ? 0n : total
    if (!isDone(payout)) return new Map([[row.currency ?? "", due]])
    // A transfer may be open for another payout that came with it; then this one's part of it is not.
    const isShared = matched.transfers.some((key) => openKeys.has(key))
    return new Map([[row.currency ?? "", due - (isFallen(event) ? 0n : total) + (isShared ? total : 0n)]])
  })
  return add(...sums, ...open.map(({ amount, currency }) => new Map([[currency, -amount]])))
}
