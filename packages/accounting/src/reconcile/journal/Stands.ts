/** Reconciliations that were made, which months are final, and from when on they begin. */
import type { Decision } from "@amili-cases/export-engine/evidence/Decision"
import type { JournalError } from "@amili-cases/export-engine/database/JournalError"
import { rowsOf } from "@amili-cases/export-engine/database/rows"
import { query } from "@amili-cases/export-engine/database/statement"
import { SqlClient } from "@effect/sql/SqlClient"
import type { SqlError } from "@effect/sql/SqlError"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"

const Text = Schema.NullOr(Schema.String)

export const StandRow = Schema.Struct({
  profile: Schema.String,
  serial: Schema.Number,
  /** "2026-11". */
  month: Schema.String,
  /** ISO. */
  as_of: Schema.String,
  data_sha256: Schema.String,
  /** 1 when nothing of the month changes any more. */
  is_final: Schema.Number,
  /** Of a final one: when (ISO), by whom and why. */
  locked_at: Text,
  decided_by: Text,
  reason: Text,
  replaces: Schema.NullOr(Schema.Number),
  /** Serials of the last closed and payouts runs that it knew of; 0 for none. */
  closed_through: Schema.Number,
  payouts_through: Schema.Number,
})
export type StandRow = typeof StandRow.Type

const OpeningRow = Schema.Struct({
  profile: Schema.String,
  /** "2026-10-01": what was booked before is an opening balance. */
  day: Schema.String,
  decided_by: Schema.String,
  reason: Schema.String,
  decided_at: Schema.String,
})
export type Opening = typeof OpeningRow.Type

const methods = Effect.gen(function* () {
  const sql = yield* SqlClient

  const add = (stand: StandRow): Effect.Effect<void, JournalError> =>
    Effect.asVoid(query(sql`INSERT INTO stand ${sql.insert(stand)}`))

  /** Committed ones, oldest first. */
  const all = (profile: string): Effect.Effect<ReadonlyArray<StandRow>, JournalError> =>
    sql`SELECT stand.* FROM stand JOIN run ON run.profile = stand.profile AND run.serial = stand.serial
        WHERE stand.profile = ${profile} AND run.dataset = 'reconcile' AND run.state = 'committed'
        ORDER BY stand.serial`.pipe(query, Effect.map(decode))

  const ofRun = (profile: string, serial: number): Effect.Effect<StandRow | undefined, JournalError> =>
    sql`SELECT * FROM stand WHERE profile = ${profile} AND serial = ${serial}`.pipe(
      query,
      Effect.map((rows) => decode(rows)[0]),
    )

  const forget = (profile: string, serial: number): Effect.Effect<void, SqlError> =>
    Effect.asVoid(sql`DELETE FROM stand WHERE profile = ${profile} AND serial = ${serial}`)

  /** Every opening balance that was decided, oldest first. */
  const openings = (profile: string): Effect.Effect<ReadonlyArray<Opening>, JournalError> =>
    sql`SELECT * FROM opening WHERE profile = ${profile} ORDER BY decided_at`.pipe(query, Effect.map(decodeOpening))

  /** The one that was said last. */
  const opening = (profile: string): Effect.Effect<Opening | undefined, JournalError> =>
    Effect.map(openings(profile), (all) => all.at(-1))

  const open = (
    profile: string,
    day: string,
    { by, reason }: Decision,
    at: string,
  ): Effect.Effect<void, JournalError> =>
    sql`INSERT INTO opening ${sql.insert({ profile, day, decided_by: by, reason, decided_at: at })}
        ON CONFLICT (profile, decided_at) DO NOTHING`.pipe(query, Effect.asVoid)

  return { add, all, forget, ofRun, open, opening, openings }
})

export class Stands extends Effect.Service<Stands>()("accounting/Stands", { effect: methods }) {}

const decode = rowsOf(StandRow)
const decodeOpening = rowsOf(OpeningRow)
