import { readdirSync, readFileSync, statSync } from "node:fs"
import { join } from "node:path"
import { ObjectId } from "@amili-cases/test-fixtures/Document"
import * as Sandbox from "@amili-cases/test-fixtures/Sandbox"
import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import * as Folder from "../../../packages/accounting/test/support/folder.ts"
import { amiliExport } from "./support/program.ts"

const data = join(import.meta.dirname, "../../../packages/test-fixtures/data/cases.ndjson")

interface Recorded {
  readonly currency: string
  readonly total_remaining_capital_amount: number | string
  readonly closed?: { readonly close_date?: unknown } | null
}

const recorded: ReadonlyArray<Recorded> = readFileSync(data, "utf8")
  .trimEnd()
  .split("\n")
  .map((line) => JSON.parse(line) as Recorded)

/** Hundredths, half away from zero, from the decimal text of the number: worked out apart from the program. */
const hundredths = (value: number | string): bigint => {
  const [, sign, whole = "0", fraction = "", exponent = "0"] =
    /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value)) ?? []
  const shift = 2 + Number(exponent)
  const digits = whole + fraction
  const point = whole.length + shift
  const padded = digits.padStart(digits.length - Math.min(point, 0), "0").padEnd(Math.max(point, 0) + 1, "0")
  const at = Math.max(point, 0)
  const rounded = BigInt(padded.slice(0, at) || "0") + (Number(padded[at] ?? "0") >= 5 ? 1n : 0n)
  return sign === "-" ? -rounded : rounded
}

const sumsOf = (cases: ReadonlyArray<Recorded>): Record<string, bigint> => {
  const sums: Record<string, bigint> = {}
  for (const one of cases) {
    sums[one.currency] = (sums[one.currency] ?? 0n) + hundredths(one.total_remaining_capital_amount)
  }
  return sums
}

const sumsIn = (rows: ReadonlyArray<Readonly<Record<string, string>>>): Record<string, bigint> => {
  const sums: Record<string, bigint> = {}
  for (const { currency = "", remaining_capital = "" } of rows) {
    sums[currency] = (sums[currency] ?? 0n) + BigInt(remaining_capital.replace(".", ""))
  }
  return sums
}

const rowsFile = (out: string): string =>
  Folder.named(out, ".csv").find((name) => !name.endsWith("-quarantine.csv")) ?? "none"

const isDated = (one: Recorded) => one.closed?.close_date !== undefined && one.closed.close_date !== null
const isOpen = (one: Recorded) => one.closed === undefined || one.closed === null

