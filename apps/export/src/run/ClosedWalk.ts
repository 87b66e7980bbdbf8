/** Reads closed cases into a ledger. */
import * as Progress from "@amili-cases/app-kit/terminal/Progress"
import { Array, Effect } from "effect"
import type { Checkpoints } from "../journal/Checkpoints.ts"
import type { Entries } from "../journal/Entries.ts"
import type { JournalError } from "../journal/JournalError.ts"
import { QuarantineLog } from "../journal/QuarantineLog.ts"
import { Standing } from "../journal/Standing.ts"
import * as Batches from "./Batches.ts"
import type { ClosedLedger, LedgerFailed, Target } from "./ClosedLedger.ts"
import * as Groups from "./Groups.ts"
import { type ReadFailed, Reading, type Scope, Wanted } from "./Reading.ts"
import * as Reconciliation from "./Reconciliation.ts"
import * as Verify from "./Verify.ts"
import type { Window } from "./Window.ts"

/**
 * What a run asks for. Without a start everything that is not open is read at once: no case can fall between two
 * questions. Otherwise new ones by close date, those without a date, and what has changed since it was exported.
 */
export const questionsOf = (window: Pick<Window, "from" | "until" | "changedSince">): ReadonlyArray<Wanted> => {
  const { changedSince, from, until } = window
  const changed = changedSince === undefined ? [] : [Wanted.ChangedOrUndated({ since: changedSince })]
  if (from === undefined) return [Wanted.Closed(), ...changed]
  return [Wanted.Dated({ from, until }), ...(changed.length === 0 ? [Wanted.Undated()] : changed)]
}

export const walk = <T extends Target, E, R>(
  wanted: Wanted,
  scope: Scope,
  ledger: ClosedLedger<T, E, R>,
): Effect.Effect<void, E | ReadFailed | LedgerFailed, R | Reading> =>
  Effect.gen(function* () {
    const reading = yield* Reading
    yield* reading.walk(wanted, scope).pipe(
      Progress.counted("closed cases", Effect.option(reading.count(wanted, scope))),
      Batches.forEach((documents) => ledger.take(documents)),
    )
  })

export interface Order<T extends Target, E, R> {
  readonly profile: string
  readonly window: Window
  readonly reading: Scope
  readonly ledger: ClosedLedger<T, E, R>
  /** Closed cases at the API when the run began. */
  readonly counted: number | undefined
  readonly seen: () => Reconciliation.Seen
  readonly before: Reconciliation.Remembered | undefined
}

/** Asks what a run asks for, and then for everything, if the number of closed cases says that something is missing. */
export const complete = <T extends Target, E, R>(
  order: Order<T, E, R>,
): Effect.Effect<
  Reconciliation.Reconciled,
  E | ReadFailed | LedgerFailed | JournalError,
  R | Reading | Standing | Checkpoints | Entries | QuarantineLog
> =>
  Effect.gen(function* () {
    const { before, counted, ledger, reading, window } = order
    const isFirst = window.changedSince === undefined
    const groups = isFirst ? yield* Groups.count(reading) : undefined
    const questions = questionsOf(window)
    const unread = yield* (yield* QuarantineLog).unread(order.profile, "closed")
    for (const wanted of questions) yield* walk(wanted, reading, ledger)
    // What earlier runs could not read may be readable now without any change that a question finds.
    for (const ids of Array.chunksOf(unread, 100)) yield* walk(Wanted.Ids({ ids }), reading, ledger)
    const all = walk(Wanted.Closed(), reading, ledger)

    let readAll = questions.some(({ _tag }) => _tag === "Closed")
    // Later ones are found among what has changed.
    if (!readAll && groups !== undefined && groups.astray > 0) {
      yield* all
      readAll = true
    }
    if (counted === undefined) return { reconciliation: undefined, remembered: before, notices: [] }
    const exported = yield* (yield* Standing).total(order.profile, reading.creditors)
    const compare = () => Reconciliation.reconcile(counted, exported + ledger.standing(), order.seen(), readAll)
    let reconciliation = compare()
    if (!readAll && !Reconciliation.agrees(reconciliation, before)) {
      yield* all
      readAll = true
      reconciliation = compare()
    }
    if (Reconciliation.goneOf(reconciliation, before) > 0) {
      // They were deleted, or they opened again and their date of change does not tell.
      const { findings } = yield* Verify.api(order.profile, reading.creditors)
      const ids = findings.filter(({ problem }) => problem === Verify.noSuchCase).map(({ subject }) => subject)
      for (const some of Array.chunksOf(ids, 100)) yield* walk(Wanted.Ids({ ids: some }), reading, ledger)
      reconciliation = compare()
    }
    return {
      reconciliation,
      remembered: Reconciliation.remember(reconciliation, before),
      notices: Reconciliation.noticesOf(reconciliation, before),
    }
  })
