import { existsSync } from "node:fs"
import { join } from "node:path"
import * as Sandbox from "@amili-cases/test-fixtures/Sandbox"
import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import * as Folder from "../../../../packages/accounting/test/support/folder.ts"
import * as Postgres from "../../../../packages/accounting/test/support/postgres.ts"
import { amiliExport } from "../support/program.ts"

const postgres = Postgres.serverOfFile()

const { binaries } = Postgres

const encoded = (name: string, encoding: string) =>
  `CREATE DATABASE ${name} ENCODING '${encoding}' LOCALE 'C' TEMPLATE template0`

describe.skipIf(binaries === undefined)(
  `what is wrong with a journal in PostgreSQL${binaries === undefined ? " (skipped: PostgreSQL not installed)" : ""}`,
  () => {
    it.scopedLive("is told in one line with what to do about it, and ends with 1", () =>
      Effect.gen(function* () {
        const { environment } = yield* Sandbox.start({ cases: 20, seed: 3 })
        const url = yield* postgres
        const at = (database: string, user = "journal") => {
          const address = new URL(url)
          address.pathname = database
          address.username = user
          return address.href
        }
        for (const statement of [
          encoded("latin", "LATIN1"),
          encoded("ascii", "SQL_ASCII"),
          "CREATE DATABASE plain",
          "CREATE ROLE maker LOGIN",
          "CREATE ROLE reader LOGIN",
        ])
          yield* Postgres.query(url, statement)
        yield* Postgres.query(at("plain"), "REVOKE CREATE ON SCHEMA public FROM PUBLIC")
        const out = join(yield* Folder.temporary, "out")
        const run = (address: string) =>
          amiliExport(["closed", "--format", "csv", "--out", out], { ...environment, AMILI_JOURNAL_URL: address })
        const refused = (message: RegExp) => ({ code: 1, stdout: "", stderr: expect.stringMatching(message) })

        expect(yield* run(at("latin"))).toMatchObject(refused(/^[^\n]*encoding LATIN1[^\n]*createdb -E UTF8[^\n]*\n$/))
        expect(yield* run(at("ascii"))).toMatchObject(
          refused(/^[^\n]*encoding SQL_ASCII[^\n]*createdb -E UTF8[^\n]*\n$/),
        )
        expect(yield* run(at("plain", "maker"))).toMatchObject(
          refused(/^[^\n]*may not make its tables[^\n]*GRANT USAGE, CREATE[^\n]*\n$/),
        )
        // Tables that somebody else has made: first without any right, then with that of reading them.
        yield* amiliExport(["open", "--format", "csv", "--out", `${out}-other`], {
          ...environment,
          AMILI_JOURNAL_URL: at("plain"),
        })
        expect(yield* run(at("plain", "reader"))).toMatchObject(
          refused(/^[^\n]*may not[^\n]*Next: [^\n]*GRANT[^\n]*\n$/),
        )
        yield* Postgres.query(at("plain"), "GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader")
        expect(yield* run(at("plain", "reader"))).toMatchObject(
          refused(/^[^\n]*may not read or write its tables[^\n]*GRANT SELECT, INSERT[^\n]*\n$/),
        )
        for (const mode of ["prefer", "require", "verify-ca", "verify-full"])
          expect(yield* run(`${at("plain")}?sslmode=${mode}`)).toMatchObject(
            refused(/^amili-export: the server of the journal's database offers no TLS[^\n]*\n$/),
          )
        expect(yield* run(`${at("plain")}?sslmode=require&sslrootcert=/no/such.pem`)).toMatchObject(
          refused(/^amili-export: \/no\/such\.pem, which AMILI_JOURNAL_URL names, cannot be read\. [^\n]*\n$/),
        )
        expect(existsSync(join(out, "journal.db"))).toBe(false)
        expect(Folder.named(out, ".csv")).toEqual([])
      }),
    )
  },
)
