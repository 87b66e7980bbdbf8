import { createServer } from "node:net"
import { describe, expect, it } from "@effect/vitest"
import * as SharedJournal from "@amili-cases/export-engine/database/SharedJournal"
import * as Reactivity from "@effect/experimental/Reactivity"
import { SqlClient } from "@effect/sql/SqlClient"
import { Clock, Effect, Layer, Redacted } from "effect"
import * as Postgres from "../../../packages/accounting/test/support/postgres.ts"
import * as Store from "../src/store/Store.ts"
import { refuseClock } from "../src/worker/Worker.ts"
import { fleet } from "./support/program.ts"
import * as World from "./support/world.ts"

const { binaries } = Postgres

describe("a fleet without its database", () => {
  it.live("says so in one line, whatever the command", () =>
    Effect.gen(function* () {
      for (const args of [["worker"], ["status"], ["submit"], ["init"], ["doctor"]]) {
        expect(yield* fleet(args, {})).toMatchObject({
          code: 1,
          stderr: expect.stringContaining("no database is named"),
        })
      }
      const url = `postgres://fleet@127.0.0.1:${yield* Postgres.freePort}/fleet`
      expect(yield* fleet(["status"], { AMILI_JOURNAL_URL: url })).toMatchObject({
        code: 1,
        stderr: expect.stringMatching(
          /^amili-fleet: the database of the journal cannot be reached\. Next: check the host and port.*\n$/,
        ),
      })
    }),
  )
})

describe.skipIf(binaries === undefined)(
  `a fleet${binaries === undefined ? " (skipped: PostgreSQL not installed)" : ""}`,
  () => {
    it.scopedLive(
      "refuses what would go wrong later, with what to do",
      () =>
        Effect.gen(function* () {
          const world = yield* World.make({ sizes: [3], seed: 1 })
          const says = (args: ReadonlyArray<string>, message: string) =>
            Effect.map(world.fleet(...args), ({ code, stderr }) => {
              expect({ args, code, stderr }).toMatchObject({ stderr: expect.stringContaining(message) })
              expect(
                stderr
                  .trim()
                  .split("\n")
                  .filter((line) => !line.startsWith("{")),
              ).toHaveLength(1)
              expect([1, 2]).toContain(code)
            })
          yield* says(["worker"], "there is no fleet in this database. Next: make its tables with amili-fleet init")
          yield* says(["init", "--profiles", "/nonexistent.csv"], "/nonexistent.csv: it cannot be read")
          expect(yield* world.fleet("init", "--profiles", world.profiles)).toMatchObject({ code: 0 })
          // As often as one likes, also several at once.
          const inits = yield* Effect.all([world.fleet("init"), world.fleet("init")], { concurrency: 2 })
          expect(inits.map(({ code }) => code)).toEqual([0, 0])
          yield* says(["init", "--fleet", "other"], 'the database belongs to the fleet "fleet", and this is "other"')
          yield* says(["submit", "--profile", "nobody"], 'there is no profile "nobody"')
          yield* says(["submit", "--month", "2026-01"], "--month is for --dataset reconcile")
          yield* says(["drain", "nobody"], 'there is no worker "nobody"')
          yield* says(["worker", "--address", "here"], '"here" is not HOST:PORT')
          yield* says(["worker", "--address", "127.0.0.1:1", "--lanes", "0"], "--lanes")

          // An address of another machine: this one listens elsewhere.
          const port = yield* Postgres.freePort
          yield* says(
            ["worker", "--address", `192.0.2.1:${port}`, "--listen", "127.0.0.1"],
            `nothing answers at 192.0.2.1:${port}, where other workers are to reach this one`,
          )

          // A port that is taken.
          const taken = yield* Effect.acquireRelease(
            Effect.async<{ port: number; close: () => void }>((resume) => {
              const server = createServer()
              server.listen(0, "127.0.0.1", () => {
                const address = server.address()
                resume(
                  Effect.succeed({
                    port: typeof address === "object" ? (address?.port ?? 0) : 0,
                    close: () => server.close(),
                  }),
                )
              })
            }),
            (server) => Effect.sync(() => server.close()),
          )
          yield* says(
            ["worker", "--address", `127.0.0.1:${taken.port}`],
            `the worker cannot listen at 127.0.0.1:${taken.port}`,
          )

          // A clock that is ten minutes behind that of the database.
          const slow: Clock.Clock = Object.assign(Clock.make(), {
            currentTimeMillis: Effect.sync(() => Date.now() - 600_000),
          })
          const database = Layer.scoped(SqlClient, SharedJournal.client(Redacted.make(world.server.url)))
          const store = Layer.provide(Store.services, Layer.provide(database, Reactivity.layer))
          expect(yield* Effect.flip(Effect.withClock(Effect.provide(refuseClock, store), slow))).toMatchObject({
            message: "this machine's clock is 600 seconds behind the database's",
          })

          // Tables of another version.
          yield* world.query("UPDATE fleet_migration SET migration_id = 9")
          yield* says(["status"], "the tables of the fleet are of a later version than this program")
          yield* world.query("DELETE FROM fleet_migration")
          yield* says(["worker"], "the tables of the fleet are of an earlier version. Next: run amili-fleet init")
        }),
      120_000,
    )

    it.scopedLive(
      "sets aside what only a person can put right, and goes on with the others",
      () =>
        Effect.gen(function* () {
          const world = yield* World.make({ sizes: [3, 3], seed: 1 })
          yield* world.fleet("init", "--profiles", world.profiles)
          yield* world.query(`UPDATE fleet_profile SET api_code = 'env:NOT_SET' WHERE name = '${world.nameOf(0)}'`)
          yield* world.worker()
          yield* world.fleet("submit")
          yield* Effect.repeat(Effect.delay(world.done(1), "200 millis"), { until: (done) => done })
          const status = yield* Effect.repeat(Effect.delay(world.fleet("status"), "200 millis"), {
            until: ({ stdout }) => stdout.includes("person\t1\t"),
          })
          expect(status.stdout).toContain(`${world.nameOf(0)}\tclosed ${new Date().toISOString().slice(0, 8)}`)
          expect(status.stdout).toContain(
            `the api code of profile "${world.nameOf(0)}" cannot be read from env:NOT_SET`,
          )
          const json: unknown = JSON.parse((yield* world.fleet("status", "--json")).stdout)
          expect(json).toMatchObject({ person: 1, units: [{ state: "person" }, { state: "done" }] })
          expect((yield* world.fleet("doctor")).stdout).toBe("")
          // Once it has been put right.
          yield* world.query("UPDATE fleet_profile SET api_code = 'env:FLEET_API_CODE'")
          expect(yield* world.fleet("retry")).toMatchObject({
            stderr: expect.stringContaining("1 exports are due again"),
          })
          yield* Effect.repeat(Effect.delay(world.done(2), "200 millis"), { until: (done) => done })
        }),
      120_000,
    )
  },
)
