/**
 * Writes of one who holds the lock of a profile, and of nobody who held it: a process that was stopped for longer than its
 * lease goes on as if nothing had happened, while another one does its work.
 */
import type { InBoth } from "../report/Said.ts"
import type { SqlClient } from "@effect/sql/SqlClient"
import type { SqlError } from "@effect/sql/SqlError"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import { transaction } from "../database/statement.ts"

/** Whose lock it is, and the token that its holder was given. */
export interface Held {
  readonly profile: string
  readonly token: string
}

/** Another process has taken the lock over. Nothing that this one writes counts any more. */
export class LockLost extends Data.TaggedError("LockLost")<InBoth> {
  readonly exitCode = 6
}

/** Seconds by the clock of the database, which all who share the journal have in common. */
export const now = (sql: SqlClient) =>
  sql.onDialectOrElse({
    pg: () => sql`CAST(extract(epoch FROM clock_timestamp()) AS DOUBLE PRECISION)`,
    orElse: () => sql`CAST(strftime('%s', 'now') AS REAL)`,
  })

/**
 * The effect's statements in one transaction with the proof that the lock is still held. Whoever would take it over waits
 * until that transaction has ended, and then finds a sign of life.
 */
export const fenced =
  (sql: SqlClient) =>
  ({ profile, token }: Held) =>
  <A, E, R>(write: Effect.Effect<A, E, R>): Effect.Effect<A, E | LockLost | SqlError, R> =>
    Effect.gen(function* () {
      const ours = yield* sql`UPDATE run_lock SET beat = ${now(sql)}
        WHERE profile = ${profile} AND token = ${token} RETURNING token`
      if (ours.length === 0) return yield* lost(profile)
      return yield* write
    }).pipe(transaction(sql))

const lost = (profile: string) =>
  new LockLost({
    message: `another process has taken over the exports of profile "${profile}", since this one was silent for too long`,
    hint: "run this again: what it had not committed is finished or undone by the other",
    swedish: {
      message: `en annan process har tagit över exporterna för profilen "${profile}", eftersom den här var tyst för länge`,
      hint: "kör igen: det som inte var klart slutförs eller tas tillbaka av den andra",
    },
  })
