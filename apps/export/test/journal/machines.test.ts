import { mkdirSync, rmSync } from "node:fs"
import { join } from "node:path"
import * as Sandbox from "@amili-cases/test-fixtures/Sandbox"
import { describe, expect, it } from "@effect/vitest"
import { Clock, Effect } from "effect"
import { closedRun } from "../../../../packages/accounting/test/support/closedRun.ts"
import * as Folder from "../../../../packages/accounting/test/support/folder.ts"
import * as Happenings from "../../../../packages/accounting/test/support/history/Happenings.ts"
import * as Postgres from "../../../../packages/accounting/test/support/postgres.ts"
import * as DroppingProxy from "../support/droppingProxy.ts"
import { amiliExport } from "../support/program.ts"

const postgres = Postgres.serverOfFile()

const { binaries } = Postgres

describe.skipIf(binaries === undefined)(
  `machines that share a journal in PostgreSQL${binaries === undefined ? " (skipped: PostgreSQL not installed)" : ""}`,
  () => {
    it.scopedLive("each verify their own folder, and name the runs of the others", () =>
      Effect.gen(function* () {
        const { engine, environment } = yield* Sandbox.start({ cases: 60, seed: 3 })
        const scratch = yield* Folder.temporary
        const [a, b] = [join(scratch, "a"), join(scratch, "b")]
        for (const folder of [a, b]) mkdirSync(folder)
        const shared = { ...environment, AMILI_JOURNAL_URL: yield* postgres }
        const run = (folder: string, ...args: ReadonlyArray<string>) =>
          amiliExport([...args, "--out", folder], { ...shared, XDG_STATE_HOME: join(scratch, "state") })
        yield* closedRun(shared, a, undefined, "first")
        const open = Happenings.documents(engine.cases, { closed: null })[0]?.[0] ?? ""
        const now = Date.now() - 86_400_000
        engine.close(open, now, { date: new Date(now), reason: "fully_paid" })
        expect((yield* run(b, "closed", "--format", "csv")).stdout).toContain("closed-000002-")

        const verified = yield* run(b, "verify")
        expect(verified).toMatchObject({ code: 0, stdout: "" })
        expect(verified.stderr).toContain(`not checked: closed run 1 is on first, in ${a}; run verify there\n`)
        expect(verified.stderr).toContain("everything that is here is as it was committed")
        expect(JSON.parse((yield* run(b, "verify", "--json")).stdout)).toMatchObject({
          elsewhere: [{ dataset: "closed", serial: 1, machine: "first", folder: a }],
        })

        // Its own files have to be there, also in a folder that another machine wrote to.
        const [csv = ""] = Folder.named(b, ".csv")
        rmSync(join(b, csv))
        expect(yield* run(b, "verify")).toMatchObject({ code: 1, stdout: `${csv}\tthe file is missing\n` })
        expect((yield* run(a, "verify")).stdout).toContain(`it was written to ${b}`)
      }),
    )

    it.scopedLive("report the run that counts, also where the answer to its commit was lost", () =>
      Effect.gen(function* () {
        const { environment } = yield* Sandbox.start({ cases: 60, seed: 3 })
        const out = yield* Folder.temporary
        const server = yield* postgres
        const proxy = yield* DroppingProxy.before(server, "SET state = 'committed'")
        const run = (url: string, ...args: ReadonlyArray<string>) =>
          amiliExport([...args, "--out", out], { ...environment, AMILI_JOURNAL_URL: url })
        const first = yield* run(proxy.url, "closed", "--format", "csv")
        expect(proxy.dropped()).toBe(1)
        expect(first).toMatchObject({ code: 0, stdout: expect.stringContaining("closed-000001-") })
        expect(first.stderr).toContain("run 1: ")
        expect(yield* run(server, "closed")).toMatchObject({ code: 0, stdout: "" })
        expect(yield* run(server, "verify", "--api")).toMatchObject({ code: 0, stdout: "" })
      }),
    )

    it.scopedLive.each(["INSERT INTO run ", "SET state = 'prepared'"])(
      "lose the connection at the commit of %s, and the next run is right",
      (text) =>
        Effect.gen(function* () {
          const { environment } = yield* Sandbox.start({ cases: 60, seed: 3 })
          const out = yield* Folder.temporary
          const server = yield* postgres
          const proxy = yield* DroppingProxy.before(server, text)
          const run = (url: string, ...args: ReadonlyArray<string>) =>
            amiliExport([...args, "--out", out], { ...environment, AMILI_JOURNAL_URL: url })
          const first = yield* run(proxy.url, "closed", "--format", "csv")
          expect(proxy.dropped()).toBe(1)
          expect(first).toMatchObject({
            code: 1,
            stderr: expect.stringMatching(
              /^(?:note: [^\n]*\n)?amili-export: the connection to the database of the journal was lost[^\n]*\n$/,
            ),
          })
          expect((yield* run(server, "closed", "--format", "csv")).stdout).toContain("closed-000001-")
          expect(yield* run(server, "verify", "--api")).toMatchObject({ code: 0, stdout: "" })
        }),
    )

    it.scopedLive("hold the lock by the server's clock, whatever their own are set to", () =>
      Effect.gen(function* () {
        const { environment } = yield* Sandbox.start({ cases: 20, seed: 3 })
        const scratch = yield* Folder.temporary
        const url = yield* postgres
        const shared = { ...environment, AMILI_JOURNAL_URL: url }
        yield* closedRun(shared, scratch, undefined, "first")
        for (const [years, seconds] of [[-10], [0, -3600], [0, -660], [0, -5], [0, 3600], [10]] as const) {
          const now = () => Date.now() + (years * 365 * 86_400 + (seconds ?? 0)) * 1000
          const clock = Object.assign(Clock.make(), {
            currentTimeMillis: Effect.sync(now),
            unsafeCurrentTimeMillis: now,
          })
          const second = closedRun(shared, scratch, undefined, "second").pipe(Effect.withClock(clock))
          yield* Postgres.query(
            url,
            "INSERT INTO run_lock VALUES ('default', 't', 'first', 'first', 1, '', '2026-01-01T00:00:00Z', 0)",
          )
          yield* Postgres.silentFor(url, 80)
          expect(yield* Effect.flip(second)).toMatchObject({ _tag: "LockHeld" })
          yield* Postgres.silentFor(url, 91)
          expect(yield* second).toMatchObject({ serial: undefined })
        }
      }),
    )
  },
)
