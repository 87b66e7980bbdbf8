/**
 * Reads lines and payouts into a ledger. Payouts come first, since what a line says depends on its payout. A change of a
 * payout may reach its lines late and without a new date of change, so the lines of each payout that has changed and all
 * lines that are not paid out are read again, and both lists are counted.
 */
import * as Batches from "@amili-cases/export-engine/run/Batches"
import * as Array from "effect/Array"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import type * as Stream from "effect/Stream"
import type { Checkpoint } from "@amili-cases/export-engine/journal/Checkpoints"
import { LineEvents } from "../journal/LineEvents.ts"
import { PayoutEvents } from "../journal/PayoutEvents.ts"
import { Standing } from "../journal/Standing.ts"
import type { LedgerFailed, PayoutsLedger, Target } from "../ledger/PayoutsLedger.ts"
import { Observation } from "../Observation.ts"
import type { ReadError } from "@amili-cases/core/Reader"
import { type Compared, compareOf } from "./Completeness.ts"
import * as Everything from "./Everything.ts"
import type { Counted, Lines, List } from "./Reading.ts"

export interface Order<T extends Target, E, R> {
  readonly profile: string
  /** Ids; empty means all. */
  readonly creditors: ReadonlyArray<string>
  readonly lines: Lines
  readonly payouts: List
  readonly ledger: PayoutsLedger<T, E, R>
  /** What the run goes on from; undefined reads everything. */
  readonly known: Checkpoint | undefined
  /** When the run began. */
  readonly counted: { readonly lines: Counted; readonly payouts: Counted }
}

/** The server writes dates of change itself and at once: a day of overlap is for clocks that disagree. */
const overlap = { days: 1 }

export const complete = <T extends Target, E, R>(order: Order<T, E, R>) =>
  Effect.gen(function* () {
    const { counted, creditors, known, ledger, lines, payouts, profile } = order
    const lineEvents = yield* LineEvents
    const payoutEvents = yield* PayoutEvents
    const standing = yield* Standing
    const before = yield* standing.counts(profile, creditors)
    const take = <R2>(observations: Stream.Stream<Observation, ReadError, R2>) =>
      observations.pipe(Batches.forEach(ledger.add))
    const everything = { creditors, ledger, profile }
    const allPayouts = Everything.read({
      ...everything,
      list: payouts,
      standing: (after, upTo) => payoutEvents.between(profile, after, upTo),
      idOf: ({ payoutId }) => payoutId,
      gone: (id) => Observation.PayoutGone({ id }),
    })
    const allLines = Everything.read({
      ...everything,
      list: lines,
      standing: (after, upTo) => lineEvents.between(profile, after, upTo),
      idOf: ({ lineId }) => lineId,
      gone: (id) => Observation.LineGone({ id }),
    })
    const ofPayouts = compareOf(payouts, counted.payouts, allPayouts, () => ({
      standing: before.payouts + ledger.totals.standing().payouts,
      unread: ledger.seen.unreadPayouts.size,
    }))
    const ofLines = compareOf(lines, counted.lines, allLines, () => ({
      standing: before.lines + ledger.totals.standing().lines,
      unread: ledger.seen.unreadLines.size,
    }))
    if (known === undefined) {
      return { payouts: yield* ofPayouts.readAll, lines: yield* ofLines.readAll }
    }
    const since = DateTime.subtract(DateTime.unsafeMake(known.started_at), overlap)
    const [unread = [], ...others] = Array.chunksOf(yield* standing.unread(profile), 100)
    const highest = {
      payouts: yield* payoutEvents.highest(profile, known.started_at),
      lines: yield* lineEvents.highest(profile, known.started_at),
    }
    yield* take(payouts.recent({ highest: highest.payouts, since, unread }))
    for (const ids of others) yield* take(payouts.byIds(ids))
    const comparedPayouts: Compared = yield* ofPayouts.compare

    yield* take(lines.recent({ highest: highest.lines, since, unread }))
    for (const ids of others) yield* take(lines.byIds(ids))
    const moved = [...ledger.seen.movedPayouts]
    for (const ids of Array.chunksOf(moved, 50)) yield* take(lines.ofPayouts(ids))
    const unpaid = yield* standing.unpaid(profile, creditors)
    const left = yield* Effect.forEach(Array.chunksOf(moved, 50), (ids) => lineEvents.ofPayouts(profile, ids))
    const again = Array.dedupe([...unpaid, ...left.flat()]).toSorted()
    const missing = yield* Everything.readIds(again, lines, ledger)
    yield* Everything.sayGone(missing, lines, ledger, (id) => Observation.LineGone({ id }))
    return { payouts: comparedPayouts, lines: yield* ofLines.compare }
  })

export type WalkFailed<E> = E | LedgerFailed | ReadError
