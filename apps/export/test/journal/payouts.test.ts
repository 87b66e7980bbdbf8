import { mkdirSync, readdirSync, rmSync } from "node:fs"
import { join } from "node:path"
import * as Sandbox from "@amili-cases/test-fixtures/Sandbox"
import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import Database from "libsql"
import * as Folder from "../../../../packages/accounting/test/support/folder.ts"
import { frozen } from "../../../../packages/accounting/test/support/frozen.ts"
import { bundled, run as killed } from "../../../../packages/accounting/test/support/killed.ts"
import * as Postgres from "../../../../packages/accounting/test/support/postgres.ts"
import { amiliExport } from "../support/program.ts"

const postgres = Postgres.serverOfFile()

const world = (inPostgres: boolean) =>
  Effect.gen(function* () {
    const options = { cases: 40, seed: 3, since: "2025-12-01", now: "2026-02-01", unkind: 0.3 }
    const sandbox = yield* Sandbox.start(options).pipe(Effect.withClock(frozen))
    const scratch = yield* Folder.temporary
    const [out, alone] = [join(scratch, "out"), join(scratch, "alone")]
    for (const folder of [out, alone]) mkdirSync(folder)
    const url = inPostgres ? yield* postgres : ""
    const shared = inPostgres ? { ...sandbox.environment, AMILI_JOURNAL_URL: url } : sandbox.environment
    const run = (...args: ReadonlyArray<string>) => amiliExport([...args, "--out", out], shared)
    const undisturbed = (...args: ReadonlyArray<string>) => amiliExport([...args, "--out", alone], sandbox.environment)
    return { ...sandbox, out, alone, url, shared, run, undisturbed }
  })

/** Long enough ago for the lock of another machine to be that of a dead one. */
const rmLock = (file: string) => {
  const database = new Database(file)
  database.exec("UPDATE run_lock SET beat = beat - 91")
  database.close()
}

const journals = [
  ["a file", false],
  ...(Postgres.binaries === undefined ? [] : [["PostgreSQL", true] as const]),
] as const

describe.each(journals)("runs over payouts, with the journal in %s,", (_, inPostgres) => {
  it.scopedLive("say the same, run by run", () =>
    Effect.gen(function* () {
      const { alone, engine, out, run, undisturbed } = yield* world(inPostgres)
      for (const weeks of [0, 1, 2]) {
        engine.clockOffset += weeks * 7 * 86_400_000
        expect((yield* run("payouts")).code).toBe((yield* undisturbed("payouts")).code)
      }
      expect(Folder.named(out, ".csv").length).toBeGreaterThan(4)
      expect(Folder.contents(out)).toEqual(Folder.contents(alone))
      expect(yield* run("verify", "--api")).toMatchObject({ code: 0 })
      expect(yield* run("payouts")).toMatchObject({ stderr: expect.stringContaining("nothing new") })
    }),
  )

  it.scopedLive("say once more what an abandoned run said", () =>
    Effect.gen(function* () {
      const { alone, out, run, shared, undisturbed, url } = yield* world(inPostgres)
      const bundle = yield* bundled("test/payouts/support/killablePayouts.ts")
      yield* undisturbed("payouts")
      expect(yield* killed(bundle, shared, out, "prepared", "first")).toBeUndefined()
      if (inPostgres) yield* Postgres.silentFor(url, 91)
      else rmLock(join(out, "journal.db"))
      for (const name of readdirSync(out).filter((one) => one.startsWith("."))) rmSync(join(out, name))
      expect(yield* run("payouts")).toMatchObject({
        code: 1,
        stderr: expect.stringMatching(/amili-export journal abandon 1 --dataset payouts\n$/),
      })
      expect(
        yield* run("journal", "abandon", "1", "--dataset", "payouts", "--yes", "--by", "Anna", "--reason", "lost"),
      ).toMatchObject({ code: 0 })
      yield* run("payouts", "--csv", "rfc4180")
      const rowsOf = (folder: string, name: string) => Folder.firstFields(folder, name).length
      expect(rowsOf(out, "payouts-000002-2026-02-01.csv")).toBe(rowsOf(alone, "payouts-000001-2026-02-01.csv"))
      const [row] = Folder.csv(out, "payouts-000002-2026-02-01.csv")
      const explained = yield* run("explain", row?.["line_id"] ?? "")
      expect(explained.stdout).toMatch(/payouts 1\t.*\tabandoned\tdoes not count.*\n.*payouts 2\t/s)
      expect(yield* run("verify", "--api")).toMatchObject({ code: 0 })
    }),
  )
})
