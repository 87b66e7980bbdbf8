import { mkdirSync, renameSync } from "node:fs"
import { join } from "node:path"
import * as Sandbox from "@amili-cases/test-fixtures/Sandbox"
import { describe, expect, it } from "@effect/vitest"
import { Effect, Layer } from "effect"
import type { Outcome } from "@amili-cases/export-engine/report/Outcome"
import { Steps } from "@amili-cases/export-engine/run/Steps"
import { closedRun } from "../../../../packages/accounting/test/support/closedRun.ts"
import * as Folder from "../../../../packages/accounting/test/support/folder.ts"
import { frozen } from "../../../../packages/accounting/test/support/frozen.ts"
import { killable, run } from "../../../../packages/accounting/test/support/killed.ts"
import { amiliExport } from "../support/program.ts"
import * as Postgres from "../../../../packages/accounting/test/support/postgres.ts"

const postgres = Postgres.serverOfFile()

const { binaries } = Postgres

describe.skipIf(binaries === undefined)(
  `a journal in PostgreSQL${binaries === undefined ? " (skipped: PostgreSQL not installed)" : ""}`,
  () => {
    it.scopedLive("is shared: what one folder's run exported is known to the other's, whoever is killed when", () =>
      Effect.gen(function* () {
        const bundle = yield* killable
        const { environment } = yield* Sandbox.start({ cases: 60, seed: 3 }).pipe(Effect.withClock(frozen))
        const url = yield* postgres
        const scratch = yield* Folder.temporary
        const [a = "", b = "", alone = ""] = ["a", "b", "alone"].map((name) => join(scratch, name))
        for (const folder of [a, b, alone]) mkdirSync(folder)
        const wanted = yield* Effect.zipRight(
          closedRun(environment, alone),
          Effect.sync(() => Folder.contents(alone)),
        )
        const shared = { ...environment, AMILI_JOURNAL_URL: url }

        // Before its files are complete: the other folder's run undoes it and takes the same number.
        expect(yield* run(bundle, shared, a, "prepare")).toBeUndefined()
        const second = yield* closedRun(shared, b)
        expect(second).toMatchObject({ serial: 1, recovered: [] })
        expect(Folder.contents(b)).toEqual(wanted)

        // What the first left is cleared by the next run in its folder, which has nothing new to say.
        expect(yield* closedRun(shared, a)).toMatchObject({ serial: undefined })
        expect(Folder.contents(a)).toEqual({})
      }),
    )

    it.scopedLive("finishes in its own folder what was complete when its process was killed", () =>
      Effect.gen(function* () {
        const bundle = yield* killable
        const { environment } = yield* Sandbox.start({ cases: 60, seed: 3 }).pipe(Effect.withClock(frozen))
        const url = yield* postgres
        const scratch = yield* Folder.temporary
        const [a = "", b = ""] = ["a", "b"].map((name) => join(scratch, name))
        for (const folder of [a, b]) mkdirSync(folder)
        const shared = { ...environment, AMILI_JOURNAL_URL: url }
        expect(yield* run(bundle, shared, a, "prepared")).toBeUndefined()
        const other = yield* closedRun(shared, b)
        expect(other).toMatchObject({ serial: undefined, recovered: [{ serial: 1, folder: a }] })
        expect(Folder.contents(b)).toEqual({})
        expect(Object.keys(Folder.contents(a)).every((name) => name.startsWith("closed-000001-"))).toBe(true)
      }),
    )

    it.scopedLive("lets one of two runs at once through, and the other one wait", () =>
      Effect.gen(function* () {
        const { environment } = yield* Sandbox.start({ cases: 60, seed: 3 }).pipe(Effect.withClock(frozen))
        const url = yield* postgres
        const scratch = yield* Folder.temporary
        const folders = ["a", "b"].map((name) => join(scratch, name))
        for (const folder of folders) mkdirSync(folder)
        const shared = { ...environment, AMILI_JOURNAL_URL: url }
        const outcomes = yield* Effect.forEach(folders, (folder) => Effect.either(closedRun(shared, folder)), {
          concurrency: 2,
        })
        expect(outcomes.filter((outcome) => outcome._tag === "Right" && outcome.right.serial === 1)).toHaveLength(1)
        for (const outcome of outcomes) if (outcome._tag === "Left") expect(outcome.left._tag).toBe("LockHeld")
      }),
    )

    it.scopedLive("is exported to once, at whatever step one machine dies and the other goes on", () =>
      Effect.gen(function* () {
        const bundle = yield* killable
        const { environment } = yield* Sandbox.start({ cases: 60, seed: 3 }).pipe(Effect.withClock(frozen))
        const url = yield* postgres
        const shared = { ...environment, AMILI_JOURNAL_URL: url }
        const scratch = yield* Folder.temporary
        const folderOf = (name: string) => {
          mkdirSync(join(scratch, name))
          return join(scratch, name)
        }
        const alone = folderOf("alone")
        yield* closedRun(environment, alone)
        const wanted = Folder.contents(alone)
        const steps = ["locked", "begin", "flush-folder", "prepare", "prepared", "commit", "committed"]
        for (const step of steps) {
          const [a, b] = [folderOf(`a-${step}`), folderOf(`b-${step}`)]
          yield* Postgres.empty(url)
          expect(yield* run(bundle, shared, a, step, "first")).toBeUndefined()
          // The lock of another machine is respected until it has been silent for 90 seconds.
          if (step !== "committed") {
            yield* Postgres.silentFor(url, 88)
            expect(yield* Effect.flip(closedRun(shared, b, undefined, "second"))).toMatchObject({ _tag: "LockHeld" })
          }
          yield* Postgres.silentFor(url, 91)

          // The first machine's disk cannot be seen by the second one.
          renameSync(a, `${a}-away`)
          const complete = step === "prepared" || step === "commit"
          const second = yield* Effect.either(closedRun(shared, b, undefined, "second"))
          renameSync(`${a}-away`, a)
          if (complete) {
            expect(second).toMatchObject({ left: { _tag: "FilesNotHere" } })
            expect(second._tag === "Left" ? second.left.message : "").toContain("was interrupted on first")
            expect(Folder.contents(b)).toEqual({})
          } else {
            expect(second).toMatchObject({ right: { serial: step === "committed" ? undefined : 1 } })
          }
          // Once the first machine is back, it finishes or forgets what it had begun.
          const back = yield* closedRun(shared, a, undefined, "first")
          expect(back.recovered.map(({ serial }) => serial)).toEqual(complete ? [1] : [])
          const last = yield* closedRun(shared, b, undefined, "second")
          const names = { ...Folder.contents(a), ...Folder.contents(b) }
          expect({ step, serial: last.serial, names }).toEqual({ step, serial: undefined, names: wanted })
          expect(Object.keys(Folder.contents(a)).length * Object.keys(Folder.contents(b)).length).toBe(0)
        }
      }),
    )

    it.scopedLive("belongs to one API, also one that was made before that was noted", () =>
      Effect.gen(function* () {
        const { environment } = yield* Sandbox.start({ cases: 60, seed: 3 }).pipe(Effect.withClock(frozen))
        const url = yield* postgres
        const shared = { ...environment, AMILI_JOURNAL_URL: url }
        const scratch = yield* Folder.temporary
        const [a = "", b = ""] = ["a", "b"].map((name) => join(scratch, name))
        for (const folder of [a, b]) mkdirSync(folder)
        yield* closedRun(shared, a)
        yield* Postgres.query(
          url,
          "DROP TABLE origin; DROP TABLE abandoned_entry; ALTER TABLE run_file DROP COLUMN decided_by; ALTER TABLE run_file DROP COLUMN reason; ALTER TABLE run_lock DROP COLUMN lease; DROP INDEX run_profile; DELETE FROM migration WHERE migration_id >= 3",
        )
        const refused = closedRun(shared, b, undefined, undefined, "https://api.other.example")
        expect(yield* Effect.flip(refused)).toMatchObject({
          _tag: "OtherApi",
          message: expect.stringMatching(
            /holds the cases of http:\/\/127\.0\.0\.1:\d+, and the settings lead to https:\/\/api\.other\.example$/,
          ),
        })
        expect(Folder.contents(b)).toEqual({})
        expect(yield* closedRun(shared, b)).toMatchObject({ serial: undefined })
        yield* Postgres.query(
          url,
          "INSERT INTO origin (profile, seq, api, since) VALUES ('default', 2, 'https://api.other.example', '2026-02-02')",
        )
        expect(yield* refused).toMatchObject({ serial: undefined })
        expect(yield* Effect.flip(closedRun(shared, b))).toMatchObject({ _tag: "OtherApi" })
      }),
    )

    it.scopedLive("lets a machine that wakes take back the names of an abandoned run", () =>
      Effect.gen(function* () {
        const { environment } = yield* Sandbox.start({ cases: 60, seed: 3 }).pipe(Effect.withClock(frozen))
        const url = yield* postgres
        const shared = { ...environment, AMILI_JOURNAL_URL: url }
        const scratch = yield* Folder.temporary
        const [a = "", b = ""] = ["a", "b"].map((name) => join(scratch, name))
        for (const folder of [a, b]) mkdirSync(folder)
        /** The first machine sleeps before it commits; its disk cannot be seen by the second one. */
        const at = (name: string) =>
          name !== "commit"
            ? Effect.void
            : Effect.gen(function* () {
                yield* Postgres.silentFor(url, 91)
                renameSync(a, `${a}-away`)
                const abandoned = yield* amiliExport(
                  ["journal", "abandon", "1", "--yes", "--by", "Anna", "--reason", "lost", "--out", b],
                  shared,
                )
                renameSync(`${a}-away`, a)
                expect(abandoned).toMatchObject({ code: 0 })
              }).pipe(Effect.orDie)
        const first = closedRun(shared, a, undefined, "first").pipe(Effect.provide(Layer.succeed(Steps, { at })))
        expect(yield* Effect.flip(first)).toMatchObject({ _tag: "RunLost" })
        expect(Folder.contents(a)).toEqual({})
        expect(yield* closedRun(shared, b, undefined, "second")).toMatchObject({ serial: 2 })
        expect(yield* Postgres.findings(url)).toEqual([])
      }),
    )

    it.scopedLive("forgets a machine that was taken for dead and wakes, whatever it was about to do", () =>
      Effect.gen(function* () {
        const { environment } = yield* Sandbox.start({ cases: 60, seed: 3 }).pipe(Effect.withClock(frozen))
        const url = yield* postgres
        const shared = { ...environment, AMILI_JOURNAL_URL: url }
        const scratch = yield* Folder.temporary
        const folderOf = (name: string) => {
          mkdirSync(join(scratch, name))
          return join(scratch, name)
        }
        const alone = folderOf("alone")
        const wanted = yield* Effect.zipRight(
          closedRun(environment, alone),
          Effect.sync(() => Folder.contents(alone)),
        )
        for (const step of ["open:closed-000001-2026-02-01.xlsx", "flush-folder", "prepare", "prepared", "commit"]) {
          const [a, b] = [folderOf(`a-${step}`), folderOf(`b-${step}`)]
          yield* Postgres.empty(url)
          let second: Outcome | undefined
          let isAsleep = false
          /** The second machine does a whole run while the first one sleeps at this step. */
          const at = (name: string) =>
            name !== step || isAsleep
              ? Effect.void
              : Effect.gen(function* () {
                  isAsleep = true
                  yield* Postgres.silentFor(url, 91)
                  // Apart from this fiber, which cannot be interrupted from "prepare" on: it is another process.
                  second = yield* Effect.promise(() => Effect.runPromise(closedRun(shared, b, undefined, "second")))
                }).pipe(Effect.orDie)
          const first = yield* Effect.either(
            closedRun(shared, a, undefined, "first").pipe(Effect.provide(Layer.succeed(Steps, { at }))),
          )
          const complete = step === "prepared" || step === "commit"
          expect({ step, second: second?.recovered.map(({ serial }) => serial) }).toEqual({
            step,
            second: complete ? [1] : [],
          })
          if (complete) expect(first).toMatchObject({ _tag: "Right", right: { serial: 1 } })
          else expect({ step, tag: first._tag }).toEqual({ step, tag: "Left" })
          expect(Folder.contents(complete ? a : b)).toEqual(wanted)
          expect(Folder.contents(complete ? b : a)).toEqual({})
          expect(yield* closedRun(shared, b, undefined, "second")).toMatchObject({
            serial: undefined,
            counts: { closed: 0 },
          })
          const findings = yield* Postgres.findings(url)
          expect({ step, findings }).toEqual({ step, findings: [] })
        }
      }),
    )
  },
)
