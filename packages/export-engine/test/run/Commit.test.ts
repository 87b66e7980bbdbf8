import { mkdtempSync, readdirSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as Naming from "@amili-cases/export-engine/run/Naming"
import { SqlClient } from "@effect/sql/SqlClient"
import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { exportItems, journalAt, settingsIn } from "../support/items.ts"

const folder = Effect.acquireRelease(
  Effect.sync(() => mkdtempSync(join(tmpdir(), "amili-commit-"))),
  (out) => Effect.sync(() => rmSync(out, { recursive: true })),
)

/** A reference to nothing, which the database looks at when the transaction is committed and not before. */
const refuseCommits = Effect.flatMap(SqlClient, (sql) =>
  Effect.gen(function* () {
    yield* sql`PRAGMA foreign_keys = ON`
    yield* sql`CREATE TABLE target (id INTEGER PRIMARY KEY)`
    yield* sql`CREATE TABLE refers (id INTEGER REFERENCES target (id) DEFERRABLE INITIALLY DEFERRED)`
    yield* sql`CREATE TRIGGER refuse AFTER UPDATE ON run WHEN NEW.state = 'committed'
      BEGIN INSERT INTO refers VALUES (1); END`
  }),
)

describe("a run whose commit fails", () => {
  it.scopedLive("says that it does not count yet, and is finished by the next", () =>
    Effect.gen(function* () {
      const out = yield* folder
      const run = exportItems(settingsIn(out), ["a", "b"])
      yield* Effect.gen(function* () {
        yield* refuseCommits
        expect(yield* Effect.flip(run)).toMatchObject({
          _tag: "JournalError",
          message: expect.stringMatching(/^item run 1 is written and does not count yet: .*SQLITE_CONSTRAINT/),
          hint: expect.stringMatching(/the next amili-export finishes run 1$/),
        })
        yield* Effect.flatMap(SqlClient, (sql) => sql`DROP TRIGGER refuse`)
        expect(yield* run).toBeUndefined()
        const states = yield* Effect.flatMap(SqlClient, (sql) => sql`SELECT serial, state FROM run`)
        expect(states).toEqual([{ serial: 1, state: "committed" }])
      }).pipe(Effect.provide(journalAt(join(out, "journal.db"))))
      expect(readdirSync(out).filter((name) => name.endsWith(".partial"))).toEqual([])
    }),
  )
})

describe("the files of a profile", () => {
  it("are told from those of profiles whose names begin alike", () => {
    const isOurs = (name: string) => Naming.isOf(name, "default", "closed")
    expect(
      ["closed-000001-2026-12-01.csv.partial", "closed-1000000-2026-12-01-raw.ndjson.gz"].filter(
        (name) => !isOurs(name),
      ),
    ).toEqual([])
    expect(isOurs("closed-backfill-first-to-2026-01-01-20260101T080000Z.csv.partial")).toBe(true)
    expect(
      [
        "closed-butik-closed-000001-2026-12-01.csv.partial",
        "closed-backfill-closed-000001-2026-12-01.csv.partial",
        "butik-closed-000001-2026-12-01.csv.partial",
        "closed-000001.csv.partial",
      ].filter(isOurs),
    ).toEqual([])
  })
})
