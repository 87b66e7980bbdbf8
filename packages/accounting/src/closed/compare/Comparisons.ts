/** How far the closed cases of each scope have been compared with the journal one by one. */
import { SqlClient } from "@effect/sql/SqlClient"
import * as Array from "effect/Array"
import * as Effect from "effect/Effect"
import type * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { query } from "@amili-cases/export-engine/database/statement"
import type { JournalError } from "@amili-cases/export-engine/database/JournalError"
import { rowsOf } from "@amili-cases/export-engine/database/rows"

const Row = Schema.Struct({
  profile: Schema.String,
  /** The creditors, as in a run. */
  scope: Schema.String,
  /** The id after which the next stretch begins; empty for the first. */
  next_after: Schema.String,
  /** When the first stretch of this round was compared. ISO. */
  round_began: Schema.String,
  /** When the round before began: every case was compared since. ISO; null before the first whole round. */
  all_since: Schema.NullOr(Schema.String),
})
export type Comparison = typeof Row.Type

export const migration = Effect.flatMap(
  SqlClient,
  (sql) => sql`CREATE TABLE comparison (
    profile TEXT NOT NULL, scope TEXT NOT NULL,
    next_after TEXT NOT NULL, round_began TEXT NOT NULL, all_since TEXT,
    PRIMARY KEY (profile, scope))`,
)

const methods = Effect.gen(function* () {
  const sql = yield* SqlClient

  const find = (profile: string, scope: string): Effect.Effect<Option.Option<Comparison>, JournalError> =>
    sql`SELECT * FROM comparison WHERE profile = ${profile} AND scope = ${scope}`.pipe(
      query,
      Effect.map((rows) => Array.head(decode(rows))),
    )

  const write = (comparison: Comparison): Effect.Effect<void, JournalError> =>
    sql`INSERT INTO comparison ${sql.insert(comparison)}
      ON CONFLICT (profile, scope) DO UPDATE SET next_after = excluded.next_after,
        round_began = excluded.round_began, all_since = excluded.all_since`.pipe(query, Effect.asVoid)

  return { find, write }
})

export class Comparisons extends Effect.Service<Comparisons>()("accounting/Comparisons", { effect: methods }) {}

const decode = rowsOf(Row)
