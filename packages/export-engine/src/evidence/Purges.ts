/** Which files were purged, when, by whom and why. */
import { SqlClient } from "@effect/sql/SqlClient"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import type { JournalError } from "../database/JournalError.ts"
import { rowsOf } from "../database/rows.ts"
import { query } from "../database/statement.ts"

const PurgedRow = Schema.Struct({
  dataset: Schema.String,
  serial: Schema.Number,
  name: Schema.String,
  /** ISO. */
  purged_at: Schema.String,
  /** Null of earlier versions, which did not ask. */
  decided_by: Schema.NullOr(Schema.String),
  reason: Schema.NullOr(Schema.String),
})
export type PurgedFile = typeof PurgedRow.Type

/** In the order in which they were purged. */
export const purgedFiles = (profile: string): Effect.Effect<ReadonlyArray<PurgedFile>, JournalError, SqlClient> =>
  Effect.flatMap(SqlClient, (sql) =>
    sql`SELECT dataset, serial, name, purged_at, decided_by, reason FROM run_file
      WHERE profile = ${profile} AND purged_at IS NOT NULL ORDER BY purged_at, dataset, serial, name`.pipe(
      query,
      Effect.map(decode),
    ),
  )

const decode = rowsOf(PurgedRow)
