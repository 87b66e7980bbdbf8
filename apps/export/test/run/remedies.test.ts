import { appendFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import * as Sandbox from "@amili-cases/test-fixtures/Sandbox"
import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import * as Folder from "../../../../packages/accounting/test/support/folder.ts"
import * as Happenings from "../../../../packages/accounting/test/support/history/Happenings.ts"
import { amiliExport } from "../support/program.ts"

const day = 86_400_000

describe("what verify tells people to do", () => {
  it.scopedLive("makes each finding go away", () =>
    Effect.gen(function* () {
      const { engine, environment } = yield* Sandbox.start({ cases: 60, seed: 3 })
      const [home, out] = yield* Effect.all([Folder.temporary, Folder.temporary])
      const own = { ...environment, HOME: home }
      const run = (command: string, ...args: ReadonlyArray<string>) =>
        amiliExport([...command.split(" "), ...args, "--out", out], own)
      expect(yield* run("init", "--by", "Eva Ek")).toMatchObject({ code: 0 })
      const verify = run("verify --api")
      expect(yield* run("closed --format csv,xlsx")).toMatchObject({ code: 0 })
      expect(yield* verify).toMatchObject({ code: 0, stderr: expect.stringContaining("as it was committed") })

      const exported = Folder.named(out, ".csv").flatMap((name) => Folder.firstFields(out, name))
      const [gone = ""] = exported
      const open = Happenings.documents(engine.cases, { closed: null })[0]?.[0] ?? ""
      const longAgo = Date.now() - 90 * day
      engine.close(open, longAgo, { date: new Date(longAgo), reason: "fully_paid" })
      engine.cases.remove(gone)
      const [table = "", book = ""] = [".csv", ".xlsx"].map((ending) => Folder.named(out, ending)[0])
      appendFileSync(join(out, table), "x")
      rmSync(join(out, book))
      writeFileSync(join(out, "closed-000009-2026-01-01.csv"), "")

      const found = yield* verify
      expect(found.code).toBe(1)
      const remedies = [
        "amili-export closed --deep exports",
        "amili-export verify --acknowledge ID --by NAME --reason TEXT",
        "amili-export replay RUN --to DIR",
        "move files that belong to another journal elsewhere",
      ]
      for (const remedy of remedies) expect(found.stderr).toContain(remedy)
      expect(found.stderr).not.toContain("next amili-export closed")

      rmSync(join(out, "closed-000009-2026-01-01.csv"))
      expect(yield* run("closed --format csv --deep")).toMatchObject({ code: 0 })
      // Who says so is kept by init, as for other decisions.
      expect(yield* run("verify --acknowledge", gone, "--reason", "erased")).toMatchObject({ code: 0 })
      const again = join(out, "again")
      rmSync(join(out, table))
      const replayed = yield* run("replay 1", "--to", again)
      expect(replayed).toMatchObject({ code: 0 })
      for (const name of [table, book]) renameSync(join(again, name), join(out, name))
      const [raw = ""] = Folder.named(out, "-raw.ndjson.gz")
      renameSync(join(out, raw), join(out, "backup.gz"))
      const lost = yield* verify
      expect(lost.stderr).toContain("put raw documents (-raw.ndjson.gz) and bridges back from a backup")
      expect(lost.stderr).not.toContain("amili-export replay")
      expect(yield* run("replay 1", "--to", join(out, "lost"))).toMatchObject({
        code: 1,
        stderr: expect.stringContaining(`${raw} of run 1 is missing, and cannot be made again. Next: put it back`),
      })
      renameSync(join(out, "backup.gz"), join(out, raw))
      const after = yield* verify
      expect(after).toMatchObject({ code: 0, stdout: "", stderr: expect.stringContaining("known to Eva Ek: erased") })
      expect(readdirSync(out)).toContain(book)
    }),
  )

  it.scopedLive("needs a name and a reason to acknowledge anything, and says when it has compared nothing", () =>
    Effect.gen(function* () {
      const { environment } = yield* Sandbox.start({ cases: 20, seed: 3 })
      const out = yield* Folder.temporary
      const run = (...args: ReadonlyArray<string>) => amiliExport([...args, "--out", out], environment)
      yield* run("open", "--format", "csv")
      expect(yield* run("verify", "--api")).toMatchObject({
        code: 0,
        stderr: expect.stringMatching(
          /compared no closed cases with the API: no closed run.*\ncompared no payouts with the/,
        ),
      })
      for (const args of [
        ["--acknowledge", "x"],
        ["--acknowledge", "x", "--by", "Eva"],
        ["--by", "Eva", "--reason", "y"],
      ]) {
        expect(yield* run("verify", ...args)).toMatchObject({ code: 2 })
      }
    }),
  )
})
