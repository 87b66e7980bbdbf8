/**
 * The tables of the journal, in SQL that SQLite and PostgreSQL both read. Rows are added, never changed: a correction is
 * a new entry. What belongs to a run counts from the moment that the run's state is `committed`.
 */
import * as Migrator from "@effect/sql/Migrator"
import { SqlClient } from "@effect/sql/SqlClient"
import type { SqlError } from "@effect/sql/SqlError"
import * as Effect from "effect/Effect"
import { because } from "./JournalError.ts"
import type { Registered } from "../dataset/Dataset.ts"

/** `entry`, `standing`, `open_case` and `abandoned_entry` belong to the datasets of cases; newer datasets bring tables of their own. */
const initial = Effect.gen(function* () {
  const sql = yield* SqlClient
  // SQLite keeps such a table in the order of its key: what is looked up by key, or added in its order, lies together.
  const byKey = sql.onDialectOrElse({ sqlite: () => sql`WITHOUT ROWID`, orElse: () => sql`` })

  yield* sql`CREATE TABLE run (
    profile TEXT NOT NULL, dataset TEXT NOT NULL, serial INTEGER NOT NULL,
    state TEXT NOT NULL, token TEXT NOT NULL, machine TEXT NOT NULL, folder TEXT NOT NULL,
    scope TEXT NOT NULL, started_at TEXT NOT NULL,
    window_from TEXT, window_until TEXT, changed_since TEXT, floor TEXT,
    manifest TEXT, previous_hash TEXT, hash TEXT,
    PRIMARY KEY (profile, dataset, serial))`

  yield* sql`CREATE TABLE run_file (
    profile TEXT NOT NULL, dataset TEXT NOT NULL, serial INTEGER NOT NULL, name TEXT NOT NULL,
    role TEXT NOT NULL, rows INTEGER NOT NULL, bytes DOUBLE PRECISION NOT NULL, sha256 TEXT NOT NULL,
    personal INTEGER NOT NULL, purged_at TEXT,
    PRIMARY KEY (profile, dataset, serial, name))`

  // The export of a case is its revision 0, each correction the next: the key refuses a second export of a case, and a
  // second correction of the same line. Two trees are all that a new case costs, and the second grows at its end.
  yield* sql`CREATE TABLE entry (
    profile TEXT NOT NULL, case_id TEXT NOT NULL, revision INTEGER NOT NULL,
    serial INTEGER NOT NULL, seq INTEGER NOT NULL, kind TEXT NOT NULL, corrects INTEGER,
    closed_at TEXT, reason TEXT, currency TEXT, amount TEXT,
    creditor_id TEXT, invoice_number TEXT, reference_number TEXT,
    PRIMARY KEY (profile, case_id, revision),
    CHECK ((revision = 0) = (kind = 'closed'))) ${byKey}`
  yield* sql`CREATE INDEX entry_run ON entry (profile, serial, seq)`

  yield* sql`CREATE TABLE quarantine (
    profile TEXT NOT NULL, dataset TEXT NOT NULL, serial INTEGER NOT NULL, seq INTEGER NOT NULL,
    case_id TEXT, problem TEXT NOT NULL, detail TEXT NOT NULL, fingerprint TEXT NOT NULL, source TEXT NOT NULL,
    PRIMARY KEY (profile, dataset, serial, seq))`
  yield* sql`CREATE INDEX quarantine_known ON quarantine (profile, dataset, fingerprint)`

  yield* sql`CREATE TABLE checkpoint (
    profile TEXT NOT NULL, dataset TEXT NOT NULL, scope TEXT NOT NULL,
    until TEXT NOT NULL, started_at TEXT NOT NULL, floor TEXT,
    PRIMARY KEY (profile, dataset, scope))`

  yield* sql`CREATE TABLE open_case (
    profile TEXT NOT NULL, scope TEXT NOT NULL, serial INTEGER NOT NULL, case_id TEXT NOT NULL,
    state TEXT, currency TEXT, amount TEXT, created_at TEXT,
    PRIMARY KEY (profile, scope, serial, case_id)) ${byKey}`

  yield* sql`CREATE TABLE run_lock (
    profile TEXT NOT NULL PRIMARY KEY, token TEXT NOT NULL, machine TEXT NOT NULL, host TEXT NOT NULL,
    pid INTEGER NOT NULL, born TEXT NOT NULL, since TEXT NOT NULL, beat DOUBLE PRECISION NOT NULL)`
})

const reconciliation = Effect.gen(function* () {
  const sql = yield* SqlClient

  yield* sql`CREATE TABLE standing (
    profile TEXT NOT NULL, serial INTEGER NOT NULL, creditor_id TEXT NOT NULL, closed INTEGER NOT NULL,
    PRIMARY KEY (profile, serial, creditor_id))`
  for (const table of ["run", "checkpoint"]) {
    yield* sql`ALTER TABLE ${sql(table)} ADD COLUMN difference INTEGER`
    yield* sql`ALTER TABLE ${sql(table)} ADD COLUMN unsure INTEGER`
  }
})

