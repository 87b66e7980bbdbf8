import { mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import * as Sandbox from "@amili-cases/test-fixtures/Sandbox"
import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import * as Folder from "../../../../packages/accounting/test/support/folder.ts"
import { amiliExport } from "../support/program.ts"

/** The month so many months before this one. */
const monthAgo = (months: number) => {
  const now = new Date()
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 15)).toISOString().slice(0, 7)
}

/** A simulated portfolio whose history ends now, and a home that is set up for it. */
const begun = Effect.gen(function* () {
  const { environment } = yield* Sandbox.start({ months: 5, cases: 150, seed: 3 })
  const home = yield* Folder.temporary
  const out = join(home, "out")
  const config = join(home, ".config", "amili")
  mkdirSync(config, { recursive: true })
  writeFileSync(
    join(config, "export.json"),
    JSON.stringify({ profiles: { default: { out, format: "csv", csv: "rfc4180" } } }),
  )
  const run = (...args: ReadonlyArray<string>) =>
    amiliExport(args, { ...environment, HOME: home, XDG_STATE_HOME: join(home, "state") })
  const closedOn = (file: string) => Folder.csv("/", file).map((row) => row["closed_on"] ?? "")
  return { out, run, closedOn }
})

const rowsIn = (stdout: string) => stdout.split("\n").find((file) => /\d{4}-\d\d-\d\d\.csv$/.test(file)) ?? ""

describe("amili-export closed --month", () => {
  it.scopedLive("takes month after month, says which, and is refused for one that is not over or has been passed", () =>
    Effect.gen(function* () {
      const { closedOn, run } = yield* begun
      const [second, first] = [monthAgo(2), monthAgo(3)]
      yield* run("closed", "--month", first)
      const ended = yield* run("closed", "--month", second)
      expect(ended.stderr).toMatch(
        new RegExp(`  period: ${second}-01 through ${second}-(28|29|30|31)\n  overlap: read again from `),
      )
      const days = closedOn(rowsIn(ended.stdout))
      expect(days.length).toBeGreaterThan(0)
      expect(days.every((day) => day.startsWith(second))).toBe(true)
      const passed = yield* run("closed", "--month", first)
      expect(passed).toMatchObject({ code: 2, stdout: "" })
      expect(passed.stderr).toContain(`no run can end with ${first} any more: run 2 of `)
      expect(passed.stderr).toContain(`amili-export backfill --month ${first}\n`)
      const future = yield* run("closed", "--month", "2999-01", "--json")
      expect(future).toMatchObject({ code: 2, stdout: "" })
      expect(JSON.parse(future.stderr)).toMatchObject({ error: "PeriodRefused" })
      const history = yield* run("history", "--fields", "run,period")
      expect(history.stdout).toContain(`2\t${second}-01 through ${second}-`)
      expect((yield* run("show", "2")).stderr).toMatch(
        new RegExp(`period: ${second}-01 through .*\noverlap: read again from`),
      )
      const backfill = yield* run("backfill", "--month", first)
      expect(backfill.stderr).toContain(`  period: ${first}-01 through ${first}-`)
      expect(rowsIn(backfill.stdout)).toBe("")
      expect(backfill.stdout).toMatch(new RegExp(`closed-backfill-${first}-01-to-${first}-\\d\\d-\\w+Z\\.csv`))
    }),
  )
})

describe("amili-export schedule run --month-end", () => {
  it.scopedLive("exports the month that ended, and first those that were missed, each in a run of its own", () =>
    Effect.gen(function* () {
      const { out, run } = yield* begun
      yield* run("closed", "--month", monthAgo(3))
      const scheduled = yield* run("schedule", "run", "--month-end")
      expect([0, 3]).toContain(scheduled.code)
      const months = scheduled.stderr.split("\n").filter((line) => line.startsWith("month-end of"))
      expect(months).toEqual([`month-end of ${monthAgo(2)}`, `month-end of ${monthAgo(1)}`])
      const ends = (yield* run("history", "--fields", "period")).stdout.trim().split("\n")
      expect(ends.map((line) => line.split(" through ")[1]?.slice(0, 7))).toEqual([
        monthAgo(3),
        monthAgo(2),
        monthAgo(1),
      ])
      const again = yield* run("schedule", "run", "--month-end")
      expect(again).toMatchObject({
        code: 0,
        stderr: "the closed cases of the month before have been exported already\n",
      })
      const manifest = Folder.named(out, "-manifest.json").find((name) => name.includes("000003")) ?? "none"
      expect(JSON.parse(readFileSync(join(out, manifest), "utf8"))).toMatchObject({ serial: 3, window: { period: {} } })
    }),
  )
})
