/** What a walk over lines and payouts remembers and notes down: the journal, or only this one walk for a backfill. */
import type { JournalError } from "@amili-cases/export-engine/database/JournalError"
import { type Quarantined, QuarantineLog } from "@amili-cases/export-engine/journal/QuarantineLog"
import type { RunLost } from "@amili-cases/export-engine/journal/Runs"
import * as Effect from "effect/Effect"
import type { LineEvent } from "../events/LineEvent.ts"
import type { PayoutEvent } from "../events/PayoutEvent.ts"
import type { Moment } from "../journal/EventTable.ts"
import { LineEvents } from "../journal/LineEvents.ts"
import { PayoutEvents } from "../journal/PayoutEvents.ts"

type Asked<A> = Effect.Effect<A, JournalError>

export interface Noted {
  readonly lines: ReadonlyArray<LineEvent>
  readonly payouts: ReadonlyArray<PayoutEvent>
  readonly quarantined: ReadonlyArray<Quarantined>
}

/** Each look is at a moment: see `EventTable`. */
export interface Memory {
  readonly lines: (ids: ReadonlyArray<string>, at: Moment) => Asked<ReadonlyMap<string, LineEvent>>
  readonly relatives: (
    cases: ReadonlyArray<string>,
    invoices: ReadonlyArray<string>,
    at: Moment,
  ) => Asked<ReadonlyArray<LineEvent>>
  readonly payouts: (ids: ReadonlyArray<string>, at: Moment) => Asked<ReadonlyMap<string, PayoutEvent>>
  /** Which fingerprints earlier runs have shown to a person. */
  readonly reported: (fingerprints: ReadonlyArray<string>, at: Moment) => Asked<ReadonlySet<string>>
  readonly record: (noted: Noted) => Effect.Effect<void, JournalError | RunLost>
}

/** How lines get into the journal. */
type Save = (lines: Effect.Effect<void, JournalError>) => Effect.Effect<void, JournalError | RunLost>

export const journal = (
  profile: string,
  save: Save,
): Effect.Effect<Memory, never, LineEvents | PayoutEvents | QuarantineLog> =>
  Effect.gen(function* () {
    const lines = yield* LineEvents
    const payouts = yield* PayoutEvents
    const log = yield* QuarantineLog
    return {
      lines: (ids, at) => lines.byIds(profile, ids, at),
      relatives: (cases, invoices, at) => lines.relatives(profile, cases, invoices, at),
      payouts: (ids, at) => payouts.byIds(profile, ids, at),
      reported: (fingerprints, { serial }) => log.known(profile, "payouts", fingerprints, serial),
      record: (noted) =>
        save(
          Effect.gen(function* () {
            if (noted.lines.length > 0) yield* lines.add(profile, noted.lines)
            if (noted.payouts.length > 0) yield* payouts.add(profile, noted.payouts)
            if (noted.quarantined.length > 0) yield* log.add(noted.quarantined)
          }),
        ),
    }
  })

/** What the journal knew at each moment of a run, to make its files again; notes nothing down. */
export const before = (profile: string) =>
  Effect.map(
    journal(profile, () => Effect.void),
    (memory): Memory => ({ ...memory, record: () => Effect.void }),
  )

/** Remembers this one walk only. */
export const seen = (): Memory => {
  const lines = new Map<string, LineEvent>()
  const payouts = new Map<string, PayoutEvent>()
  return {
    lines: (ids) => Effect.sync(() => among(lines, ids)),
    relatives: (cases, invoices) =>
      Effect.sync(() => {
        const wanted = new Set([...cases, ...invoices])
        return [...lines.values()].filter(({ caseId, invoiceNumber }) =>
          [caseId, invoiceNumber].some((key) => key !== null && wanted.has(key)),
        )
      }),
    payouts: (ids) => Effect.sync(() => among(payouts, ids)),
    reported: () => Effect.succeed(new Set()),
    record: (noted) =>
      Effect.sync(() => {
        for (const line of noted.lines) lines.set(line.lineId, line)
        for (const payout of noted.payouts) payouts.set(payout.payoutId, payout)
      }),
  }
}

const among = <E>(all: ReadonlyMap<string, E>, ids: ReadonlyArray<string>): ReadonlyMap<string, E> =>
  new Map(
    ids.flatMap((id): ReadonlyArray<readonly [string, E]> => {
      const event = all.get(id)
      return event === undefined ? [] : [[id, event]]
    }),
  )
