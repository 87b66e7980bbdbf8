/** Reads all of a list, and finds out what the journal holds that is no longer there. */
import type { JournalError } from "@amili-cases/export-engine/database/JournalError"
import * as Batches from "@amili-cases/export-engine/run/Batches"
import * as Array from "effect/Array"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type { PayoutsLedger, Target } from "../ledger/PayoutsLedger.ts"
import { idOf, type Observation } from "../Observation.ts"
import type { List } from "./Reading.ts"

interface Held {
  readonly state: string
  readonly creditorId: string | null
}

export interface Options<A extends Held, T extends Target, E, R> {
  /** Ids; empty means all. */
  readonly creditors: ReadonlyArray<string>
  readonly ledger: PayoutsLedger<T, E, R>
  readonly list: List
  /** What the journal holds with an id after the one and up to the other. */
  readonly standing: (after: string, upTo: string) => Stream.Stream<A, JournalError>
  readonly idOf: (held: A) => string
  readonly gone: (id: string) => Observation
}

/** After every id: these are hexadecimal. */
const end = "g"

/** List and journal side by side, both in order of id. */
export const read = <A extends Held, T extends Target, E, R>(options: Options<A, T, E, R>) =>
  Effect.gen(function* () {
    const { creditors, gone, idOf: idOfHeld, ledger, list, standing } = options
    const missing: Array<string> = []
    let last = ""
    const compare = (upTo: string, read: ReadonlySet<string>) =>
      Stream.runForEach(standing(last, upTo), (held) =>
        Effect.sync(() => {
          const isOurs = creditors.length === 0 || creditors.includes(held.creditorId ?? "")
          if (held.state !== "gone" && isOurs && !read.has(idOfHeld(held))) missing.push(idOfHeld(held))
        }),
      )
    yield* list.all.pipe(
      Batches.forEach((observations) =>
        Effect.gen(function* () {
          const ids = observations.flatMap((one) => idOf(one) ?? [])
          const upTo = ids.reduce((a, b) => (a > b ? a : b), last)
          yield* compare(upTo, new Set(ids))
          yield* ledger.add(observations)
          last = upTo
        }),
      ),
    )
    yield* compare(end, new Set())
    yield* sayGone(missing, list, ledger, gone)
  })

/** Asks for each of the ids; those that do not come. */
export const readIds = <T extends Target, E, R>(
  ids: ReadonlyArray<string>,
  list: List,
  ledger: PayoutsLedger<T, E, R>,
) =>
  Effect.gen(function* () {
    const found = new Set<string>()
    for (const some of Array.chunksOf(ids, 100)) {
      yield* list.byIds(some).pipe(
        Stream.tap((one) => Effect.sync(() => found.add(idOf(one) ?? ""))),
        Batches.forEach(ledger.add),
      )
    }
    return ids.filter((id) => !found.has(id))
  })

/** Says that the ids are gone, after asking for each of them once more. */
export const sayGone = <T extends Target, E, R>(
  ids: ReadonlyArray<string>,
  list: List,
  ledger: PayoutsLedger<T, E, R>,
  gone: (id: string) => Observation,
) =>
  Effect.flatMap(readIds(ids, list, ledger), (missing) =>
    missing.length === 0 ? Effect.void : ledger.add(missing.map(gone)),
  )
