import * as JournalError from "../../src/database/JournalError.ts"
import * as SharedJournal from "../../src/database/SharedJournal.ts"
import * as Reactivity from "@effect/experimental/Reactivity"
import { SqlError } from "@effect/sql/SqlError"
import { describe, expect, it } from "@effect/vitest"
import { Effect, Redacted } from "effect"

const reported = (code: string | undefined, message = "secret value") =>
  JournalError.ofSql(new SqlError({ cause: Object.assign(new Error(message), code === undefined ? {} : { code }) }))

describe("an error of the journal's database", () => {
  it.each([
    ["3D000", /does not exist/, /createdb/],
    ["42501", /may not read or write/, /GRANT SELECT/],
    ["28P01", /refused the login/, /password/],
    ["22P05", /not UTF8/, /-E UTF8/],
    ["25006", /read-only/, /primary/],
    ["53300", /no connection left/, /max_connections/],
    ["57P01", /was lost/, /when the server is back/],
    ["ECONNREFUSED", /cannot be reached/, /host and port/],
    ["SELF_SIGNED_CERT_IN_CHAIN", /not trusted/, /NODE_EXTRA_CA_CERTS/],
    ["SQLITE_FULL", /no space left/, /make room/],
    ["SQLITE_CORRUPT", /damaged/, /journal rebuild/],
  ])("%s comes with what to do about it", (code, message, hint) => {
    const error = reported(code)
    expect(error.message).toMatch(message)
    expect(error.hint).toMatch(hint)
    expect(`${error.message}${error.hint}`).not.toContain("secret")
  })

  it("is recognised by its sentence where the driver gives no code", () => {
    expect(reported(undefined, "The server does not support SSL connections").hint).toContain("sslmode")
    expect(reported(undefined, "Connection terminated unexpectedly")).toMatchObject({ lost: true })
    expect(reported("23505").lost).toBe(false)
  })
})

describe("AMILI_JOURNAL_URL", () => {
  it.effect.each([
    { url: "mysql://j@127.0.0.1/c", message: /begins with mysql:\/\/, which is not PostgreSQL/ },
    { url: "postgres://j:p@ss@w:rd/x@127.0.0.1:5432/c", message: /is not an address/ },
    { url: "journal.db", message: /is not an address/ },
  ])("$url is refused without a connection", ({ message, url }) =>
    Effect.gen(function* () {
      const error = yield* SharedJournal.client(Redacted.make(url)).pipe(
        Effect.provideServiceEffect(Reactivity.Reactivity, Reactivity.make),
        Effect.scoped,
        Effect.flip,
      )
      expect(error.message).toMatch(message)
      expect(`${error.message}${error.hint}`).not.toContain("p@ss")
    }),
  )
})