describe("amili-export on the recorded data", () => {
  it.scopedLive("exports the open portfolio, with the sums of the documents", () =>
    Effect.gen(function* () {
      const { environment } = yield* Sandbox.start({ dataFiles: [data] })
      const out = yield* Folder.temporary
      const ended = yield* amiliExport(["open", "--out", out, "--csv", "rfc4180"], environment)
      expect(ended.code).toBe(0)
      expect(ended.stdout.trimEnd().split("\n")).toEqual(
        expect.arrayContaining([expect.stringMatching(/open-000001-.*\.csv$/), expect.stringMatching(/\.xlsx$/)]),
      )
      const rows = Folder.csv(out, rowsFile(out))
      expect(rows).toHaveLength(319)
      expect(sumsIn(rows)).toEqual(sumsOf(recorded.filter(isOpen)))
      for (const file of readdirSync(out)) expect(statSync(join(out, file)).mode & 0o777).toBe(0o600)
    }),
  )

  it.scopedLive("exports closed cases with a date, lists the others, and then says that nothing is new", () =>
    Effect.gen(function* () {
      const { environment } = yield* Sandbox.start({ dataFiles: [data] })
      const out = yield* Folder.temporary
      const first = yield* amiliExport(["closed", "--out", out, "--csv", "rfc4180"], environment)
      expect(first.code).toBe(3)
      expect(first.stderr).toMatch(/^amili-export: 13 cases need a person\. Next: see .*-quarantine\.csv$/m)
      const rows = Folder.csv(out, rowsFile(out))
      expect(rows).toHaveLength(279)
      expect(sumsIn(rows)).toEqual(sumsOf(recorded.filter(isDated)))
      const [quarantineName = ""] = Folder.named(out, "-quarantine.csv")
      const quarantine = Folder.csv(out, quarantineName)
      expect(quarantine).toHaveLength(2 + 11)

      const files = readdirSync(out)
      const second = yield* amiliExport(["closed", "--out", out], environment)
      expect(second).toMatchObject({ code: 0, stdout: "" })
      expect(second.stderr).toMatch(/^nothing new: .*; 2 cases of earlier runs still need a person\n/)
      expect(second.stderr).toContain("\n  the API counts 281 closed cases: 279 exported, 2 without a date\n")
      expect(readdirSync(out)).toEqual(files)
    }),
  )

  it.scopedLive("exports a period once more without touching the memory", () =>
    Effect.gen(function* () {
      const { environment } = yield* Sandbox.start({ dataFiles: [data] })
      const out = yield* Folder.temporary
      const backfill = yield* amiliExport(
        ["backfill", "--from", "2020-01-01", "--out", out, "--csv", "rfc4180"],
        environment,
      )
      expect(backfill.code).toBe(3)
      expect(Folder.csv(out, rowsFile(out))).toHaveLength(279)
      expect(readdirSync(out)).not.toContain("journal.db")
      const regular = yield* amiliExport(["closed", "--out", out, "--format", "csv"], environment)
      expect(regular.code).toBe(3)
      expect(regular.stderr).toContain("run 1: 279 closed cases")
    }),
  )

  it.scopedLive("lists cases that are in no group, since their close date is no date", () =>
    Effect.gen(function* () {
      const base = { currency: "SEK", total_remaining_capital_amount: 1, _updated: new Date("2026-01-01") }
      const { environment } = yield* Sandbox.start({
        data: {
          cases: [
            { ...base, _id: new ObjectId("a".repeat(24)), closed: null },
            {
              ...base,
              _id: new ObjectId("b".repeat(24)),
              closed: { close_date: new Date("2026-01-01"), reason: "credit" },
            },
            { ...base, _id: new ObjectId("c".repeat(24)), closed: { reason: "credit" } },
            { ...base, _id: new ObjectId("d".repeat(24)), closed: { close_date: "yesterday", reason: "credit" } },
            { ...base, _id: new ObjectId("e".repeat(24)), closed: { close_date: new Date("2026-01-01") } },
          ],
        },
      })
      const out = yield* Folder.temporary
      const open = yield* amiliExport(["open", "--out", out], environment)
      expect(open.stderr).toContain("of 5 in all: 2 closed with a date, 1 without, 1 in no group")
      for (const args of [["closed"], ["backfill", "--from", "2020-01-01"]]) {
        const folder = yield* Folder.temporary
        expect((yield* amiliExport([...args, "--out", folder, "--csv", "rfc4180"], environment)).code).toBe(3)
        expect(Folder.csv(folder, rowsFile(folder)).map((row) => row["case_id"]?.at(0))).toEqual(["b", "e"])
        const [quarantine = ""] = Folder.named(folder, "-quarantine.csv")
        const problems = Folder.csv(folder, quarantine).map((row) => `${row["case_id"]?.at(0)} ${row["problem"]}`)
        expect(new Set(problems)).toEqual(new Set(["c undated", "d undecodable", "e unclassified"]))
      }
    }),
  )

  it.scopedLive(
    "exports open cases whatever days they have: at the ends of the calendar, and with credit beyond it",
    () =>
      Effect.gen(function* () {
        const last = new Date("9999-12-31T23:30:00Z")
        const base = { currency: "SEK", total_remaining_capital_amount: 1, _created: last, _updated: last }
        const debt = { invoice_date: new Date("2024-05-20"), invoice_due_days_after_invoice_date: 999_999_999 }
        const longAgo = { close_date: new Date("1899-12-31T12:00:00Z"), reason: "credit" }
        const { environment } = yield* Sandbox.start({
          data: {
            cases: [
              { ...base, _id: new ObjectId("a".repeat(24)), debt },
              { ...base, _id: new ObjectId("b".repeat(24)), debt: { ...debt, invoice_date: last } },
              { ...base, _id: new ObjectId("c".repeat(24)), closed: longAgo },
            ],
          },
        })
        const out = yield* Folder.temporary
        const open = yield* amiliExport(["open", "--out", out, "--csv", "rfc4180"], environment)
        expect(open.stderr).toContain("of 3 in all: 1 closed with a date, 0 without, 0 in no group")
        expect(open.code).toBe(0)
        const rows = Folder.csv(out, Folder.named(out, ".csv")[0] ?? "")
        expect(rows.map((row) => [row["registered_on"], row["due_on"]])).toEqual([
          ["9999-12-31", "9999-12-31"],
          ["9999-12-31", "9999-12-31"],
        ])
      }),
  )
})
