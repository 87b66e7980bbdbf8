/** The tables of vouchers. What is approved is never changed; drafts are replaced by the next draft. */
import { SqlClient } from "@effect/sql/SqlClient"
import * as Effect from "effect/Effect"

const vouchers = Effect.gen(function* () {
  const sql = yield* SqlClient
  yield* sql`CREATE TABLE voucher (
    profile TEXT NOT NULL, id TEXT NOT NULL, state TEXT NOT NULL, creditor_id TEXT NOT NULL, currency TEXT NOT NULL,
    series TEXT NOT NULL, clearing TEXT NOT NULL, date TEXT NOT NULL, year_start TEXT NOT NULL, year_end TEXT NOT NULL, text TEXT NOT NULL,
    undoes TEXT, rebook INTEGER NOT NULL, rule_version INTEGER NOT NULL, PRIMARY KEY (profile, id))`
  // The key refuses that an event is booked twice.
  yield* sql`CREATE TABLE voucher_source (
    profile TEXT NOT NULL, kind TEXT NOT NULL, source_id TEXT NOT NULL, event INTEGER NOT NULL, part TEXT NOT NULL,
    round INTEGER NOT NULL, voucher_id TEXT NOT NULL, case_id TEXT, payout_id TEXT,
    PRIMARY KEY (profile, kind, source_id, event, part, round))`
  yield* sql`CREATE INDEX voucher_source_voucher ON voucher_source (profile, voucher_id)`
  yield* sql`CREATE INDEX voucher_source_case ON voucher_source (profile, case_id)`
  // Hundredths, as text.
  yield* sql`CREATE TABLE voucher_posting (
    profile TEXT NOT NULL, voucher_id TEXT NOT NULL, seq INTEGER NOT NULL, kind TEXT NOT NULL, source_id TEXT NOT NULL,
    event INTEGER NOT NULL, part TEXT NOT NULL, round INTEGER NOT NULL, account TEXT NOT NULL, amount TEXT NOT NULL,
    invoice TEXT, PRIMARY KEY (profile, voucher_id, seq))`
  // The key refuses that a voucher is emitted twice.
  yield* sql`CREATE TABLE voucher_emission (
    profile TEXT NOT NULL, voucher_id TEXT NOT NULL, serial INTEGER NOT NULL, PRIMARY KEY (profile, voucher_id))`
  yield* sql`CREATE INDEX voucher_emission_run ON voucher_emission (profile, serial)`
})

const decisions = Effect.gen(function* () {
  const sql = yield* SqlClient
  yield* sql`CREATE TABLE voucher_question (
    profile TEXT NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL, source_id TEXT NOT NULL, event INTEGER NOT NULL,
    cause TEXT NOT NULL, why TEXT NOT NULL, creditor_id TEXT, case_id TEXT, invoice TEXT, amount TEXT, currency TEXT,
    PRIMARY KEY (profile, id))`
  yield* sql`CREATE TABLE voucher_decision (
    profile TEXT NOT NULL, number INTEGER NOT NULL, what TEXT NOT NULL, voucher_id TEXT, kind TEXT, source_id TEXT,
    event INTEGER, value TEXT, basis TEXT, decided_by TEXT NOT NULL, reason TEXT NOT NULL, decided_at TEXT NOT NULL,
    PRIMARY KEY (profile, number))`
  yield* sql`CREATE INDEX voucher_decision_source ON voucher_decision (profile, kind, source_id)`
})

/** What is booked of a line is asked for by the line, a few hundred at once. */
const booked = Effect.gen(function* () {
  const sql = yield* SqlClient
  yield* sql`CREATE INDEX voucher_posting_source ON voucher_posting (profile, kind, source_id)`
})

export const migrations = { "0001_vouchers": vouchers, "0002_decisions": decisions, "0003_booked": booked }
