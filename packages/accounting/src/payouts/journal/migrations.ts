/** The tables of payouts. What an abandoned run would have said is kept apart, in the same columns. */
import { SqlClient } from "@effect/sql/SqlClient"
import * as Effect from "effect/Effect"

const lineColumns = `
  profile TEXT NOT NULL, line_id TEXT NOT NULL, revision INTEGER NOT NULL, serial INTEGER NOT NULL,
  seq INTEGER NOT NULL, kind TEXT NOT NULL, state TEXT NOT NULL, corrects INTEGER, reversed_by TEXT,
  case_id TEXT, creditor_id TEXT, creditor_name TEXT, invoice_number TEXT, reference_number TEXT,
  category TEXT, article TEXT, currency TEXT, net TEXT, vat TEXT, total TEXT, booked_at TEXT, created_at TEXT,
  payout_id TEXT, payout_date TEXT, payout_reference TEXT`

const payoutColumns = `
  profile TEXT NOT NULL, payout_id TEXT NOT NULL, revision INTEGER NOT NULL, serial INTEGER NOT NULL,
  seq INTEGER NOT NULL, kind TEXT NOT NULL, state TEXT NOT NULL, corrects INTEGER,
  creditor_id TEXT, creditor_name TEXT, category TEXT, currency TEXT, net TEXT, vat TEXT, total TEXT,
  payout_date TEXT, payout_reference TEXT, status TEXT, payout_interval TEXT, summary TEXT, created_at TEXT`

const events = Effect.gen(function* () {
  const sql = yield* SqlClient
  const columnsOf = { line_event: lineColumns, payout_event: payoutColumns }
  const idOf = { line_event: "line_id", payout_event: "payout_id" }
  for (const table of ["line_event", "payout_event"] as const) {
    const columns = sql.literal(columnsOf[table])
    const id = sql(idOf[table])
    // The key refuses a second `new` of the same line, and two events that follow the same one.
    yield* sql`CREATE TABLE ${sql(table)} (${columns}, PRIMARY KEY (profile, ${id}, revision),
      CHECK ((revision = 0) = (kind = 'new')))`
    yield* sql`CREATE INDEX ${sql(`${table}_run`)} ON ${sql(table)} (profile, serial, seq)`
    yield* sql`CREATE TABLE ${sql(`abandoned_${table}`)} (${columns}, PRIMARY KEY (profile, serial, seq))`
  }
  for (const column of ["case_id", "invoice_number", "payout_id"]) {
    yield* sql`CREATE INDEX ${sql(`line_event_${column}`)} ON line_event (profile, ${sql(column)})`
  }
})

/** What committed runs leave for the next: lines that are not paid out yet, and how many of each there are. */
const standing = Effect.gen(function* () {
  const sql = yield* SqlClient
  yield* sql`CREATE TABLE unpaid_line (
    profile TEXT NOT NULL, line_id TEXT NOT NULL, creditor_id TEXT NOT NULL, PRIMARY KEY (profile, line_id))`
  yield* sql`CREATE TABLE payout_standing (
    profile TEXT NOT NULL, serial INTEGER NOT NULL, creditor_id TEXT NOT NULL,
    lines INTEGER NOT NULL, payouts INTEGER NOT NULL, PRIMARY KEY (profile, serial, creditor_id))`
})

export const migrations = { "0001_events": events, "0002_standing": standing }
