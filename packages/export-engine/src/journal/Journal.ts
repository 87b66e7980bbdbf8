/**
 * The database that knows what has been exported: an embedded file beside the exports, or PostgreSQL.
 * Its services (`Runs`, `Entries`, `Quarantine`, `Checkpoints`, `OpenCases`, `Standing`, `Lock`) share one `SqlClient`.
 */
import type { SqlError } from "@effect/sql/SqlError"
import { Effect, Schedule } from "effect"
import { type JournalError, ofSql } from "./JournalError.ts"

/** A statement as the rest of the program sees it: tried again while another process writes, and with our own error. */
export const query = <A, R>(statement: Effect.Effect<A, SqlError, R>): Effect.Effect<A, JournalError, R> =>
  patiently(Effect.mapError(statement, ofSql))

/** Tries again for as long as another process writes, within reason. */
export const patiently = <A, R>(effect: Effect.Effect<A, JournalError, R>): Effect.Effect<A, JournalError, R> =>
  Effect.retry(effect, { while: (error) => error.busy, schedule: whileBusy })

/** About five seconds: a commit of a million rows by another process takes less. */
const whileBusy = Schedule.spaced("100 millis").pipe(Schedule.jittered, Schedule.intersect(Schedule.recurs(50)))

/** Rows of one statement; SQLite binds at most 32,766 values. */
export const batchSize = 500

/** Text that PostgreSQL can hold: it has no NUL. */
export const storable = (text: string | undefined): string | null => text?.replaceAll("\0", "\u{fffd}") ?? null
