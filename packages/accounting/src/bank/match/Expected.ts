/** A payout as it is expected on the bank. */
import type { CalendarDay } from "@amili-cases/core/CalendarDay"
import * as BigDecimal from "effect/BigDecimal"
import { addBankDays } from "./BankDay.ts"
import type { Transfer } from "./Transfer.ts"

export interface Expected {
  readonly id: string
  readonly creditorId: string
  readonly currency: string
  /** Negative when the creditor owes Amili. */
  readonly amount: BigDecimal.BigDecimal
  readonly reference: string | undefined
  /** Its payout date. */
  readonly day: CalendarDay
}

/** Days on which the transfer may be booked, both inclusive: one bank day before the payout date to five after it. */
export const windowOf = ({ day }: Expected) => ({ first: addBankDays(day, -1), last: addBankDays(day, 5) })

/** Those of the transfers that any of the payouts may have come with, whatever their amounts. */
export const fitting = (
  payouts: ReadonlyArray<Expected>,
  transfers: ReadonlyArray<Transfer> | undefined = [],
): ReadonlyArray<Transfer> => {
  if (transfers.length === 0) return []
  const windows = payouts.map((payout) => ({ payout, ...windowOf(payout) }))
  return transfers.filter(({ bookedOn, creditorIds, currency }) =>
    windows.every(
      ({ first, last, payout }) =>
        bookedOn >= first && bookedOn <= last && currency === payout.currency && creditorIds.has(payout.creditorId),
    ),
  )
}

export const total = (amounts: ReadonlyArray<{ readonly amount: BigDecimal.BigDecimal }>): BigDecimal.BigDecimal =>
  BigDecimal.sumAll(amounts.map(({ amount }) => amount))

/** Lists of the items that have a key in common; an item may have several keys, or none. */
export const grouped = <A>(
  items: ReadonlyArray<A>,
  keysOf: (item: A) => Iterable<string>,
): ReadonlyMap<string, ReadonlyArray<A>> => {
  const groups = new Map<string, Array<A>>()
  for (const item of items)
    for (const key of keysOf(item)) {
      const group = groups.get(key)
      if (group === undefined) groups.set(key, [item])
      else group.push(item)
    }
  return groups
}
