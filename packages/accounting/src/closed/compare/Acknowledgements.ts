/** Cases that were exported and that the API has no more, as far as a person has said that this is known. */
import { SqlClient } from "@effect/sql/SqlClient"
import * as Array from "effect/Array"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { batchSize, query } from "@amili-cases/export-engine/database/statement"
import type { JournalError } from "@amili-cases/export-engine/database/JournalError"
import { rowsOf } from "@amili-cases/export-engine/database/rows"

const Row = Schema.Struct({
  profile: Schema.String,
  case_id: Schema.String,
  /** Of the entry that stands. */
  revision: Schema.Number,
  said_by: Schema.String,
  reason: Schema.String,
  /** ISO. */
  at: Schema.String,
})
export type Acknowledgement = typeof Row.Type

/** An acknowledgement is about what stands in the journal of the case: what is said of it later is not acknowledged. */
export const keyOf = (
  one: { readonly revision: number } & ({ readonly case_id: string } | { readonly caseId: string }),
) => `${"caseId" in one ? one.caseId : one.case_id} ${one.revision}`

export const migration = Effect.flatMap(
  SqlClient,
  (sql) => sql`CREATE TABLE acknowledgement (
    profile TEXT NOT NULL, case_id TEXT NOT NULL, revision INTEGER NOT NULL,
    said_by TEXT NOT NULL, reason TEXT NOT NULL, at TEXT NOT NULL,
    PRIMARY KEY (profile, case_id, revision))`,
)

const methods = Effect.gen(function* () {
  const sql = yield* SqlClient

  /** One that is there already stays as it is. */
  const add = (said: ReadonlyArray<Acknowledgement>): Effect.Effect<void, JournalError> =>
    Effect.forEach(
      Array.chunksOf(said, batchSize),
      (batch) => sql`INSERT INTO acknowledgement ${sql.insert(batch)} ON CONFLICT DO NOTHING`,
      { discard: true },
    ).pipe(sql.withTransaction, query)

  const all = (profile: string): Effect.Effect<ReadonlyArray<Acknowledgement>, JournalError> =>
    sql`SELECT * FROM acknowledgement WHERE profile = ${profile} ORDER BY case_id, revision`.pipe(
      query,
      Effect.map(decode),
    )

  return { add, all }
})

export class Acknowledgements extends Effect.Service<Acknowledgements>()("accounting/Acknowledgements", {
  effect: methods,
}) {}

const decode = rowsOf(Row)
