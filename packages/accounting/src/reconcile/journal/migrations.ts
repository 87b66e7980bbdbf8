/** The tables of reconciliation. Rows of a run count when the run does; see `forget` in `ReconcileRecords.ts`. */
import { SqlClient } from "@effect/sql/SqlClient"
import * as Effect from "effect/Effect"

const stands = Effect.gen(function* () {
  const sql = yield* SqlClient
  yield* sql`CREATE TABLE stand (
    profile TEXT NOT NULL, serial INTEGER NOT NULL, month TEXT NOT NULL, as_of TEXT NOT NULL,
    data_sha256 TEXT NOT NULL, is_final INTEGER NOT NULL, locked_at TEXT, decided_by TEXT, reason TEXT,
    replaces INTEGER, closed_through INTEGER NOT NULL, payouts_through INTEGER NOT NULL,
    PRIMARY KEY (profile, serial))`
  yield* sql`CREATE TABLE opening (
    profile TEXT NOT NULL, day TEXT NOT NULL, decided_by TEXT NOT NULL, reason TEXT NOT NULL, decided_at TEXT NOT NULL,
    PRIMARY KEY (profile, decided_at))`
})

/** Of bank files only the hash and what they say of Amili's payouts is kept. */
const bank = Effect.gen(function* () {
  const sql = yield* SqlClient
  yield* sql`CREATE TABLE bank_payer (
    profile TEXT NOT NULL, creditor_id TEXT NOT NULL, scheme TEXT NOT NULL, number TEXT NOT NULL, receiving TEXT,
    decided_by TEXT NOT NULL, reason TEXT NOT NULL, decided_at TEXT NOT NULL,
    PRIMARY KEY (profile, creditor_id, scheme, number))`
  yield* sql`CREATE TABLE bank_file (
    profile TEXT NOT NULL, serial INTEGER NOT NULL, sha256 TEXT NOT NULL, name TEXT NOT NULL,
    entries INTEGER NOT NULL, others INTEGER NOT NULL,
    PRIMARY KEY (profile, serial, sha256))`
  yield* sql`CREATE TABLE bank_coverage (
    profile TEXT NOT NULL, serial INTEGER NOT NULL, creditor_id TEXT NOT NULL, from_day TEXT NOT NULL,
    to_day TEXT NOT NULL, PRIMARY KEY (profile, serial, creditor_id))`
  yield* sql`CREATE TABLE bank_transfer (
    profile TEXT NOT NULL, serial INTEGER NOT NULL, transfer_key TEXT NOT NULL, creditor_ids TEXT NOT NULL,
    booked_on TEXT NOT NULL, amount TEXT NOT NULL, currency TEXT NOT NULL, payment_references TEXT NOT NULL,
    file TEXT NOT NULL, PRIMARY KEY (profile, serial, transfer_key))`
})

/** Where lines meet their cases while a run is made: emptied when it ends, and by the next run after a crash. */
const workspace = Effect.gen(function* () {
  const sql = yield* SqlClient
  yield* sql`CREATE TABLE reconcile_line (
    token TEXT NOT NULL, line_id TEXT NOT NULL, profile TEXT NOT NULL, revision INTEGER NOT NULL,
    has_moved INTEGER NOT NULL, is_withdrawn INTEGER NOT NULL, is_late INTEGER NOT NULL, is_opening INTEGER NOT NULL,
    named_case TEXT, creditor_id TEXT, invoice_number TEXT, reference_number TEXT,
    case_id TEXT, matched_by TEXT, owner TEXT, PRIMARY KEY (token, line_id))`
  yield* sql`CREATE INDEX reconcile_line_case ON reconcile_line (token, case_id)`
  yield* sql`CREATE TABLE reconcile_candidate (
    token TEXT NOT NULL, line_id TEXT NOT NULL, case_id TEXT NOT NULL, profile TEXT NOT NULL,
    PRIMARY KEY (token, line_id, case_id))`
  yield* sql`CREATE INDEX reconcile_candidate_case ON reconcile_candidate (token, case_id)`
  yield* sql`CREATE TABLE reconcile_other_case (
    token TEXT NOT NULL, case_id TEXT NOT NULL, profile TEXT NOT NULL, creditor_id TEXT, invoice_number TEXT, reference_number TEXT,
    is_open INTEGER NOT NULL, is_asked INTEGER NOT NULL, PRIMARY KEY (token, case_id))`
  // What the API answered: a run that does not ask goes on from it.
  yield* sql`CREATE TABLE named_case (
    profile TEXT NOT NULL, serial INTEGER NOT NULL, case_id TEXT NOT NULL, creditor_id TEXT, invoice_number TEXT,
    reference_number TEXT, is_open INTEGER NOT NULL, PRIMARY KEY (profile, serial, case_id))`
})

export const migrations = { "0001_stands": stands, "0002_bank": bank, "0003_workspace": workspace }