/** Journals that were there before have no line: theirs is the API of the latest manifest. */
const origins = Effect.gen(function* () {
  const sql = yield* SqlClient

  yield* sql`CREATE TABLE origin (
    profile TEXT NOT NULL, seq INTEGER NOT NULL, api TEXT NOT NULL, since TEXT NOT NULL,
    PRIMARY KEY (profile, seq))`
})

/** What an abandoned run said: it never counted, and is kept for whoever asks about a case. */
const abandonment = Effect.gen(function* () {
  const sql = yield* SqlClient

  yield* sql`CREATE TABLE abandoned_entry (
    profile TEXT NOT NULL, case_id TEXT NOT NULL, revision INTEGER NOT NULL,
    serial INTEGER NOT NULL, seq INTEGER NOT NULL, kind TEXT NOT NULL, corrects INTEGER,
    closed_at TEXT, reason TEXT, currency TEXT, amount TEXT,
    creditor_id TEXT, invoice_number TEXT, reference_number TEXT,
    PRIMARY KEY (profile, serial, seq))`
})

/** Who said that the API had moved or that a file was to be purged, and why; of earlier ones nobody knows. */
const decisions = Effect.gen(function* () {
  const sql = yield* SqlClient

  for (const table of ["origin", "run_file"])
    for (const column of ["decided_by", "reason"]) yield* sql`ALTER TABLE ${sql(table)} ADD COLUMN ${sql(column)} TEXT`
})

/**
 * Seconds without a sign of life after which a lock is nobody's; null where its program keeps the usual time. And what
 * finds profiles whose names differ in capital letters alone, without reading every run of thousands of profiles.
 */
const leases = Effect.gen(function* () {
  const sql = yield* SqlClient

  yield* sql`ALTER TABLE run_lock ADD COLUMN lease DOUBLE PRECISION`
  yield* sql`CREATE INDEX run_profile ON run (lower(profile))`
})

const migrations = {
  "0001_initial": initial,
  "0002_reconciliation": reconciliation,
  "0003_origins": origins,
  "0004_abandonment": abandonment,
  "0005_decisions": decisions,
  "0006_leases": leases,
}

type Steps = Readonly<Record<string, Effect.Effect<void, SqlError, SqlClient>>>

/** The number of the last migration; undefined where there is no table of them yet, or it cannot be read. */
const latestIn = (table: string) =>
  Effect.flatMap(SqlClient, (sql) => sql`SELECT MAX(migration_id) AS latest FROM ${sql(table)}`).pipe(
    Effect.map(([row]) => (row?.["latest"] == null ? undefined : Number(row["latest"]))),
    // The migrator makes the table, and reports what cannot be read.
    Effect.orElseSucceed(() => undefined),
  )

/**
 * Of several that make the first table of a new server at once, PostgreSQL lets one go on; the others find the table when
 * they try again, and then wait for it.
 */
const migrate = (table: string, steps: Steps) =>
  Effect.retry(Migrator.make({})({ loader: Migrator.fromRecord(steps), table }), { times: 2 })

interface Table {
  readonly table: string
  readonly steps: Steps
  readonly latest: number | undefined
}

/**
 * Brings the journal's tables up to date; run whenever it is opened. `backUp` comes before the first change of a journal
 * that was there before.
 */
export const run = <E, R>(datasets: ReadonlyArray<Registered>, backUp: (from: number) => Effect.Effect<void, E, R>) =>
  Effect.gen(function* () {
    const own = datasets.flatMap(({ migrations: steps, name }) =>
      steps === undefined ? [] : [{ table: `migration_${name}`, steps }],
    )
    const tables: ReadonlyArray<Table> = yield* Effect.forEach(
      [{ table: "migration", steps: migrations }, ...own],
      ({ steps, table }) => Effect.map(latestIn(table), (latest) => ({ table, steps, latest })),
    )
    const newer = tables.find(({ latest = 0, steps }) => latest > Object.keys(steps).length)
    if (newer !== undefined) return yield* ofNewerVersion(newer)
    const behind = tables.filter(({ latest = 0, steps }) => latest < Object.keys(steps).length)
    const [{ latest } = { latest: undefined }] = tables
    if (behind.length > 0 && latest !== undefined) yield* backUp(latest)
    for (const { steps, table } of behind) yield* migrate(table, steps)
  })

const ofNewerVersion = ({ latest, steps, table }: Table) =>
  because({
    en: [
      `the journal was last used by a later version of amili-export (${table} ${latest}, this one knows ${Object.keys(steps).length})`,
      "install that version again: an earlier one could overlook what it has exported",
    ],
    sv: [
      `journalen användes senast av en senare version av amili-export (${table} ${latest}, den här känner till ${Object.keys(steps).length})`,
      "installera den versionen igen: en tidigare kan missa det som den har exporterat",
    ],
  })
