import { existsSync } from "node:fs"
import { join } from "node:path"
import * as Sandbox from "@amili-cases/test-fixtures/Sandbox"
import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import * as Folder from "../../../packages/accounting/test/support/folder.ts"
import { amiliExport } from "./support/program.ts"

const begun = Effect.gen(function* () {
  const { environment } = yield* Sandbox.start({ cases: 60, seed: 5, now: "2025-06-30" })
  const out = join(yield* Folder.temporary, "out")
  return { out, run: (...args: ReadonlyArray<string>) => amiliExport([...args, "--out", out], environment) }
})

describe("what is mistyped", () => {
  it.scopedLive("is told before anything is written: a start that has not come yet", () =>
    Effect.gen(function* () {
      const { out, run } = yield* begun
      const { code, stderr } = yield* run("closed", "--start", "2099-01-01")
      expect({ code, stderr }).toEqual({
        code: 2,
        stderr: expect.stringContaining("--start 2099-01-01 00:00 has not come yet"),
      })
      expect(existsSync(out)).toBe(false)
    }),
  )

  it.scopedLive("is told before anything is written: a profile whose name is too long for the names of files", () =>
    Effect.gen(function* () {
      const { out, run } = yield* begun
      const { code, stderr } = yield* run("closed", "--profile", "p".repeat(65))
      expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining("use at most 64 letters, digits") })
      expect(existsSync(out)).toBe(false)
    }),
  )

  it.scopedLive.each(["open", "closed", "backfill"])(
    "is told before anything is written: a creditor that the API does not know (%s)",
    (command) =>
      Effect.gen(function* () {
        const { out, run } = yield* begun
        const period = command === "backfill" ? ["--from", "2020-01-01"] : []
        const { code, stderr } = yield* run(command, "--creditor", "0123456789abcdef01234567", ...period)
        expect({ code, stderr }).toEqual({
          code: 2,
          stderr: expect.stringContaining("the API knows no creditor 0123456789abcdef01234567"),
        })
        expect(existsSync(out)).toBe(false)
      }),
  )

  it.scopedLive("is told: another start than that of the first run, and a reason that no case was closed with", () =>
    Effect.gen(function* () {
      const { run } = yield* begun
      const first = yield* run("closed", "--start", "2025-01-01", "--class", "fuly_paid=loss,deceased=loss")
      expect(first.stderr).toContain('no case has been closed with the reason "fuly_paid"; is fully_paid meant?')
      expect(first.stderr).not.toContain("deceased")
      expect((yield* run("closed", "--start", "2025-01-01")).stderr).not.toContain("changes nothing")
      expect((yield* run("closed", "--start", "2024-01-01")).stderr).toContain(
        "note: --start 2024-01-01 00:00 changes nothing: the first run took what was closed from 2025-01-01 00:00 on",
      )
    }),
  )
})

describe("amili-export history", () => {
  it.scopedLive("shows the newest runs with --limit, and those of a time", () =>
    Effect.gen(function* () {
      const { run } = yield* begun
      for (const _ of [1, 2, 3]) yield* run("open")
      const serials = (...args: ReadonlyArray<string>) =>
        Effect.map(run("history", "--fields", "run", ...args), ({ stdout }) => stdout.trim().split("\n"))
      expect(yield* serials("--limit", "2")).toEqual(["2", "3"])
      expect(yield* serials("--until", "2025-01-01")).toEqual([""])
      expect(yield* serials("--since", "2025-01-01")).toEqual(["1", "2", "3"])
    }),
  )
})
