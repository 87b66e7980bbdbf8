/**
 * The database that knows what has been exported: an embedded file beside the exports, or PostgreSQL.
 * Its services (`Runs`, `Entries`, `Quarantine`, `Checkpoints`, `OpenCases`, `Standing`, `Lock`) share one `SqlClient`.
 */
import type { SqlClient } from "@effect/sql/SqlClient"
import { SqlError } from "@effect/sql/SqlError"
import type * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Schedule from "effect/Schedule"
import { JournalError, ofSql } from "./JournalError.ts"

/** A statement as the rest of the program sees it: tried again while another process writes, and with our own error. */
export const query = <A, E, R>(
  statement: Effect.Effect<A, E | SqlError, R>,
): Effect.Effect<A, Exclude<E, SqlError> | JournalError, R> => patiently(Effect.catchIf(statement, isSqlError, ofSql))

const isSqlError = (error: unknown): error is SqlError => error instanceof SqlError

/**
 * All of the effect's statements or none. The client reports a commit or a rollback that failed as a defect; here the
 * failure of the commit is an error, and a rollback that failed does not hide why there was one.
 */
export const transaction =
  (sql: SqlClient) =>
  <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E | SqlError, R> =>
    Effect.suspend(() => {
      let why: Cause.Cause<E> | undefined
      return effect.pipe(
        Effect.tapErrorCause((cause) => Effect.sync(() => (why = cause))),
        sql.withTransaction,
        Effect.catchAllDefect((defect): Effect.Effect<never, E | SqlError> => {
          if (!(defect instanceof SqlError)) return Effect.die(defect)
          return why === undefined ? Effect.fail(defect) : Effect.failCause(why)
        }),
      )
    })

/** Tries again for as long as another process writes, within reason. */
export const patiently = <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
  Effect.retry(effect, { while: (error) => error instanceof JournalError && error.busy, schedule: whileBusy })

/** About five seconds: a commit of a million rows by another process takes less. */
const whileBusy = Schedule.spaced("100 millis").pipe(Schedule.jittered, Schedule.intersect(Schedule.recurs(50)))

/** Rows of one statement; SQLite binds at most 32,766 values. */
export const batchSize = 500

/**
 * Text that every database gives back as it was stored: PostgreSQL has no NUL, and half of a surrogate pair has no UTF-8.
 * To be applied before a text is hashed or compared.
 */
export const storable = (text: string | undefined): string | null =>
  text?.replaceAll("\0", "\u{fffd}").toWellFormed() ?? null
