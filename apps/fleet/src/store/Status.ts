/** How the fleet stands, as one person or program asks. */
import type { JournalError } from "@amili-cases/export-engine/database/JournalError"
import { rowsOf } from "@amili-cases/export-engine/database/rows"
import { query } from "@amili-cases/export-engine/database/statement"
import { SqlClient } from "@effect/sql/SqlClient"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"

const Text = Schema.NullOr(Schema.String)

const Counts = Schema.Struct({
  due: Schema.Number,
  running: Schema.Number,
  /** In the last 24 hours. */
  done: Schema.Number,
  failed: Schema.Number,
  person: Schema.Number,
  /** Seconds that the oldest due unit has waited; null where none is due. */
  oldest: Schema.NullOr(Schema.Number),
  /** Done in the last minute. */
  perMinute: Schema.Number,
  /** Seconds since any unit has moved on; null where there is none. */
  still: Schema.NullOr(Schema.Number),
  profiles: Schema.Number,
  paused: Schema.Boolean,
})

const WorkerRow = Schema.Struct({
  name: Schema.String,
  host: Schema.String,
  pid: Schema.Number,
  address: Schema.String,
  lanes: Schema.Number,
  version: Schema.String,
  running: Schema.Number,
  /** Seconds since it was heard of. */
  silent: Schema.Number,
  draining: Schema.Boolean,
})

const UnitRow = Schema.Struct({
  profile: Schema.String,
  dataset: Schema.String,
  period: Schema.String,
  state: Schema.String,
  failures: Schema.Number,
  worker: Text,
  message: Text,
  hint: Text,
})
export type UnitRow = typeof UnitRow.Type

export interface Status extends Schema.Schema.Type<typeof Counts> {
  readonly workers: ReadonlyArray<typeof WorkerRow.Type>
  /** What needs a person, oldest first; at most a hundred. */
  readonly needing: ReadonlyArray<UnitRow>
}

const methods = Effect.gen(function* () {
  const sql = yield* SqlClient
  const seconds = (interval: string) => sql.literal(`extract(epoch FROM ${interval})::float8`)

  const counts = sql`SELECT
      COUNT(*) FILTER (WHERE state IN ('due', 'sent'))::int AS due, COUNT(*) FILTER (WHERE state = 'running')::int AS running,
      COUNT(*) FILTER (WHERE state = 'failed')::int AS failed, COUNT(*) FILTER (WHERE state = 'person')::int AS person,
      ${seconds("clock_timestamp() - MIN(due_at) FILTER (WHERE state IN ('due', 'sent'))")} AS oldest
    FROM fleet_unit WHERE state <> 'done'`
  const lately = sql`SELECT COUNT(*)::int AS done,
      COUNT(*) FILTER (WHERE moved_at > clock_timestamp() - interval '1 minute')::int AS "perMinute"
    FROM fleet_unit WHERE state = 'done' AND moved_at > clock_timestamp() - interval '1 day'`
  const rest = sql`SELECT (SELECT paused FROM fleet) AS paused, (SELECT COUNT(*)::int FROM fleet_profile) AS profiles,
      (SELECT ${seconds("clock_timestamp() - MAX(moved_at)")} FROM fleet_unit) AS still`

  const now: Effect.Effect<Status, JournalError> = Effect.gen(function* () {
    const parts = [yield* query(counts), yield* query(lately), yield* query(rest)]
    const one = decodeCounts(Object.assign({}, ...parts.map(([row]) => row)))
    const workers = yield* query(sql`SELECT worker.name, host, pid, address, lanes, version, draining,
        ${seconds("clock_timestamp() - beat")} AS silent,
        (SELECT COUNT(*)::int FROM fleet_unit WHERE state = 'running' AND fleet_unit.worker = worker.name) AS running
      FROM fleet_worker AS worker ORDER BY worker.name`)
    const needing =
      yield* query(sql`SELECT profile, dataset, period, state, failures, worker, message, hint FROM fleet_unit
      WHERE state = 'person' ORDER BY moved_at LIMIT 100`)
    return { ...one, workers: decodeWorkers(workers), needing: decodeUnits(needing) }
  })

  /** The last unit of each dataset of each profile. */
  const profiles: Effect.Effect<ReadonlyArray<UnitRow>, JournalError> = sql`
    SELECT DISTINCT ON (profile, dataset) profile, dataset, period, CASE state WHEN 'sent' THEN 'due' ELSE state END AS state,
      failures, worker, message, hint
    FROM fleet_unit ORDER BY profile, dataset, period DESC`.pipe(query, Effect.map(decodeUnits))

  return { now, profiles }
})

export class FleetStatus extends Effect.Service<FleetStatus>()("fleet/FleetStatus", { effect: methods }) {}

const decodeCounts = Schema.decodeUnknownSync(Counts)
const decodeWorkers = rowsOf(WorkerRow)
const decodeUnits = rowsOf(UnitRow)
