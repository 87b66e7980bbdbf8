/** Reads closed cases into a ledger. */
import * as Progress from "@amili-cases/export-engine/report/Progress"
import * as Array from "effect/Array"
import type * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import { Entries } from "./records/Entries.ts"
import type { JournalError } from "@amili-cases/export-engine/database/JournalError"
import { ExportedCounts } from "./records/ExportedCounts.ts"
import * as Batches from "@amili-cases/export-engine/run/Batches"
import type { ClosedLedger, LedgerFailed, Target } from "./ClosedLedger.ts"
import * as Groups from "../cases/Groups.ts"
import { type ReadFailed, CaseReader, type Scope, Wanted } from "../cases/CaseReader.ts"
import type { Limits } from "./Classification.ts"
import type { Acknowledgements } from "./compare/Acknowledgements.ts"
import type { Comparisons } from "./compare/Comparisons.ts"
import * as DeepComparison from "./compare/DeepComparison.ts"
import * as Completeness from "./Completeness.ts"
import type { Window } from "./Window.ts"

/**
 * What a run asks for. Without a start everything that is not open is read at once: no case can fall between two
 * questions. Otherwise new ones by close date, those without a date, and what has changed since it was exported.
 */
export const questionsOf = (
  window: Pick<Window, "from" | "changedSince"> & { readonly until: DateTime.Utc | undefined },
): ReadonlyArray<Wanted> => {
  const { changedSince, from, until } = window
  const changed = changedSince === undefined ? [] : [Wanted.ChangedOrUndated({ since: changedSince })]
  if (from === undefined) return [Wanted.Closed(), ...changed]
  return [Wanted.Dated({ from, until }), ...(changed.length === 0 ? [Wanted.Undated()] : changed)]
}

export const walk = <T extends Target, E, R>(
  wanted: Wanted,
  scope: Scope,
  ledger: ClosedLedger<T, E, R>,
): Effect.Effect<void, E | ReadFailed | LedgerFailed, R | CaseReader> =>
  Effect.gen(function* () {
    const reader = yield* CaseReader
    yield* reader.walk(wanted, scope).pipe(
      Progress.counted({ en: "closed cases", sv: "avslutade ärenden" }, Effect.option(reader.count(wanted, scope))),
      Batches.forEach((documents) => ledger.add(documents)),
    )
  })

export interface Order<T extends Target, E, R> {
  readonly profile: string
  readonly window: Window
  readonly limits: Limits
  /** Compare every closed case with the journal, not only a part. */
  readonly deep: boolean
  readonly reader: Scope
  readonly ledger: ClosedLedger<T, E, R>
  /** Closed cases at the API when the run began. */
  readonly counted: number | undefined
  readonly seen: () => Completeness.Seen
  readonly before: Completeness.Remembered | undefined
}

/** Asks what a run asks for, and then for everything, if the number of closed cases says that something is missing. */
export const complete = <T extends Target, E, R>(
  order: Order<T, E, R>,
): Effect.Effect<
  Completeness.Counted & { readonly compared: DeepComparison.Compared },
  E | ReadFailed | LedgerFailed | JournalError,
  R | CaseReader | Acknowledgements | Comparisons | ExportedCounts | Entries
> =>
  Effect.gen(function* () {
    const { before, counted, ledger, reader, window } = order
    const isFirst = window.changedSince === undefined
    const groups = isFirst ? yield* Groups.count(reader) : undefined
    // Without an end: a date far ahead would stay unseen until its day.
    const questions = questionsOf({ ...window, until: undefined })
    const unread = yield* (yield* Entries).unread(order.profile)
    for (const wanted of questions) yield* walk(wanted, reader, ledger)
    // What earlier runs could not read may be readable now without any change that a question finds.
    for (const ids of Array.chunksOf(unread, 100)) yield* walk(Wanted.Ids({ ids }), reader, ledger)
    const all = walk(Wanted.Closed(), reader, ledger)

    let readAll = questions.some(({ _tag }) => _tag === "Closed")
    // Later ones are found among what has changed.
    if (!readAll && groups !== undefined && groups.astray > 0) {
      yield* all
      readAll = true
    }
    const exported = yield* (yield* ExportedCounts).total(order.profile, reader.creditors)
    const deeply = (deep: boolean) =>
      isFirst && readAll
        ? Effect.succeed(DeepComparison.readWhole(order.profile, reader, window.startedAt))
        : DeepComparison.run({
            profile: order.profile,
            reader,
            limits: order.limits,
            startedAt: window.startedAt,
            count: counted ?? exported,
            deep,
            read: (wanted) => walk(wanted, reader, ledger),
          })
    if (counted === undefined) {
      const compared = yield* deeply(order.deep)
      const notices = Completeness.deletedNotices(compared.deleted)
      return { completeness: undefined, remembered: before, notices, compared }
    }
    const compare = () => Completeness.of(counted, exported + ledger.standing(), order.seen(), readAll)
    let completeness = compare()
    if (!readAll && !Completeness.agrees(completeness, before)) {
      yield* all
      readAll = true
      completeness = compare()
    }
    // Where some are gone, they were deleted, or they opened again and their date of change does not tell.
    const compared = yield* deeply(order.deep || Completeness.goneOf(completeness, before) > 0)
    completeness = compare()
    const notices = Completeness.noticesOf(completeness, before)
    return {
      completeness,
      remembered: Completeness.remember(completeness, before),
      notices: notices.length > 0 ? notices : Completeness.deletedNotices(compared.deleted),
      compared,
    }
  })
