/** The journal in PostgreSQL, for several machines that share the work. */
import * as Reactivity from "@effect/experimental/Reactivity"
import * as PgClient from "@effect/sql-pg/PgClient"
import { SqlClient } from "@effect/sql/SqlClient"
import { Effect, Layer, type Redacted } from "effect"
import { type JournalError, ofSql } from "./JournalError.ts"

export const layer = (url: Redacted.Redacted): Layer.Layer<SqlClient, JournalError> =>
  Layer.scoped(
    SqlClient,
    PgClient.make({ url, applicationName: "amili-export", maxConnections: 4 }).pipe(Effect.mapError(ofSql)),
  ).pipe(Layer.provide(Reactivity.layer))
