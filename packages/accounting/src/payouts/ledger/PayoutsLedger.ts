/**
 * Takes what a run over payouts has seen, batch by batch, and keeps the journal, the files, the archive and the totals in
 * step. Nothing is begun before there is something to say.
 */
import type { CalendarDay } from "@amili-cases/core/CalendarDay"
import * as Document from "@amili-cases/core/Document"
import type { JournalError } from "@amili-cases/export-engine/database/JournalError"
import type { RunLost } from "@amili-cases/export-engine/journal/Runs"
import type { FileFailed } from "@amili-cases/export-engine/run/FileFailed"
import type { Staging } from "@amili-cases/export-engine/run/Staging"
import type { InvalidProfile } from "@amili-cases/sheets/csv/CsvProfile"
import type { WriteFailed } from "@amili-cases/sheets/Written"
import * as Effect from "effect/Effect"
import type { PayoutsClosing, PayoutsRows } from "../files/PayoutsRows.ts"
import { lineRow, payoutRow, quarantineRow } from "../files/rows.ts"
import type { Moment } from "../journal/EventTable.ts"
import * as EventTable from "../journal/EventTable.ts"
import { idOf, type Observation } from "../Observation.ts"
import { knownOf } from "./knownOf.ts"
import { Book, type Known } from "./Book.ts"
import * as DataHash from "./DataHash.ts"
import { type Doubt, toQuarantined } from "./Doubt.ts"
import { groupsOf } from "./groups.ts"
import { type Judged, judge } from "./judge.ts"
import type { Memory } from "./Memory.ts"
import { type Counts, PayoutTotals } from "./PayoutTotals.ts"

export type LedgerFailed = WriteFailed | InvalidProfile | FileFailed | JournalError | RunLost

/** Where a run that has begun writes to. */
export interface Target extends Pick<Staging<PayoutsRows, PayoutsClosing>, "archive" | "archiveName" | "write"> {
  /** The serial is undefined for a backfill. */
  readonly place: { readonly serial: number | undefined }
}

export interface Options<T extends Target, E, R> {
  readonly profile: string
  /** The day of the run. */
  readonly today: CalendarDay
  readonly memory: Memory
  /** Of a run that is made again: the journal holds it already. */
  readonly serial?: number
  /** Takes the serial number and opens the files; called once, with the first thing to say. */
  readonly begin: Effect.Effect<T, E, R>
}

/** What a run has seen, apart from what it says. */
export interface Seen {
  /** Lines and payouts that the journal does not hold, since they could not be read. */
  readonly unreadLines: ReadonlySet<string>
  readonly unreadPayouts: ReadonlySet<string>
  /** Payouts that something was said about. */
  readonly movedPayouts: ReadonlySet<string>
}

export interface PayoutsLedger<T extends Target, E, R> {
  readonly add: (observations: ReadonlyArray<Observation>) => Effect.Effect<void, E | LedgerFailed, R>
  /** Undefined while there was nothing to say. */
  readonly target: () => T | undefined
  readonly counts: () => Counts
  readonly totals: PayoutTotals
  readonly seen: Seen
  /** SHA-256 over everything said so far, in its order. */
  readonly dataHash: () => string
}

