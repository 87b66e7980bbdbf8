/** The payouts of a stand: all that are known, with their lines and with what the bank shows of them. */
import { dayOfIso } from "@amili-cases/export-engine/run/Instant"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { minorOf } from "../../cases/Facts.ts"
import type { PayoutEvent } from "../../payouts/events/PayoutEvent.ts"
import { PayoutEvents } from "../../payouts/journal/PayoutEvents.ts"
import { type FoldedPayout, foldPayout } from "../fold/foldPayout.ts"
import { noLines, payoutState } from "../judge/payoutState.ts"
import type { StandPayout } from "../stand/rows.ts"
import type { Lines } from "./Lines.ts"
import type { Request } from "./request.ts"
import { type Arrived, absent, type BankMatch } from "./arrivals.ts"

/** Some ten thousand at most: a payout holds many lines. */
export const fold = ({ knowledge, month, place }: Request) =>
  Effect.gen(function* () {
    const folded = new Map<string, FoldedPayout>()
    yield* Stream.runForEach((yield* PayoutEvents).whole(place.profile), (events) =>
      Effect.sync(() => {
        const payout = foldPayout(events, month, knowledge.payouts)
        if (payout !== undefined) folded.set(payout.last.payoutId, payout)
      }),
    )
    const all: ReadonlyMap<string, FoldedPayout> = folded
    return all
  })

export interface BuiltPayout {
  readonly row: StandPayout
  readonly event: PayoutEvent
  readonly folded: FoldedPayout
  /** What the bank shows of it at the end of the month, and up to now. */
  readonly arrived: Arrived
  readonly matched: Arrived
  /** Whether it belongs to the month: its rows are shown. */
  readonly isListed: boolean
}

/** What the bank shows at the end of the month of the payouts that are known then. */
export const arrivalsOf = (
  { month }: Request,
  payouts: ReadonlyMap<string, FoldedPayout>,
  bank: BankMatch,
): ReadonlyMap<string, Arrived> =>
  new Map(
    [...payouts].flatMap(([id, { hasMoved, now }]) =>
      now === undefined || (now.state === "gone" && !hasMoved)
        ? []
        : [[id, dueAt(month.to, now, bank.ofPayout.get(id) ?? absent)] as const],
    ),
  )

/** Those known at the end of the month, in order of id. */
export const build = (
  { month }: Request,
  payouts: ReadonlyMap<string, FoldedPayout>,
  lines: Pick<Lines, "ofPayout">,
  bank: BankMatch,
  arrivals: ReadonlyMap<string, Arrived>,
): ReadonlyArray<BuiltPayout> =>
  [...payouts.values()].flatMap((folded): ReadonlyArray<BuiltPayout> => {
    const event = folded.now
    const arrived = arrivals.get(folded.last.payoutId)
    if (event === undefined || arrived === undefined) return []
    const sums = lines.ofPayout.get(event.payoutId) ?? noLines
    const total = minorOf(event.total)
    const state = payoutState(event, sums)
    const matched = bank.ofPayout.get(event.payoutId) ?? absent
    const row: StandPayout = {
      payoutId: event.payoutId,
      creditorId: event.creditorId ?? undefined,
      creditor: event.creditor ?? undefined,
      category: event.category ?? undefined,
      currency: event.currency ?? undefined,
      total,
      lines: sums.lines,
      sum: sums.sum,
      remainder: total === undefined || state === "reversed" ? undefined : total - sums.sum,
      payoutDate: dayOfIso(event.payoutDate ?? undefined),
      payoutReference: event.payoutReference ?? undefined,
      status: event.status ?? undefined,
      state,
      bank: arrived.state,
      arrived: arrived.amount,
      arrivedOn: arrived.on,
      arrivedBy: arrived.by,
      transfers: arrived.transfers,
    }
    const isEarlier = event.payoutDate !== null && event.payoutDate < month.start
    const isOnBank = arrived.state === "arrived" || arrived.state === "no_bank_file" || arrived.state === "not_due"
    const hasArrived = arrived.on !== undefined && arrived.on >= month.from && arrived.on <= month.to
    return [
      { row, event, folded, arrived, matched, isListed: folded.hasMoved || hasArrived || !(isEarlier && isOnBank) },
    ]
  })

/** What is paid out later is not due yet, and what arrives later is on its way. */
const dueAt = (day: string, { payoutDate }: PayoutEvent, arrived: Arrived): Arrived => {
  if (arrived.on !== undefined) return arrived.on > day ? { ...absent, state: "in_transit" } : arrived
  const due = dayOfIso(payoutDate ?? undefined)
  return due === undefined || due > day ? absent : arrived
}
