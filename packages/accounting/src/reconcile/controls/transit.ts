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
  const byKey = new Map(transfers.map((transfer) => [transfer.key, transfer]))
  const open = new Set<BankTransfer>()
  const sums = payouts.map(({ event, matched, row }) => {
    const fell = isFallen(event)
    const worth = fell ? 0n : (row.total ?? 0n)
    const date = dayOf(event.payoutDate)
    const isDue = date !== undefined && date <= day
    const hasArrived = matched.state === "arrived" && (matched.on ?? "") <= day
    // Money that came and was taken back is still to come, until the payout is known to be reversed.
    const isDone = hasArrived && matched.amount === worth
    if (!isDone && matched.state !== "several_candidates")
      for (const transfer of matched.transfers.flatMap((key) => byKey.get(key) ?? []))
        if (transfer.bookedOn <= day) open.add(transfer)
    return new Map([[row.currency ?? "", isDone ? (isDue ? 0n : -worth) : isDue ? worth : 0n]])
  })
  return add(...sums, ...[...open].map(({ amount, currency }) => new Map([[currency, -amount]])))
}
