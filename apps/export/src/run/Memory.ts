/** What a walk over closed cases remembers and notes down: the journal, or nothing at all for a backfill. */
import { Effect } from "effect"
import { Entries, type Entry } from "../journal/Entries.ts"
import type { JournalError } from "../journal/JournalError.ts"
import { type Quarantined, QuarantineLog } from "../journal/QuarantineLog.ts"

export interface Memory {
  /** The latest entry of each case that has one. */
  readonly latest: (caseIds: ReadonlyArray<string>) => Effect.Effect<ReadonlyMap<string, Entry>, JournalError>
  /** Which fingerprints a person has been shown. */
  readonly reported: (fingerprints: ReadonlyArray<string>) => Effect.Effect<ReadonlySet<string>, JournalError>
  readonly note: (
    entries: ReadonlyArray<Entry>,
    quarantined: ReadonlyArray<Quarantined>,
  ) => Effect.Effect<void, JournalError>
}

/** Remembers through the journal what the profile's closed runs said. */
export const journal = (profile: string): Effect.Effect<Memory, never, Entries | QuarantineLog> =>
  Effect.gen(function* () {
    const entries = yield* Entries
    const log = yield* QuarantineLog
    return {
      latest: (caseIds) => entries.latest(profile, caseIds),
      reported: (fingerprints) => log.known(profile, "closed", fingerprints),
      note: (said, quarantined) => Effect.zipRight(entries.add(profile, said), log.add(quarantined)),
    }
  })

/** What the journal knew when a run was made, to make its files again; notes nothing down. */
export const before = (profile: string, serial: number): Effect.Effect<Memory, never, Entries | QuarantineLog> =>
  Effect.gen(function* () {
    const entries = yield* Entries
    const log = yield* QuarantineLog
    return {
      latest: (caseIds) => entries.latest(profile, caseIds, serial),
      reported: (fingerprints) => log.known(profile, "closed", fingerprints, serial),
      note: () => Effect.void,
    }
  })

/** Remembers nothing and leaves nothing behind. */
export const none: Memory = {
  latest: () => Effect.succeed(new Map()),
  reported: () => Effect.succeed(new Set()),
  note: () => Effect.void,
}

/** Remembers the cases of this one walk only, as said by run 0, so that they can be asked for twice. */
export const seen = (): Memory => {
  const entries = new Map<string, Entry>()
  return {
    ...none,
    latest: () => Effect.succeed(entries),
    note: (said) => Effect.sync(() => said.forEach((entry) => entries.set(entry.caseId, entry))),
  }
}
