import { cpSync, mkdirSync } from "node:fs"
import { join } from "node:path"
import * as Sandbox from "@amili-cases/test-fixtures/Sandbox"
import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { payoutsRun } from "../payouts/support/payoutsRun.ts"
import * as Folder from "../support/folder.ts"
import { frozen } from "../support/frozen.ts"
import { bundled, run } from "../support/killed.ts"
import * as Postgres from "../support/postgres.ts"
import { sample, seed } from "../support/sample.ts"
import { approved, clearing, emitRun, shown } from "./support/vouchersRun.ts"

const postgres = Postgres.serverOfFile()

const portfolio = { cases: 40, seed: 3, since: "2025-12-01", now: "2026-02-01", unkind: 1 }

describe("a run that emits vouchers and is killed", () => {
  it.scopedLive(
    `at any step leaves nothing that the next one does not put right, byte for byte (seed ${seed})`,
    () =>
      Effect.gen(function* () {
        const bundle = yield* bundled("test/vouchers/support/killableVouchers.ts")
        const { environment } = yield* Sandbox.start(portfolio).pipe(Effect.withClock(frozen))
        const scratch = yield* Folder.temporary
        const prepared = join(scratch, "prepared")
        mkdirSync(prepared)
        yield* payoutsRun(environment, prepared)
        const draft = yield* approved(environment, prepared)
        expect(draft.vouchers.length).toBeGreaterThan(10)
        const folderOf = (name: string) => {
          cpSync(prepared, join(scratch, name), { recursive: true })
          return join(scratch, name)
        }
        const undisturbed = folderOf("undisturbed")
        const report = yield* run(bundle, environment, undisturbed)
        expect(report?.outcome.serial).toBe(1)
        const wanted = Folder.contents(undisturbed)
        expect(Object.keys(wanted).some((name) => name.endsWith(".si"))).toBe(true)
        const steps = [...new Set(report?.steps)]
        expect(steps.length).toBeGreaterThan(20)

        for (const [index, step] of sample(steps, 6)) {
          const folder = folderOf(String(index))
          const killed = (yield* run(bundle, environment, folder, step)) === undefined
          const next = yield* emitRun(environment, folder)
          const isPrepared = steps.indexOf("prepared") <= index
          expect({ step, killed, serial: next.serial, files: Folder.contents(folder) }).toEqual({
            step,
            killed: true,
            serial: isPrepared ? undefined : 1,
            files: wanted,
          })
          // Whatever happened, nothing is left to be emitted again.
          expect((yield* emitRun(environment, folder)).serial).toBe(undefined)
        }
      }),
    240_000,
  )
})

describe.skipIf(Postgres.binaries === undefined)("a journal in PostgreSQL", () => {
  it.scopedLive(
    `has each voucher emitted once, whenever the run was killed (seed ${seed})`,
    () =>
      Effect.gen(function* () {
        const bundle = yield* bundled("test/vouchers/support/killableVouchers.ts")
        const { environment } = yield* Sandbox.start(portfolio).pipe(Effect.withClock(frozen))
        const shared = { ...environment, AMILI_JOURNAL_URL: yield* postgres }
        const scratch = yield* Folder.temporary
        const prepared = join(scratch, "prepared")
        mkdirSync(prepared)
        yield* payoutsRun(shared, prepared)
        yield* approved(shared, prepared)
        /** As before anything was emitted. */
        const begun = (name: string) =>
          Effect.gen(function* () {
            for (const table of [
              "voucher_emission",
              "run_file WHERE dataset = 'vouchers'",
              "run WHERE dataset = 'vouchers'",
            ])
              yield* Postgres.query(shared.AMILI_JOURNAL_URL, `DELETE FROM ${table}`)
            cpSync(prepared, join(scratch, name), { recursive: true })
            return join(scratch, name)
          })
        const undisturbed = yield* begun("undisturbed")
        const report = yield* run(bundle, shared, undisturbed)
        expect(report?.outcome.serial).toBe(1)
        const wanted = Folder.contents(undisturbed)
        const steps = [...new Set(report?.steps)]
        for (const [index, step] of sample(steps, 2)) {
          const folder = yield* begun(String(index))
          const killed = (yield* run(bundle, shared, folder, step)) === undefined
          const next = yield* emitRun(shared, folder)
          expect({ step, killed, serial: next.serial, files: Folder.contents(folder) }).toEqual({
            step,
            killed: true,
            serial: steps.indexOf("prepared") <= index ? undefined : 1,
            files: wanted,
          })
          expect((yield* emitRun(shared, folder)).serial).toBe(undefined)
          expect(yield* Postgres.findings(shared.AMILI_JOURNAL_URL)).toEqual([])
        }
      }),
    600_000,
  )

  it.scopedLive(
    "gives the same vouchers as one in a file",
    () =>
      Effect.gen(function* () {
        const { environment } = yield* Sandbox.start(portfolio).pipe(Effect.withClock(frozen))
        const shared = { ...environment, AMILI_JOURNAL_URL: yield* postgres }
        const scratch = yield* Folder.temporary
        const folders = ["own", "shared"].map((name) => join(scratch, name))
        for (const [index, folder] of folders.entries()) {
          mkdirSync(folder)
          const of = index === 0 ? environment : shared
          yield* payoutsRun(of, folder)
          yield* approved(of, folder)
          expect((yield* emitRun(of, folder)).serial).toBe(1)
        }
        const [own = "", other = ""] = folders
        const clearings = yield* clearing(environment, own)
        expect(clearings.find(({ currency }) => currency === "SEK")?.booked).toBeGreaterThan(10)
        for (const one of clearings) expect(one.clearing).toBe(one.unpaid)
        expect(yield* clearing(shared, other)).toEqual(clearings)
        const sums = yield* shown(environment, own)
        expect(sums.approved).toEqual(sums.emitted)
        expect(sums.earlier).toEqual([])
        for (const some of [sums.ofMonth, sums.questions]) expect(some.length).toBeGreaterThan(0)
        expect(yield* shown(shared, other)).toEqual(sums)
        const contents = (folder: string) =>
          Object.fromEntries(Object.entries(Folder.contents(folder)).filter(([name]) => name.startsWith("vouchers")))
        expect(contents(other)).toEqual(contents(own))
        expect(yield* Postgres.findings(shared.AMILI_JOURNAL_URL)).toEqual([])
      }),
    120_000,
  )
})
