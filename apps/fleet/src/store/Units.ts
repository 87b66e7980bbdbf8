/** The units of work and how each stands: the truth about what is due. All times are by the clock of the database. */
import type { JournalError } from "@amili-cases/export-engine/database/JournalError"
import { rowsOf } from "@amili-cases/export-engine/database/rows"
import { query, transaction } from "@amili-cases/export-engine/database/statement"
import { SqlClient } from "@effect/sql/SqlClient"
import * as Array from "effect/Array"
import * as Effect from "effect/Effect"
import { Attempt, type Key } from "../units/Unit.ts"

/** Seconds after which an export counts as large, and does not keep small ones waiting. */
export const largeAfter = 10

/** How an attempt ended. */
export interface Ended {
  readonly state: "done" | "failed" | "person"
  readonly message: string
  readonly hint?: string | undefined
  /** Seconds until the next attempt. */
  readonly again?: number | undefined
}

const methods = Effect.gen(function* () {
  const sql = yield* SqlClient
  const of = ({ dataset, period, profile }: Key) =>
    sql.and([sql`profile = ${profile}`, sql`dataset = ${dataset}`, sql`period = ${period}`])

  /**
   * Makes units due; those that are there stay as they are, unless they are asked for again. Earlier ones of the profile
   * and dataset that nobody has begun are made up for by them. How many are due now that were not.
   */
  const add = (keys: ReadonlyArray<Key>, again = false): Effect.Effect<number, JournalError> =>
    Effect.gen(function* () {
      let added = 0
      for (const batch of Array.chunksOf(keys, 1000)) {
        const repeat = sql.literal(
          again
            ? `DO UPDATE SET state = 'due', failures = 0, due_at = clock_timestamp(), not_before = clock_timestamp(),
               moved_at = clock_timestamp() WHERE fleet_unit.state IN ('done', 'failed', 'person')`
            : "DO NOTHING",
        )
        const made =
          yield* sql`INSERT INTO fleet_unit ${sql.insert(batch.map(({ dataset, period, profile }) => ({ profile, dataset, period })))}
          ON CONFLICT (profile, dataset, period) ${repeat} RETURNING profile`
        added += made.length
        if (made.length === 0) continue
        yield* sql`UPDATE fleet_unit AS earlier SET state = 'done', message = 'made up for by ' || later.period
          FROM fleet_unit AS later
          WHERE earlier.state = 'due' AND earlier.dataset <> 'reconcile' AND later.profile = earlier.profile
          AND later.dataset = earlier.dataset AND later.period > earlier.period
          AND later.profile = ANY(${batch.map(({ profile }) => profile)})`
      }
      return added
    }).pipe(transaction(sql), query)

  /**
   * Takes what is due next, one unit of a profile at a time: so many of the small and of the large ones, oldest first.
   * Each has a new attempt.
   */
  const take = (small: number, large: number): Effect.Effect<ReadonlyArray<Attempt>, JournalError> =>
    sql`WITH waiting AS (
        SELECT unit.profile, unit.dataset, unit.period, unit.due_at, profile.seconds > ${largeAfter} AS is_large
        FROM fleet_unit AS unit JOIN fleet_profile AS profile ON profile.name = unit.profile
        WHERE unit.state IN ('due', 'failed') AND unit.not_before <= clock_timestamp() AND NOT profile.paused
        AND NOT (SELECT paused FROM fleet)
        AND NOT EXISTS (SELECT 1 FROM fleet_unit AS busy
          WHERE busy.profile = unit.profile AND busy.state IN ('sent', 'running'))
        ORDER BY unit.due_at LIMIT 2000),
      first AS (SELECT DISTINCT ON (profile) * FROM waiting ORDER BY profile, due_at, dataset),
      chosen AS (
        (SELECT * FROM first WHERE NOT is_large ORDER BY due_at LIMIT ${small})
        UNION ALL (SELECT * FROM first WHERE is_large ORDER BY due_at LIMIT ${large}))
      UPDATE fleet_unit AS unit SET state = 'sent', attempt = unit.attempt + 1, moved_at = clock_timestamp()
      FROM chosen WHERE unit.profile = chosen.profile AND unit.dataset = chosen.dataset AND unit.period = chosen.period
      AND unit.state IN ('due', 'failed')
      RETURNING unit.profile, unit.dataset, unit.period, unit.attempt`.pipe(query, Effect.map(decodeAttempts))

  /** How many are on their way or running, of both sizes. */
  const busy: Effect.Effect<{ readonly small: number; readonly large: number }, JournalError> =
    sql`SELECT COUNT(*) FILTER (WHERE profile.seconds <= ${largeAfter}) AS small,
        COUNT(*) FILTER (WHERE profile.seconds > ${largeAfter}) AS large
      FROM fleet_unit AS unit JOIN fleet_profile AS profile ON profile.name = unit.profile
      WHERE unit.state IN ('sent', 'running')`.pipe(
      query,
      Effect.map(([row]) => ({ small: Number(row?.["small"] ?? 0), large: Number(row?.["large"] ?? 0) })),
    )

  /** Handed to the engine for so many seconds, and not begun by any worker. */
  const unread = (seconds: number): Effect.Effect<ReadonlyArray<Attempt>, JournalError> =>
    sql`SELECT profile, dataset, period, attempt FROM fleet_unit
      WHERE state = 'sent' AND moved_at < clock_timestamp() - make_interval(secs => ${seconds})`.pipe(
      query,
      Effect.map(decodeAttempts),
    )

  /**
   * Makes due again, with an attempt of its own, what no worker that is there has moved for ten minutes: whatever the engine
   * has lost, or a worker that died between its last word here and there.
   */
  const free: Effect.Effect<void, JournalError> = sql`UPDATE fleet_unit SET state = 'due', moved_at = clock_timestamp()
      WHERE state IN ('sent', 'running') AND moved_at < clock_timestamp() - interval '10 minutes'
      AND NOT EXISTS (SELECT 1 FROM fleet_worker AS worker
        WHERE fleet_unit.state = 'running' AND worker.name = fleet_unit.worker
        AND worker.beat > clock_timestamp() - interval '1 minute')`.pipe(query, Effect.asVoid)

  /** Begins the attempt; false where there is a newer one, or it has ended. Whoever comes last is the one that counts. */
  const begin = (attempt: Attempt, worker: string, token: string): Effect.Effect<boolean, JournalError> =>
    sql`UPDATE fleet_unit SET state = 'running', worker = ${worker}, token = ${token},
        started_at = clock_timestamp(), moved_at = clock_timestamp()
      WHERE ${of(attempt)} AND attempt = ${attempt.attempt} AND state IN ('sent', 'running') RETURNING profile`.pipe(
      query,
      Effect.map((rows) => rows.length > 0),
    )

  /** Failures before this attempt. */
  const failures = (key: Key): Effect.Effect<number, JournalError> =>
    Effect.map(query(sql`SELECT failures FROM fleet_unit WHERE ${of(key)}`), ([row]) => Number(row?.["failures"] ?? 0))

  /** Says how it ended; nothing where another worker has begun it since. */
  const end = (
    key: Key,
    token: string,
    { again = 0, hint, message, state }: Ended,
  ): Effect.Effect<void, JournalError> =>
    sql`UPDATE fleet_unit SET state = ${state}, message = ${message}, hint = ${hint ?? null},
        failures = CASE WHEN ${state === "done"} THEN 0 ELSE failures + 1 END, moved_at = clock_timestamp(),
        not_before = clock_timestamp() + make_interval(secs => ${again})
      WHERE ${of(key)} AND token = ${token} AND state = 'running'`.pipe(query, Effect.asVoid)

  /** What needs a person, or waits for its next attempt, is due now; of all profiles where none is named. */
  const retry = (profiles: ReadonlyArray<string>): Effect.Effect<number, JournalError> =>
    sql`UPDATE fleet_unit SET state = 'due', failures = 0, not_before = clock_timestamp(), moved_at = clock_timestamp()
      WHERE state IN ('failed', 'person') AND (${profiles.length === 0} OR profile = ANY(${[...profiles]}))
      RETURNING profile`.pipe(
      query,
      Effect.map((rows) => rows.length),
    )

  return { add, begin, busy, end, failures, free, retry, take, unread }
})

export class Units extends Effect.Service<Units>()("fleet/Units", { effect: methods }) {}

const decodeAttempts = rowsOf(Attempt)
