/** The journal in PostgreSQL, for several machines that share the work. */
import type { Reactivity } from "@effect/experimental/Reactivity"
import * as PgClient from "@effect/sql-pg/PgClient"
import type { SqlClient } from "@effect/sql/SqlClient"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import type * as Scope from "effect/Scope"
import { because, type JournalError, ofSql } from "./JournalError.ts"

export const client = (url: Redacted.Redacted): Effect.Effect<SqlClient, JournalError, Reactivity | Scope.Scope> =>
  Effect.gen(function* () {
    const address = URL.canParse(Redacted.value(url)) ? new URL(Redacted.value(url)) : undefined
    if (address === undefined) {
      return yield* because(
        "AMILI_JOURNAL_URL is not an address",
        "write postgres://user:password@host:5432/database, with %40 for @ and %2F for / in the password",
      )
    }
    if (address.protocol !== "postgres:" && address.protocol !== "postgresql:") {
      return yield* because(
        `AMILI_JOURNAL_URL begins with ${address.protocol}//, which is not PostgreSQL`,
        "write postgres://user:password@host:5432/database",
      )
    }
    return yield* PgClient.make({ url, applicationName: "amili-export", maxConnections: 4 }).pipe(
      Effect.mapError(ofSql),
    )
  })
