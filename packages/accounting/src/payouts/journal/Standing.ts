/** What committed runs leave for the next, so that it does not go through every event: see `migrations.ts`. */
import { query } from "@amili-cases/export-engine/database/statement"
import type { JournalError } from "@amili-cases/export-engine/database/JournalError"
import { rowsOf } from "@amili-cases/export-engine/database/rows"
import { SqlClient } from "@effect/sql/SqlClient"
import type { SqlError } from "@effect/sql/SqlError"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"

/** Lines and payouts that the journal holds as being at the API. */
export interface Counts {
  readonly lines: number
  readonly payouts: number
}

const methods = Effect.gen(function* () {
  const sql = yield* SqlClient

  /** What a run has added or taken away; in the transaction that commits it. */
  const write = (profile: string, serial: number): Effect.Effect<void, SqlError> =>
    Effect.gen(function* () {
      const delta = sql.literal("CASE kind WHEN 'new' THEN 1 WHEN 'found_again' THEN 1 WHEN 'gone' THEN -1 ELSE 0 END")
      const none = sql.literal("0")
      const of = (table: string, lines: typeof delta, payouts: typeof delta) =>
        sql`SELECT COALESCE(creditor_id, '') AS creditor_id, ${lines} AS lines, ${payouts} AS payouts
          FROM ${sql(table)} WHERE profile = ${profile} AND serial = ${serial}`
      yield* sql`INSERT INTO payout_standing (profile, serial, creditor_id, lines, payouts)
        SELECT CAST(${profile} AS TEXT), CAST(${serial} AS INTEGER), creditor_id, SUM(lines), SUM(payouts)
        FROM (${of("line_event", delta, none)} UNION ALL ${of("payout_event", none, delta)}) AS said
        GROUP BY creditor_id`
      const said = sql`SELECT line_id FROM line_event WHERE profile = ${profile} AND serial = ${serial}`
      yield* sql`DELETE FROM unpaid_line WHERE profile = ${profile} AND line_id IN (${said})`
      yield* sql`INSERT INTO unpaid_line (profile, line_id, creditor_id)
        SELECT profile, line_id, COALESCE(creditor_id, '') FROM line_event AS last
        WHERE profile = ${profile} AND serial = ${serial} AND state IN ('waiting', 'scheduled')
          AND NOT EXISTS (SELECT 1 FROM line_event AS later WHERE later.profile = last.profile
            AND later.line_id = last.line_id AND later.revision > last.revision)`
    })

  /** Of these creditors, or of all. */
  const among = (profile: string, creditors: ReadonlyArray<string>) =>
    sql.and([sql`profile = ${profile}`, ...(creditors.length === 0 ? [] : [sql.in("creditor_id", creditors)])])

  const counts = (profile: string, creditors: ReadonlyArray<string>): Effect.Effect<Counts, JournalError> =>
    sql`SELECT CAST(COALESCE(SUM(lines), 0) AS INTEGER) AS lines, CAST(COALESCE(SUM(payouts), 0) AS INTEGER) AS payouts
        FROM payout_standing WHERE ${among(profile, creditors)}`.pipe(
      query,
      Effect.map((rows) => decodeCounts(rows)[0] ?? { lines: 0, payouts: 0 }),
    )

  /** Lines that are not paid out, in order of id. */
  const unpaid = (
    profile: string,
    creditors: ReadonlyArray<string>,
  ): Effect.Effect<ReadonlyArray<string>, JournalError> =>
    sql`SELECT line_id AS id FROM unpaid_line WHERE ${among(profile, creditors)} ORDER BY line_id`.pipe(
      query,
      Effect.map((rows) => decodeIds(rows).map(({ id }) => id)),
    )

  /** Creditors whose lines or payouts the journal holds. */
  const creditors = (profile: string): Effect.Effect<ReadonlyArray<string>, JournalError> =>
    sql`SELECT DISTINCT creditor_id AS id FROM payout_standing WHERE profile = ${profile} AND creditor_id <> ''
        ORDER BY creditor_id`.pipe(
      query,
      Effect.map((rows) => decodeIds(rows).map(({ id }) => id)),
    )

  /** Lines and payouts that could not be read when they were last asked for; in order of id. */
  const unread = (profile: string): Effect.Effect<ReadonlyArray<string>, JournalError> =>
    sql`SELECT DISTINCT case_id AS id FROM quarantine AS doubt
        WHERE profile = ${profile} AND dataset = 'payouts' AND problem = 'undecodable' AND case_id IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM line_event AS said WHERE said.profile = doubt.profile
          AND said.line_id = doubt.case_id AND said.serial > doubt.serial)
        AND NOT EXISTS (SELECT 1 FROM payout_event AS said WHERE said.profile = doubt.profile
          AND said.payout_id = doubt.case_id AND said.serial > doubt.serial)
        ORDER BY case_id`.pipe(
      query,
      Effect.map((rows) => decodeIds(rows).map(({ id }) => id)),
    )

  return { counts, creditors, unpaid, unread, write }
})

export class Standing extends Effect.Service<Standing>()("accounting/Standing", { effect: methods }) {}

const decodeCounts = rowsOf(Schema.Struct({ lines: Schema.Number, payouts: Schema.Number }))
const decodeIds = rowsOf(Schema.Struct({ id: Schema.String }))
