/**
 * The embedded database as an `SqlClient` with one connection. `@effect/sql-libsql` was ruled out: it needs a driver of
 * 2024, prepares a statement each time it runs, and opens another connection for each transaction.
 */
import type { Reactivity } from "@effect/experimental/Reactivity"
import * as SqlClient from "@effect/sql/SqlClient"
import type { Connection } from "@effect/sql/SqlConnection"
import { SqlError } from "@effect/sql/SqlError"
import * as Statement from "@effect/sql/Statement"
import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import type * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import Database from "libsql"

/** Milliseconds that SQLite waits for a lock. It blocks the process meanwhile; a reader holds its lock for less. */
const busyTimeout = 100

/** KiB of pages that are kept in memory: the rows of one batch of cases lie all over the journal. */
const cacheSize = 16_000

/** Opens the file until the scope closes. */
export const make = (file: string): Effect.Effect<SqlClient.SqlClient, SqlError, Reactivity | Scope.Scope> =>
  Effect.gen(function* () {
    const database = yield* Effect.acquireRelease(
      attempt(() => new Database(file)),
      (database) => Effect.sync(() => database.close()),
    )
    yield* attempt(() => database.exec(`PRAGMA busy_timeout = ${busyTimeout}; PRAGMA cache_size = -${cacheSize}`))
    const connection = connectionOf(database)
    const semaphore = yield* Effect.makeSemaphore(1)
    return yield* SqlClient.make({
      acquirer: semaphore.withPermits(1)(Effect.succeed(connection)),
      transactionAcquirer: Effect.uninterruptibleMask((restore) =>
        restore(semaphore.take(1)).pipe(
          Effect.zipRight(Effect.addFinalizer(() => semaphore.release(1))),
          Effect.as(connection),
        ),
      ),
      // A transaction that began with reading could be refused when it comes to write.
      beginTransaction: "BEGIN IMMEDIATE",
      compiler: Statement.makeCompilerSqlite(),
      spanAttributes: [["db.system.name", "sqlite"]],
    })
  })

const connectionOf = (database: Database.Database): Connection => {
  const statements = new Map<string, Database.Statement>()

  /** Each statement is prepared once: one that met a lock keeps its own lock until it runs again. */
  const prepare = (sql: string): Database.Statement => {
    const statement = statements.get(sql) ?? database.prepare(sql)
    statements.set(sql, statement)
    return statement
  }

  const run = (sql: string, params: ReadonlyArray<unknown>) =>
    attempt(() => {
      const statement = prepare(sql)
      if (statement.reader) return statement.all(params)
      statement.run(params)
      return []
    })

  return {
    execute: run,
    executeRaw: run,
    executeStream: (sql, params) => Stream.fromIterableEffect(run(sql, params)),
    executeValues: (sql, params) =>
      Effect.map(run(sql, params), (rows) => rows.map((row) => (Predicate.isRecord(row) ? Object.values(row) : []))),
    /** `BEGIN`, `COMMIT` and `ROLLBACK`. A transaction that cannot be committed is rolled back, or it would stay open. */
    executeUnprepared: (sql) =>
      attempt(() => {
        try {
          database.exec(sql)
        } finally {
          if (sql === "COMMIT" && database.inTransaction) database.exec("ROLLBACK")
        }
        return []
      }),
  }
}

const attempt = <A>(evaluate: () => A): Effect.Effect<A, SqlError> =>
  Effect.try({ try: evaluate, catch: (cause) => new SqlError({ cause, message: "the embedded database failed" }) })
