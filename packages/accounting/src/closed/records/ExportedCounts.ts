/** How many cases stand as closed and exported: a few rows for each run, so that counting does not read every entry. */
import { SqlClient } from "@effect/sql/SqlClient"
import type { SqlError } from "@effect/sql/SqlError"
import * as Array from "effect/Array"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { batchSize, query } from "@amili-cases/export-engine/database/statement"
import type { JournalError } from "@amili-cases/export-engine/database/JournalError"
import { rowsOf } from "@amili-cases/export-engine/database/rows"

const methods = Effect.gen(function* () {
  const sql = yield* SqlClient

  const ofStretch = (profile: string, serial: number, after: number, upTo: number) =>
    sql`SELECT COALESCE(creditor_id, '') AS creditor_id,
          CAST(SUM(CASE kind WHEN 'changed' THEN 0 WHEN 'reopened' THEN -1 ELSE 1 END) AS INTEGER) AS closed
        FROM entry WHERE profile = ${profile} AND serial = ${serial} AND seq > ${after} AND seq <= ${upTo}
        GROUP BY COALESCE(creditor_id, '')`

  /**
   * What a run has added or taken away, by creditor; in the transaction that commits it. Counted in stretches of so
   * many entries: SQLite sorts what it groups in history, 60 MB for a million entries at once.
   */
  const write = (profile: string, serial: number, stretch = 50_000): Effect.Effect<void, SqlError> =>
    Effect.gen(function* () {
      const last = decodeLast(
        yield* sql`SELECT COALESCE(MAX(seq), 0) AS seq FROM entry WHERE profile = ${profile} AND serial = ${serial}`,
      )
      const closed = new Map<string, number>()
      for (let after = 0; after < last; after += stretch) {
        for (const row of decodeStretch(yield* ofStretch(profile, serial, after, after + stretch))) {
          closed.set(row.creditor_id, (closed.get(row.creditor_id) ?? 0) + row.closed)
        }
      }
      const rows = Array.fromIterable(closed).map(([creditor_id, closed]) => ({
        profile,
        serial,
        creditor_id,
        closed,
      }))
      for (const batch of Array.chunksOf(rows, batchSize)) yield* sql`INSERT INTO standing ${sql.insert(batch)}`
    })

  /** Of committed runs; of these creditors, or of all. */
  const total = (profile: string, creditors: ReadonlyArray<string>): Effect.Effect<number, JournalError> =>
    sql`SELECT CAST(COALESCE(SUM(closed), 0) AS INTEGER) AS closed FROM standing WHERE ${sql.and([
      sql`profile = ${profile}`,
      ...(creditors.length === 0 ? [] : [sql.in("creditor_id", creditors)]),
    ])}`.pipe(
      query,
      Effect.map((rows) => decode(rows)[0]?.closed ?? 0),
    )

  /** Creditors for which committed runs have exported cases. */
  const creditors = (profile: string): Effect.Effect<ReadonlyArray<string>, JournalError> =>
    sql`SELECT DISTINCT creditor_id FROM standing WHERE profile = ${profile} AND creditor_id <> ''
        ORDER BY creditor_id`.pipe(
      query,
      Effect.map((rows) => decodeCreditors(rows).map((row) => row.creditor_id)),
    )

  return { write, total, creditors }
})

export class ExportedCounts extends Effect.Service<ExportedCounts>()("accounting/ExportedCounts", {
  effect: methods,
}) {}

const decode = rowsOf(Schema.Struct({ closed: Schema.Number }))
const decodeCreditors = rowsOf(Schema.Struct({ creditor_id: Schema.String }))
const decodeStretch = rowsOf(Schema.Struct({ creditor_id: Schema.String, closed: Schema.Number }))
const decodeLasts = Schema.decodeUnknownSync(Schema.Tuple(Schema.Struct({ seq: Schema.Number })))
const decodeLast = (rows: ReadonlyArray<unknown>): number => decodeLasts(rows)[0].seq
