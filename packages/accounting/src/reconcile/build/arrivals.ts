/** What the bank shows of payouts: which have arrived, what was taken back, and what stands at none. */
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import * as Money from "@amili-cases/core/Money"
import * as BigDecimal from "effect/BigDecimal"
import * as Arrivals from "../../bank/match/Arrivals.ts"
import type { Expected } from "../../bank/match/Expected.ts"
import type { Transfer } from "../../bank/match/Transfer.ts"
import { minorOf } from "../../cases/Facts.ts"
import type { PayoutEvent } from "../../payouts/events/PayoutEvent.ts"
import type { FoldedPayout } from "../fold/foldPayout.ts"
import type { BankTransfer } from "../stand/rows.ts"
import type { BankState } from "../stand/states.ts"
import { dayOf } from "./dayOf.ts"
import type { Lines } from "./Lines.ts"
import type { Request } from "./request.ts"

export interface Arrived {
  readonly state: BankState
  readonly amount: bigint | undefined
  /** By how much another amount came; where payouts came together, at the first of them only. */
  readonly difference?: bigint | undefined
  readonly on: string | undefined
  readonly by: string | undefined
  readonly transfers: ReadonlyArray<string>
}

/** Nothing is expected of the bank. */
export const absent: Arrived = { state: "not_due", amount: undefined, on: undefined, by: undefined, transfers: [] }

export interface BankMatch {
  readonly ofPayout: ReadonlyMap<string, Arrived>
  /** Every transfer that is known, in order of day and key. */
  readonly transfers: ReadonlyArray<BankTransfer>
}

export const match = (
  { asOfDay, bank }: Request,
  payouts: ReadonlyMap<string, FoldedPayout>,
  lines: Pick<Lines, "ofPayout">,
): BankMatch => {
  const expected = [...payouts.values()].flatMap(({ last }) => expectedOf(last, worthOf(last, lines), asOfDay))
  const { arrivals, unexplained } = Arrivals.match({
    payouts: expected.map(({ payout }) => payout),
    transfers: bank.transfers,
    coverage: bank.coverage,
    asOf: asOfDay,
  })
  const fallen = new Set(expected.flatMap((one) => (one.isFallen ? [one.payout.id] : [])))
  const free = new Set(unexplained)
  const ofPayout = new Map<string, Arrived>()
  const standing = new Map<
    string,
    { ids: Array<string>; state: BankTransfer["state"]; difference: bigint | undefined }
  >()
  const stand = (transfer: Transfer, id: string, state: BankTransfer["state"], difference?: bigint) => {
    const known = standing.get(transfer.key)
    if (known === undefined) standing.set(transfer.key, { ids: [id], state, difference })
    else known.ids.push(id)
  }
  const counted = new Set<string>()
  for (const arrival of arrivals) {
    const { id } = arrival.payout
    const fell = fallen.has(id)
    if (!("transfers" in arrival)) {
      ofPayout.set(id, fell ? absent : { ...absent, state: arrival.state })
      continue
    }
    const returned = fell && arrival.state === "arrived" ? takeReturn(arrival, free) : undefined
    const transfers = returned === undefined ? arrival.transfers : [...arrival.transfers, returned]
    const keys = transfers.map(({ key }) => key)
    const on = transfers
      .map(({ bookedOn }) => bookedOn)
      .toSorted()
      .at(-1)
    switch (arrival.state) {
      case "arrived": {
        for (const transfer of transfers) stand(transfer, id, "matched")
        const amount = returned === undefined ? Money.toMinor(arrival.payout.amount) : 0n
        if (transfers.length === 0 && arrival.payout.day > asOfDay) break
        ofPayout.set(id, { state: "arrived", amount, on, by: arrival.matchedBy, transfers: keys })
        break
      }
      case "differs": {
        const difference = arrival.difference && Money.toMinor(arrival.difference)
        for (const [index, transfer] of transfers.entries())
          stand(transfer, id, "differs", index === 0 ? difference : undefined)
        // What came for several payouts at once stands at the first of them.
        const own = transfers.filter(({ key }) => !counted.has(key))
        for (const { key } of own) counted.add(key)
        const amount =
          own.length === 0 ? undefined : Money.toMinor(BigDecimal.sumAll(own.map((transfer) => transfer.amount)))
        ofPayout.set(id, { state: "differs", amount, difference, on, by: undefined, transfers: keys })
        break
      }
      case "several_candidates": {
        for (const transfer of transfers) stand(transfer, id, "several_candidates")
        ofPayout.set(id, { ...absent, state: "several_candidates", transfers: keys })
      }
    }
  }
  return {
    ofPayout,
    transfers: bank.transfers
      .map((transfer): BankTransfer => {
        const found = standing.get(transfer.key)
        const amount = Money.toMinor(transfer.amount)
        return {
          key: transfer.key,
          creditorIds: [...transfer.creditorIds].toSorted(),
          bookedOn: transfer.bookedOn,
          amount,
          currency: transfer.currency,
          references: [...transfer.references].toSorted(),
          file: transfer.place.file,
          state: found?.state ?? "unexplained",
          payoutIds: found?.ids ?? [],
          difference: found === undefined ? amount : found.difference,
        }
      })
      .toSorted((a, b) => (`${a.bookedOn} ${a.key}` < `${b.bookedOn} ${b.key}` ? -1 : 1)),
  }
}

/** What a payout comes to: its total, else what its lines come to, which the bank may prove. */
export const worthOf = (event: PayoutEvent, { ofPayout }: Pick<Lines, "ofPayout">): bigint | undefined => {
  const sum = ofPayout.get(event.payoutId)
  return minorOf(event.total) ?? (sum === undefined || sum.unsummed > 0 ? undefined : sum.sum)
}

export const isFallen = ({ state }: PayoutEvent): boolean => state === "reversed" || state === "gone"

/** Days that a transfer may be booked before the payout date, weekends and holidays included. */
const earliest = 7

/** A payout that the bank may show already. */
const expectedOf = (
  event: PayoutEvent,
  worth: bigint | undefined,
  asOf: CalendarDay.CalendarDay,
): ReadonlyArray<{ readonly payout: Expected; readonly isFallen: boolean }> => {
  const day = dayOf(event.payoutDate)
  const { creditorId, currency } = event
  if (worth === undefined || day === undefined || creditorId === null || currency === null) return []
  if (day > CalendarDay.addDays(asOf, earliest)) return []
  const reference = event.payoutReference ?? undefined
  const payout = { id: event.payoutId, creditorId, currency, amount: BigDecimal.make(worth, 2), reference, day }
  return [{ payout, isFallen: isFallen(event) }]
}

/** Takes the only transfer that gives the money of a payout back: the same reference, the opposite amount, not earlier. */
const takeReturn = (
  { payout, transfers }: { readonly payout: Expected; readonly transfers: ReadonlyArray<Transfer> },
  free: Set<Transfer>,
): Transfer | undefined => {
  const back = BigDecimal.negate(payout.amount)
  const found = [...free].filter(
    (transfer) =>
      BigDecimal.equals(transfer.amount, back) &&
      transfer.currency === payout.currency &&
      transfer.creditorIds.has(payout.creditorId) &&
      transfers.every(({ bookedOn }) => transfer.bookedOn >= bookedOn) &&
      (payout.reference === undefined || transfer.references.has(payout.reference.trim())),
  )
  const [only] = found
  if (only === undefined || found.length > 1) return undefined
  free.delete(only)
  return only
}
