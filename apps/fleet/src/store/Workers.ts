/** The workers of the fleet, as they say it themselves. */
import type { JournalError } from "@amili-cases/export-engine/database/JournalError"
import { query } from "@amili-cases/export-engine/database/statement"
import { SqlClient } from "@effect/sql/SqlClient"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { because } from "./because.ts"

export interface Worker {
  readonly name: string
  readonly host: string
  readonly pid: number
  /** Host and port at which other workers reach it. */
  readonly address: string
  readonly lanes: number
  readonly version: string
}

const methods = Effect.gen(function* () {
  const sql = yield* SqlClient

  /** Seconds of silence after which a worker is gone. */
  const gone = sql.literal("interval '15 seconds'")

  const enter = (worker: Worker): Effect.Effect<void, JournalError> =>
    sql`INSERT INTO fleet_worker ${sql.insert({ ...worker })} ON CONFLICT (name) DO UPDATE SET host = excluded.host,
      pid = excluded.pid, address = excluded.address, lanes = excluded.lanes, version = excluded.version,
      started_at = clock_timestamp(), beat = clock_timestamp(), draining = FALSE`.pipe(query, Effect.asVoid)

  /** A sign of life; whether it is asked to drain. */
  const beat = (name: string): Effect.Effect<boolean, JournalError> =>
    Effect.map(
      query(sql`UPDATE fleet_worker SET beat = clock_timestamp() WHERE name = ${name} RETURNING draining`),
      ([row]) => row?.["draining"] === true,
    )

  const leave = (name: string): Effect.Effect<void, JournalError> =>
    Effect.asVoid(query(sql`DELETE FROM fleet_worker WHERE name = ${name}`))

  /** Asks workers to finish what they have and end; all of them where none is named. Names of those that were asked. */
  const drain = (names: ReadonlyArray<string>): Effect.Effect<ReadonlyArray<string>, JournalError> =>
    Effect.map(
      query(sql`UPDATE fleet_worker SET draining = TRUE
        WHERE beat > clock_timestamp() - ${gone} AND (${names.length === 0} OR name = ANY(${[...names]})) RETURNING name`),
      (rows) => rows.map((row) => String(row["name"])),
    )

  /** Lanes of all workers that are there and stay. */
  const lanes: Effect.Effect<number, JournalError> = Effect.map(
    query(sql`SELECT COALESCE(SUM(lanes), 0) AS lanes FROM fleet_worker
      WHERE NOT draining AND beat > clock_timestamp() - ${gone}`),
    ([row]) => Number(row?.["lanes"] ?? 0),
  )

  /** Seconds by which this machine's clock is ahead of the database's. */
  const ahead: Effect.Effect<number, JournalError> = Effect.gen(function* () {
    const before = yield* Clock.currentTimeMillis
    const [row] = yield* query(sql`SELECT extract(epoch FROM clock_timestamp())::float8 AS now`)
    return (before + (yield* Clock.currentTimeMillis)) / 2000 - Number(row?.["now"])
  })

  /** Makes the database this fleet's, or refuses one of another. */
  const own = (fleet: string): Effect.Effect<void, JournalError> =>
    Effect.gen(function* () {
      yield* query(sql`INSERT INTO fleet (name) VALUES (${fleet}) ON CONFLICT DO NOTHING`)
      const [row] = yield* query(sql`SELECT name FROM fleet`)
      if (row?.["name"] === fleet) return
      return yield* because(
        `the database belongs to the fleet "${String(row?.["name"])}", and this is "${fleet}"`,
        "name another database in AMILI_JOURNAL_URL, or that fleet with --fleet",
      )
    })

  return { ahead, beat, drain, enter, lanes, leave, own }
})

export class Workers extends Effect.Service<Workers>()("fleet/Workers", { effect: methods }) {}
