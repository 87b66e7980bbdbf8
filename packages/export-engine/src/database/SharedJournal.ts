/** The journal in PostgreSQL, for several machines that share the work. */
import type { Reactivity } from "@effect/experimental/Reactivity"
import * as PgClient from "@effect/sql-pg/PgClient"
import type { SqlClient } from "@effect/sql/SqlClient"
import type { SqlError } from "@effect/sql/SqlError"
import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import type * as Scope from "effect/Scope"
import { because, type JournalError, ofSql } from "./JournalError.ts"
import { rowsOf } from "./rows.ts"

export const client = (url: Redacted.Redacted): Effect.Effect<SqlClient, JournalError, Reactivity | Scope.Scope> =>
  Effect.gen(function* () {
    const address = URL.canParse(Redacted.value(url)) ? new URL(Redacted.value(url)) : undefined
    if (address === undefined) {
      return yield* because({
        en: [
          "AMILI_JOURNAL_URL is not an address",
          "write postgres://user:password@host:5432/database, with %40 for @ and %2F for / in the password",
        ],
        sv: [
          "AMILI_JOURNAL_URL är ingen adress",
          "skriv postgres://user:password@host:5432/database, med %40 för @ och %2F för / i lösenordet",
        ],
      })
    }
    if (address.protocol !== "postgres:" && address.protocol !== "postgresql:") {
      return yield* because({
        en: [
          `AMILI_JOURNAL_URL begins with ${address.protocol}//, which is not PostgreSQL`,
          "write postgres://user:password@host:5432/database",
        ],
        sv: [
          `AMILI_JOURNAL_URL börjar med ${address.protocol}//, som inte är PostgreSQL`,
          "skriv postgres://user:password@host:5432/database",
        ],
      })
    }
    const sql = yield* PgClient.make({
      url: Redacted.make(withPlainMode(address).href),
      applicationName: "amili-export",
      maxConnections: 4,
    }).pipe(Effect.mapError(ofDriver))
    const [{ server_encoding: encoding } = { server_encoding: "" }] = decode(
      yield* Effect.mapError(sql`SHOW server_encoding`, ofSql),
    )
    if (encoding !== "UTF8") {
      return yield* because({
        en: [
          `the database of the journal has the encoding ${encoding}: it cannot hold every text of the API`,
          "make a database with createdb -E UTF8 -T template0, copy a journal that is there into it with pg_dump, and name it in AMILI_JOURNAL_URL",
        ],
        sv: [
          `journaldatabasen har teckenkodningen ${encoding}: den rymmer inte alla texter från API:et`,
          "skapa en databas med createdb -E UTF8 -T template0, kopiera en befintlig journal till den med pg_dump, och ange den i AMILI_JOURNAL_URL",
        ],
      })
    }
    return sql
  })

/** The driver reads the files that the address names before it connects. */
const ofDriver = (error: SqlError) =>
  Predicate.hasProperty(error.cause, "path") && Predicate.isString(error.cause.path)
    ? because({
        en: [
          `${error.cause.path}, which AMILI_JOURNAL_URL names, cannot be read`,
          "check sslrootcert, sslcert and sslkey in AMILI_JOURNAL_URL",
        ],
        sv: [
          `${error.cause.path}, som AMILI_JOURNAL_URL anger, går inte att läsa`,
          "kontrollera sslrootcert, sslcert och sslkey i AMILI_JOURNAL_URL",
        ],
      })
    : ofSql(error)

/** The driver takes each of these for `verify-full`, and warns of it in eight lines. */
const withPlainMode = (address: URL): URL => {
  const plain = new URL(address)
  const mode = plain.searchParams.get("sslmode") ?? ""
  const isCompatible = plain.searchParams.get("uselibpqcompat") === "true"
  if (["prefer", "require", "verify-ca"].includes(mode) && !isCompatible)
    plain.searchParams.set("sslmode", "verify-full")
  return plain
}

const decode = rowsOf(Schema.Struct({ server_encoding: Schema.String }))
