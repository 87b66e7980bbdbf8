/** What needed a person, with its raw document. A case is reported once; again only when it has changed since. */
import { SqlClient } from "@effect/sql/SqlClient"
import * as Array from "effect/Array"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { batchSize, query, storable, transaction } from "../database/statement.ts"
import type { JournalError } from "../database/JournalError.ts"
import { rowsOf } from "../database/rows.ts"

const QuarantinedRow = Schema.Struct({
  profile: Schema.String,
  dataset: Schema.String,
  serial: Schema.Number,
  seq: Schema.Number,
  case_id: Schema.NullOr(Schema.String),
  /** The dataset's word for what is wrong. */
  problem: Schema.String,
  /** One line for a person. */
  detail: Schema.String,
  /** The same for as long as there is nothing new to say about the case. */
  fingerprint: Schema.String,
  /** The raw document. */
  source: Schema.String,
})
export type Quarantined = typeof QuarantinedRow.Type

const methods = Effect.gen(function* () {
  const sql = yield* SqlClient

  const add = (items: ReadonlyArray<Quarantined>): Effect.Effect<void, JournalError> =>
    Effect.forEach(
      Array.chunksOf(items, batchSize),
      (batch) => {
        const rows = batch.map((item) => ({ ...item, detail: storable(item.detail), source: storable(item.source) }))
        return sql`INSERT INTO quarantine ${sql.insert(rows)}`
      },
      { discard: true },
    ).pipe(transaction(sql), query)

  /** Which of the fingerprints were reported before, or before a run. */
  const known = (
    profile: string,
    dataset: string,
    fingerprints: ReadonlyArray<string>,
    before = 2 ** 31 - 1,
  ): Effect.Effect<ReadonlySet<string>, JournalError> =>
    fingerprints.length === 0
      ? Effect.succeed(new Set())
      : sql`SELECT fingerprint, serial FROM quarantine
            WHERE profile = ${profile} AND dataset = ${dataset} AND ${sql.in("fingerprint", fingerprints)}`.pipe(
          query,
          // The serial is no condition of the query: SQLite would take it for a reason to go through all runs before.
          Effect.map((rows) => decodeFingerprints(rows).filter(({ serial }) => serial < before)),
          Effect.map((reported) => new Set(reported.map(({ fingerprint }) => fingerprint))),
        )

  const ofRun = (
    profile: string,
    dataset: string,
    serial: number,
  ): Effect.Effect<ReadonlyArray<Quarantined>, JournalError> =>
    sql`SELECT * FROM quarantine WHERE profile = ${profile} AND dataset = ${dataset} AND serial = ${serial}
        ORDER BY seq`.pipe(query, Effect.map(decode))

  /** Every time a case needed a person; oldest first. */
  const ofCase = (profile: string, caseId: string): Effect.Effect<ReadonlyArray<Quarantined>, JournalError> =>
    sql`SELECT * FROM quarantine WHERE profile = ${profile} AND case_id = ${caseId} ORDER BY serial, seq`.pipe(
      query,
      Effect.map(decode),
    )

  /** Replaces the raw documents of a run, which may hold debtor data. */
  const changeSources = (
    profile: string,
    dataset: string,
    serial: number,
    change: (source: string) => string,
  ): Effect.Effect<void, JournalError> =>
    Effect.flatMap(ofRun(profile, dataset, serial), (items) =>
      Effect.forEach(
        items,
        ({ seq, source }) =>
          sql`UPDATE quarantine SET source = ${storable(change(source))}
            WHERE profile = ${profile} AND dataset = ${dataset} AND serial = ${serial} AND seq = ${seq}`.pipe(query),
        { discard: true },
      ),
    )

  return { add, known, ofRun, ofCase, changeSources }
})

export class QuarantineLog extends Effect.Service<QuarantineLog>()("export-engine/QuarantineLog", {
  effect: methods,
}) {}

const decode = rowsOf(QuarantinedRow)
const decodeFingerprints = rowsOf(Schema.Struct({ fingerprint: Schema.String, serial: Schema.Number }))