export const make = <T extends Target, E, R>(options: Options<T, E, R>): PayoutsLedger<T, E, R> => {
  const { memory, profile, today } = options
  const totals = new PayoutTotals()
  const hash = DataHash.make()
  const shown = new Set<string>()
  const seen = {
    unreadLines: new Set<string>(),
    unreadPayouts: new Set<string>(),
    movedPayouts: new Set<string>(),
  }
  let seq = 0
  let target: T | undefined

  const serial = () => target?.place.serial ?? options.serial ?? 0
  /** Before a run has a number the journal holds nothing of it. */
  const moment = (): Moment => (serial() === 0 ? EventTable.now : { serial: serial(), seq })
  const judged = (observations: ReadonlyArray<Observation>, known: Known) =>
    judge(observations, new Book(known), { today, serial: serial(), seq })

  const isFresh = ({ fingerprint }: Doubt, reported: ReadonlySet<string>) =>
    !shown.has(fingerprint) && !reported.has(fingerprint)

  const isSpoken = ({ doubts, lines, payouts }: Judged, reported: ReadonlySet<string>) =>
    lines.length + payouts.length > 0 || doubts.some((doubt) => isFresh(doubt, reported))

  /** Events, and what a person has not been shown yet; counts what a person has been shown by an earlier run. */
  const spokenOf = (all: ReadonlyArray<Judged>, reported: ReadonlySet<string>): ReadonlyArray<Judged> =>
    all.flatMap((one) => {
      const isSaid = isSpoken(one, reported)
      const doubts = one.doubts.filter((doubt) => {
        const fresh = isFresh(doubt, reported)
        if (!fresh && !shown.has(doubt.fingerprint)) totals.waits()
        shown.add(doubt.fingerprint)
        return fresh
      })
      return isSaid ? [{ ...one, doubts }] : []
    })

  const say = ({ archive, archiveName, write }: T, spoken: ReadonlyArray<Judged>) =>
    Effect.gen(function* () {
      const lines = spoken.flatMap((one) => one.lines)
      const payouts = spoken.flatMap((one) => one.payouts)
      const doubts = spoken.flatMap((one) => one.doubts)
      seq += lines.length + payouts.length
      yield* memory.record({
        lines: lines.map(({ event }) => event),
        payouts: payouts.map(({ event }) => event),
        quarantined: doubts.map((doubt, index) => toQuarantined(doubt, profile, serial(), totals.quarantined + index)),
      })
      for (const { event } of lines) hash.line(event)
      for (const { event } of payouts) hash.payout(event)
      for (const { fingerprint } of doubts) hash.doubt(fingerprint)
      for (const group of groupsOf(spoken)) {
        const rows = {
          lines: group.flatMap((one) => one.lines.map(lineRow)),
          payouts: group.flatMap((one) => one.payouts.map(payoutRow)),
          quarantine: group.flatMap((one) => one.doubts.map((doubt) => quarantineRow(doubt, archiveName))),
        }
        if (rows.lines.length > 0) yield* write("lines", rows.lines)
        if (rows.payouts.length > 0) yield* write("payouts", rows.payouts)
        if (rows.quarantine.length > 0) yield* write("quarantine", rows.quarantine)
        totals.add(rows.lines)
      }
      totals.addOthers(
        payouts.map(({ event }) => event),
        doubts.length,
      )
      // In the order in which they came, so that the archive can be judged again.
      yield* archive(spoken.map(({ source }) => source))
    })

  const note = (observation: Observation, held: ReadonlySet<string>) => {
    const id = idOf(observation)
    if (id === undefined || held.has(id)) return
    if (observation._tag === "Line" && Document.isMalformed(observation.document)) seen.unreadLines.add(id)
    if (observation._tag === "Payout" && Document.isMalformed(observation.document)) seen.unreadPayouts.add(id)
  }

  return {
    add: (observations) =>
      Effect.gen(function* () {
        const known = yield* knownOf(observations, memory, moment())
        let all = judged(observations, known)
        const held = new Set([...known.lines.map(({ lineId }) => lineId), ...known.payouts.map((one) => one.payoutId)])
        for (const one of observations) note(one, held)
        for (const { payouts } of all) for (const { event } of payouts) seen.movedPayouts.add(event.payoutId)
        const fingerprints = all.flatMap(({ doubts }) => doubts.map(({ fingerprint }) => fingerprint))
        const reported = yield* memory.reported(fingerprints, moment())
        if (target === undefined && all.some((one) => isSpoken(one, reported))) {
          target = yield* options.begin
          // Now the events have a run to belong to.
          all = judged(observations, known)
        }
        const spoken = spokenOf(all, reported)
        if (target !== undefined && spoken.length > 0) yield* say(target, spoken)
      }),
    target: () => target,
    counts: () => totals.counts(),
    totals,
    seen,
    dataHash: () => hash.digest(),
  }
}
