/** Reads closed cases into a ledger. */
import { Chunk, Effect, Stream } from "effect"
import type { ClosedLedger, LedgerFailed, Target } from "./ClosedLedger.ts"
import * as Progress from "./Progress.ts"
import { type ReadFailed, Reading, type Scope, Wanted } from "./Reading.ts"
import type { Window } from "./Window.ts"

/** Enough for one look into the journal and one write; less than a second's worth of reading. */
const batch = 500

/**
 * What a run asks for. Without a start everything that is not open is read at once: no case can fall between two
 * questions. Otherwise new ones by close date, those without a date, and what has changed since it was exported.
 */
export const questionsOf = (window: Pick<Window, "from" | "until" | "changedSince">): ReadonlyArray<Wanted> => {
  const { changedSince, from, until } = window
  if (from === undefined) return [Wanted.Closed()]
  const others = changedSince === undefined ? Wanted.Undated() : Wanted.ChangedOrUndated({ since: changedSince })
  return [Wanted.Dated({ from, until }), others]
}

export const walk = <T extends Target, E, R>(
  wanted: Wanted,
  scope: Scope,
  ledger: ClosedLedger<T, E, R>,
  expected?: number,
): Effect.Effect<void, E | ReadFailed | LedgerFailed, R | Reading> =>
  Effect.gen(function* () {
    const reading = yield* Reading
    const progress = yield* Progress.counter("cases", expected)
    yield* reading.walk(wanted, scope).pipe(
      Stream.grouped(batch),
      Stream.runForEach((documents) =>
        Effect.zipRight(ledger.take(Chunk.toReadonlyArray(documents)), progress.add(documents.length)),
      ),
    )
  })
