/** What the journal says of its runs and their files. */
import type { SqlClient } from "@effect/sql/SqlClient"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import type { JournalError } from "../database/JournalError.ts"
import { rowsOf } from "../database/rows.ts"
import { query } from "../database/statement.ts"
import { apiIn } from "./Origins.ts"
import { FileRow, type Previous, type Run, type RunFile, RunRow } from "./Run.ts"

export type Key = Pick<Run, "profile" | "dataset" | "serial">

/** The condition on a table's rows of one run. */
export const ofRun = (sql: SqlClient) => (key: Key) =>
  sql.and([sql`profile = ${key.profile}`, sql`dataset = ${key.dataset}`, sql`serial = ${key.serial}`])

export const queries = (sql: SqlClient) => {
  const of = ofRun(sql)

  /** Runs that a crash left, of any dataset. */
  const unfinished = (profile: string): Effect.Effect<ReadonlyArray<Run>, JournalError> =>
    sql`SELECT * FROM run WHERE profile = ${profile} AND state IN ('staging', 'prepared') ORDER BY dataset, serial`.pipe(
      query,
      Effect.map(decodeRuns),
    )

  /** Committed runs, in order. */
  const history = (profile: string, dataset: string): Effect.Effect<ReadonlyArray<Run>, JournalError> =>
    sql`SELECT * FROM run WHERE profile = ${profile} AND dataset = ${dataset} AND state = 'committed'
        ORDER BY serial`.pipe(query, Effect.map(decodeRuns))

  /** Every number that was used: committed and abandoned runs, in order. */
  const settled = (profile: string, dataset: string): Effect.Effect<ReadonlyArray<Run>, JournalError> =>
    sql`SELECT * FROM run WHERE profile = ${profile} AND dataset = ${dataset}
        AND state IN ('committed', 'abandoned') ORDER BY serial`.pipe(query, Effect.map(decodeRuns))

  /** The last run, abandoned ones included: the next one follows it. */
  const last = (profile: string, dataset: string): Effect.Effect<Previous | undefined, JournalError> =>
    sql`SELECT hash, manifest FROM run WHERE profile = ${profile} AND dataset = ${dataset}
        AND state IN ('committed', 'abandoned') ORDER BY serial DESC LIMIT 1`.pipe(
      query,
      Effect.map((rows) => {
        const [run] = decodeLast(rows)
        return run && { hash: run.hash, api: Option.getOrUndefined(apiIn(run)) }
      }),
    )

  /** A run of whatever state. */
  const find = (key: Key): Effect.Effect<Option.Option<Run>, JournalError> =>
    sql`SELECT * FROM run WHERE ${of(key)}`.pipe(
      query,
      Effect.map((rows) => Option.fromNullable(decodeRuns(rows)[0])),
    )

  const files = (key: Key): Effect.Effect<ReadonlyArray<RunFile>, JournalError> =>
    sql`SELECT * FROM run_file WHERE ${of(key)} ORDER BY name`.pipe(query, Effect.map(decodeFiles))

  /** Names of the files of all runs, of every profile. */
  const fileNames: Effect.Effect<ReadonlySet<string>, JournalError> = sql`SELECT name FROM run_file`.pipe(
    query,
    Effect.map((rows) => new Set(decodeNames(rows).map(({ name }) => name))),
  )

  return { fileNames, files, find, history, last, settled, unfinished }
}

const decodeRuns = rowsOf(RunRow)
const decodeFiles = rowsOf(FileRow)
const decodeNames = rowsOf(Schema.Struct({ name: Schema.String }))
const decodeLast = rowsOf(Schema.Struct({ hash: Schema.String, manifest: Schema.NullOr(Schema.String) }))
