/** What a walk over closed cases remembers and notes down: the journal, or nothing at all for a backfill. */
import * as Array from "effect/Array"
import * as Effect from "effect/Effect"
import { Entries, type Entry } from "./Entries.ts"
import type { JournalError } from "@amili-cases/export-engine/database/JournalError"
import { type Quarantined, QuarantineLog } from "@amili-cases/export-engine/journal/QuarantineLog"
import type { RunLost } from "@amili-cases/export-engine/journal/Runs"

export interface History {
  /** The latest entry of each case that has one. */
  readonly latest: (caseIds: ReadonlyArray<string>) => Effect.Effect<ReadonlyMap<string, Entry>, JournalError>
  /** Which fingerprints a person has been shown. */
  readonly reported: (fingerprints: ReadonlyArray<string>) => Effect.Effect<ReadonlySet<string>, JournalError>
  readonly record: (
    entries: ReadonlyArray<Entry>,
    quarantined: ReadonlyArray<Quarantined>,
  ) => Effect.Effect<void, JournalError | RunLost>
  /** Everything recorded is in the journal after this. */
  readonly flush: Effect.Effect<void, JournalError | RunLost>
}

/** A transaction flushes the disk a few times, for one line as for thousands: so many lines wait for it. */
const enough = 5000

/** How lines get into the journal. */
type Save = (lines: Effect.Effect<void, JournalError>) => Effect.Effect<void, JournalError | RunLost>

/** Remembers through the journal what the profile's closed runs said. */
export const journal = (profile: string, save: Save): Effect.Effect<History, never, Entries | QuarantineLog> =>
  Effect.gen(function* () {
    const entries = yield* Entries
    const log = yield* QuarantineLog
    const waiting = new Map<string, Entry>()
    let unclear: Array<Quarantined> = []
    const add = Effect.gen(function* () {
      if (waiting.size > 0) yield* entries.add(profile, Array.fromIterable(waiting.values()))
      waiting.clear()
      if (unclear.length > 0) yield* log.add(unclear)
      unclear = []
    })
    const flush = Effect.suspend(() => (waiting.size + unclear.length === 0 ? Effect.void : save(add)))
    return {
      latest: (caseIds) =>
        Effect.map(entries.latest(profile, caseIds), (known) => {
          const all = new Map(known)
          for (const id of caseIds) {
            const entry = waiting.get(id)
            if (entry !== undefined) all.set(id, entry)
          }
          return all
        }),
      reported: (fingerprints) => log.known(profile, "closed", fingerprints),
      record: (said, quarantined) =>
        Effect.suspend(() => {
          for (const entry of said) waiting.set(entry.caseId, entry)
          unclear.push(...quarantined)
          return waiting.size + unclear.length < enough ? Effect.void : flush
        }),
      flush,
    }
  })

/** What the journal knew when a run was made, to make its files again; notes nothing down. */
export const before = (profile: string, serial: number): Effect.Effect<History, never, Entries | QuarantineLog> =>
  Effect.gen(function* () {
    const entries = yield* Entries
    const log = yield* QuarantineLog
    return {
      latest: (caseIds) => entries.latest(profile, caseIds, serial),
      reported: (fingerprints) => log.known(profile, "closed", fingerprints, serial),
      record: () => Effect.void,
      flush: Effect.void,
    }
  })

/** Remembers nothing and leaves nothing behind. */
export const none: History = {
  latest: () => Effect.succeed(new Map()),
  reported: () => Effect.succeed(new Set()),
  record: () => Effect.void,
  flush: Effect.void,
}

/** Remembers the cases of this one walk only, as said by run 0, so that they can be asked for twice. */
export const seen = (): History => {
  const entries = new Map<string, Entry>()
  return {
    ...none,
    latest: () => Effect.succeed(entries),
    record: (said) => Effect.sync(() => said.forEach((entry) => entries.set(entry.caseId, entry))),
  }
}
