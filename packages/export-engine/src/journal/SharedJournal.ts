/** The journal in PostgreSQL, for several machines that share the work. */
import type { Reactivity } from "@effect/experimental/Reactivity"
import * as PgClient from "@effect/sql-pg/PgClient"
import type { SqlClient } from "@effect/sql/SqlClient"
import { Effect, type Redacted, type Scope } from "effect"
import { type JournalError, ofSql } from "./JournalError.ts"

export const client = (url: Redacted.Redacted): Effect.Effect<SqlClient, JournalError, Reactivity | Scope.Scope> =>
  PgClient.make({ url, applicationName: "amili-export", maxConnections: 4 }).pipe(Effect.mapError(ofSql))
