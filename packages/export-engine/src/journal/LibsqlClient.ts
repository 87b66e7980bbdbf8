/**
 * The embedded database as an `SqlClient` of one connection, each statement prepared once. The driver's own client
 * prepares a statement whenever it is run, builds its rows property by property, and leaves a connection behind with
 * each transaction: that was most of what the journal cost.
 */
import type { Reactivity } from "@effect/experimental/Reactivity"
import * as SqlClient from "@effect/sql/SqlClient"
import type { Connection } from "@effect/sql/SqlConnection"
import { SqlError } from "@effect/sql/SqlError"
import * as Statement from "@effect/sql/Statement"
import { Effect, Predicate, type Scope, Stream } from "effect"
import Database from "libsql"

/** Of statements that are kept prepared: the journal has fewer, but for lists of other lengths. */
const mostPrepared = 100

/**
 * So long SQLite itself waits for a lock, in milliseconds; nothing else happens meanwhile. A commit meets readers, who
 * are gone at once.
 */
const patience = 100

/** KiB of pages: enough that the pages of a batch of cases from all over the journal are read once. */
const cached = 16_000

/** Opens the file until the scope closes. */
export const make = (file: string): Effect.Effect<SqlClient.SqlClient, SqlError, Reactivity | Scope.Scope> =>
  Effect.gen(function* () {
    const open = attempt(() => {
      const database = new Database(file)
      try {
        database.exec(`PRAGMA busy_timeout = ${patience}; PRAGMA cache_size = -${cached}`)
        return database
      } catch (error) {
        database.close()
        throw error
      }
    })
    const database = yield* Effect.acquireRelease(open, (database) => Effect.sync(() => database.close()))
    const connection = connectionOf(database)
    const turn = yield* Effect.makeSemaphore(1)
    return yield* SqlClient.make({
      // Others wait until a transaction is over: there is one connection.
      acquirer: turn.withPermits(1)(Effect.succeed(connection)),
      transactionAcquirer: Effect.uninterruptibleMask((restore) =>
        restore(turn.take(1)).pipe(Effect.zipRight(Effect.addFinalizer(() => turn.release(1))), Effect.as(connection)),
      ),
      // A transaction that began with reading could be refused when it comes to write.
      beginTransaction: "BEGIN IMMEDIATE",
      compiler: Statement.makeCompilerSqlite(),
      spanAttributes: [["db.system.name", "sqlite"]],
    })
  })

const connectionOf = (database: Database.Database): Connection => {
  const prepared = new Map<string, Prepared>()

  /** A statement that found the database locked holds on until it is run again: it is kept, and the next try is its own. */
  const statementOf = (sql: string): Prepared => {
    const known = prepared.get(sql)
    if (known !== undefined) return known
    const statement = database.prepare(sql)
    const fresh = { statement, reads: statement.reader }
    const [oldest] = prepared.keys()
    if (oldest !== undefined && prepared.size >= mostPrepared) prepared.delete(oldest)
    prepared.set(sql, fresh)
    return fresh
  }

  const run = (sql: string, params: ReadonlyArray<unknown>) =>
    attempt(() => {
      const { reads, statement } = statementOf(sql)
      if (reads) return statement.all(params)
      statement.run(params)
      return []
    })

  return {
    execute: run,
    executeRaw: run,
    executeStream: (sql, params) => Stream.fromIterableEffect(run(sql, params)),
    executeValues: (sql, params) =>
      Effect.map(run(sql, params), (rows) => rows.map((row) => (Predicate.isRecord(row) ? Object.values(row) : []))),
    /** What begins and ends transactions. One that could not be committed is over as well. */
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

interface Prepared {
  readonly statement: Database.Statement
  readonly reads: boolean
}

const attempt = <A>(evaluate: () => A): Effect.Effect<A, SqlError> =>
  Effect.try({ try: evaluate, catch: (cause) => new SqlError({ cause, message: "the embedded database failed" }) })
