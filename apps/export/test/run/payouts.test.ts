import { readFileSync } from "node:fs"
import * as Sandbox from "@amili-cases/test-fixtures/Sandbox"
import * as FinanceTruth from "@amili-cases/test-fixtures/finance/Truth"
import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import * as Folder from "../../../../packages/accounting/test/support/folder.ts"
import { amiliExport } from "../support/program.ts"

const worldOf = (unkind: number) =>
  Effect.gen(function* () {
    const sandbox = yield* Sandbox.start({ cases: 60, seed: 5, since: "2026-01-01", now: "2026-04-01", unkind })
    const out = yield* Folder.temporary
    const run = (...args: ReadonlyArray<string>) => amiliExport([...args, "--out", out], sandbox.environment)
    return { ...sandbox, out, run }
  })
const world = worldOf(0)

describe("amili-export payouts", () => {
  it.scopedLive("says what is new, then that there is nothing, then what has become of it", () =>
    Effect.gen(function* () {
      const { engine, run } = yield* world
      const first = yield* run("payouts", "--csv", "rfc4180")
      expect(first).toMatchObject({
        code: 0,
        stderr: expect.stringMatching(/\nrun 1: \d+ events of lines, \d+ events of/),
      })
      const [file = "", ...others] = first.stdout.trim().split("\n")
      expect(others.map((name) => name.replace(/.*payouts-000001-2026-04-01/, ""))).toEqual([
        "-payouts.csv",
        ".xlsx",
        "-raw.ndjson.gz",
        "-manifest.json",
      ])
      const events = Folder.csv("/", file)
      expect(new Set(events.map((row) => row["event"]))).toContain("paid_out")
      const again = yield* run("payouts")
      expect(again).toMatchObject({ code: 0, stdout: "", stderr: expect.stringContaining("nothing new") })
      engine.clockOffset += 14 * 86_400_000
      const { stdout } = yield* run("payouts", "--json")
      const document: unknown = JSON.parse(stdout)
      expect(document).toMatchObject({
        dataset: "payouts",
        serial: 2,
        completeness: { lines: { difference: 0, readAll: false }, payouts: { difference: 0, readAll: false } },
        exitCode: 0,
      })
    }),
  )

  it.scopedLive("leaves what a case needed a person for in its explanation, beside its lines", () =>
    Effect.gen(function* () {
      const { engine, out, run } = yield* world
      const wanted =
        FinanceTruth.at(engine.simulation?.events ?? [], Date.parse("2026-04-01"))
          .lines.values()
          .next().value?.case ?? ""
      engine.change(wanted, Date.parse("2026-04-01"), { closed: { reason: "fully_paid" } })
      expect(yield* run("closed", "--format", "csv")).toMatchObject({ code: 3 })
      expect(Folder.named(out, "-quarantine.csv")).toHaveLength(1)
      yield* run("payouts", "--format", "csv")
      const said = (yield* run("explain", wanted, "--fields", "what")).stdout.trim().split("\n")
      expect(new Set(said)).toEqual(new Set(["new", "paid_out", "undated"]))
    }),
  )

  it.scopedLive("ends with 3 where a line takes back one of several, and writes its files all the same", () =>
    Effect.gen(function* () {
      const { engine, out, run } = yield* worldOf(0.3)
      yield* run("payouts")
      engine.clockOffset += 14 * 86_400_000
      const { code, stderr, stdout } = yield* run("payouts", "--csv", "rfc4180", "--format", "xlsx")
      expect({ code, stderr }).toEqual({
        code: 3,
        stderr: expect.stringMatching(/amili-export: 1 line or payout needs a person\. Next: see .*-quarantine\.csv/),
      })
      const [file = ""] = Folder.named(out, "-quarantine.csv")
      expect(stdout).toContain(file)
      expect(Folder.csv(out, file)).toMatchObject([{ problem: "ambiguous", total: expect.stringMatching(/^-/) }])
    }),
  )

  it.scopedLive("is known to the other commands", () =>
    Effect.gen(function* () {
      const { run } = yield* world
      const { stdout } = yield* run("payouts", "--csv", "rfc4180")
      const [row] = Folder.csv("/", stdout.split("\n")[0] ?? "")
      expect(yield* run("verify", "--api")).toMatchObject({
        code: 0,
        stderr: expect.stringMatching(/compared \d+ payout lines and payouts of the API/),
      })
      expect(yield* run("show", "1", "--dataset", "payouts")).toMatchObject({ code: 0 })
      for (const wanted of ["line_id", "case_id", "invoice_number", "payout_id"])
        expect((yield* run("explain", row?.[wanted] ?? "")).stdout).toContain(row?.["line_id"] ?? "no line")
      const backfill = yield* run("backfill", "--dataset", "payouts", "--month", "2026-02")
      expect(backfill.code).toBe(0)
      expect(backfill.stderr).toContain("  created: 2026-02-01 through 2026-02-28\n")
      const manifest: unknown = JSON.parse(readFileSync(backfill.stdout.trim().split("\n").at(-1) ?? "", "utf8"))
      expect(manifest).toMatchObject({ dataset: "payouts", window: { from: "2026-01-31T23:00:00.000Z" } })
    }),
  )

  it.scopedLive("has nothing of debtors to ask for", () =>
    Effect.gen(function* () {
      const { engine, run } = yield* world
      expect(yield* run("payouts", "--debtor", "full")).toMatchObject({ code: 2, stdout: "" })
      yield* run("payouts")
      const asked = engine.served.filter(({ target }) => target.startsWith("/finance"))
      expect(asked.length).toBeGreaterThan(0)
      for (const { target } of asked) expect(target).not.toMatch(/customer/)
    }),
  )
})
