/** The tables of the fleet, beside those of the journal and of the engine. Made by `amili-fleet init` alone. */
import type { JournalError } from "@amili-cases/export-engine/database/JournalError"
import { query } from "@amili-cases/export-engine/database/statement"
import * as Migrator from "@effect/sql/Migrator"
import { SqlClient } from "@effect/sql/SqlClient"
import * as Effect from "effect/Effect"
import { because } from "./because.ts"

const initial = Effect.gen(function* () {
  const sql = yield* SqlClient

  yield* sql`CREATE TABLE fleet (only_one BOOLEAN PRIMARY KEY DEFAULT TRUE CHECK (only_one), name TEXT NOT NULL,
    paused BOOLEAN NOT NULL DEFAULT FALSE)`

  // Columns as in a CSV file, so that whoever keeps profiles in a system of their own can write them here.
  yield* sql`CREATE TABLE fleet_profile (
    name TEXT PRIMARY KEY, base_url TEXT NOT NULL, api_code TEXT NOT NULL, private_key TEXT NOT NULL,
    creditors TEXT NOT NULL DEFAULT '', folder TEXT NOT NULL, datasets TEXT NOT NULL DEFAULT '',
    schedule TEXT NOT NULL DEFAULT '', format TEXT NOT NULL DEFAULT '', csv TEXT NOT NULL DEFAULT '',
    language TEXT NOT NULL DEFAULT '', "by" TEXT NOT NULL DEFAULT '',
    paused BOOLEAN NOT NULL DEFAULT FALSE, seconds DOUBLE PRECISION NOT NULL DEFAULT 0)`
  yield* sql`CREATE UNIQUE INDEX fleet_profile_letters ON fleet_profile (lower(name))`

  // The state is due, sent (handed to the engine: for a person still due), running, done, failed (tried again by itself)
  // or person (which waits for one).
  yield* sql`CREATE TABLE fleet_unit (
    profile TEXT NOT NULL, dataset TEXT NOT NULL, period TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'due', attempt INTEGER NOT NULL DEFAULT 0, failures INTEGER NOT NULL DEFAULT 0,
    due_at TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp(), not_before TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp(),
    moved_at TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp(), started_at TIMESTAMPTZ, worker TEXT, token TEXT,
    message TEXT, hint TEXT,
    PRIMARY KEY (profile, dataset, period))`
  yield* sql`CREATE INDEX fleet_unit_due ON fleet_unit (due_at) WHERE state IN ('due', 'failed')`
  yield* sql`CREATE INDEX fleet_unit_busy ON fleet_unit (profile) WHERE state IN ('sent', 'running')`
  yield* sql`CREATE INDEX fleet_unit_moved ON fleet_unit (moved_at)`
  yield* sql`CREATE INDEX fleet_unit_state ON fleet_unit (state) WHERE state <> 'done'`

  yield* sql`CREATE TABLE fleet_worker (
    name TEXT PRIMARY KEY, host TEXT NOT NULL, pid INTEGER NOT NULL, address TEXT NOT NULL, lanes INTEGER NOT NULL,
    version TEXT NOT NULL, started_at TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp(),
    beat TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp(), draining BOOLEAN NOT NULL DEFAULT FALSE)`
})

const steps = { "0001_initial": initial }
const table = "fleet_migration"

/** Makes the tables, or brings them up to date. */
export const migrate = Migrator.make({})({ loader: Migrator.fromRecord(steps), table })

/** Refuses a database that `init` has not made ready for this version. */
export const check: Effect.Effect<void, JournalError, SqlClient> = Effect.gen(function* () {
  const sql = yield* SqlClient
  const [found] = yield* query(sql`SELECT to_regclass(${table}) IS NOT NULL AS there`)
  if (found?.["there"] !== true) {
    return yield* because("there is no fleet in this database", "make its tables with amili-fleet init --profiles FILE")
  }
  const [row] = yield* query(sql`SELECT MAX(migration_id) AS latest FROM ${sql(table)}`)
  const latest = Number(row?.["latest"] ?? 0)
  const own = Object.keys(steps).length
  if (latest < own) {
    return yield* because(
      "the tables of the fleet are of an earlier version",
      "run amili-fleet init: workers may go on meanwhile",
    )
  }
  if (latest > own) {
    return yield* because(
      "the tables of the fleet are of a later version than this program",
      "install that version here, too",
    )
  }
})
