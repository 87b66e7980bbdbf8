/** How many cases stand as closed and exported: a few rows for each run, so that counting does not read every entry. */
import { SqlClient } from "@effect/sql/SqlClient"
import type { SqlError } from "@effect/sql/SqlError"
import { Effect, Schema } from "effect"
import { query } from "./Journal.ts"
import type { JournalError } from "./JournalError.ts"

export class Standing extends Effect.Service<Standing>()("export/Standing", {
  effect: Effect.gen(function* () {
    const sql = yield* SqlClient

    /** What a run has added or taken away, by creditor; in the transaction that commits it. */
    const write = (profile: string, serial: number): Effect.Effect<void, SqlError> =>
      sql`INSERT INTO standing (profile, serial, creditor_id, closed)
          SELECT profile, serial, COALESCE(creditor_id, ''),
            CAST(SUM(CASE kind WHEN 'changed' THEN 0 WHEN 'reopened' THEN -1 ELSE 1 END) AS INTEGER)
          FROM entry WHERE profile = ${profile} AND serial = ${serial}
          GROUP BY profile, serial, COALESCE(creditor_id, '')`.pipe(Effect.asVoid)

    /** Of committed runs; of these creditors, or of all. */
    const total = (profile: string, creditors: ReadonlyArray<string>): Effect.Effect<number, JournalError> =>
      sql`SELECT CAST(COALESCE(SUM(closed), 0) AS INTEGER) AS closed FROM standing WHERE ${sql.and([
        sql`profile = ${profile}`,
        ...(creditors.length === 0 ? [] : [sql.in("creditor_id", creditors)]),
      ])}`.pipe(
        query,
        Effect.map((rows) => decode(rows)[0]?.closed ?? 0),
      )

    /** Creditors for which committed runs have exported cases; fifty at most. */
    const creditors = (profile: string): Effect.Effect<ReadonlyArray<string>, JournalError> =>
      sql`SELECT DISTINCT creditor_id FROM standing WHERE profile = ${profile} AND creditor_id <> ''
          ORDER BY creditor_id LIMIT 50`.pipe(
        query,
        Effect.map((rows) => decodeCreditors(rows).map((row) => row.creditor_id)),
      )

    return { write, total, creditors }
  }),
}) {}

// The table is ours: rows of another shape mean that somebody edited the database, which is a defect.
const decode = Schema.decodeUnknownSync(Schema.Array(Schema.Struct({ closed: Schema.Number })))
const decodeCreditors = Schema.decodeUnknownSync(Schema.Array(Schema.Struct({ creditor_id: Schema.String })))
