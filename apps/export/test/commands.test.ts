import { appendFileSync, existsSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { join } from "node:path"
import * as Sandbox from "@amili-cases/test-fixtures/Sandbox"
import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import * as Folder from "../../../packages/accounting/test/support/folder.ts"
import { amiliExport, Running } from "./support/program.ts"

const exported = Effect.gen(function* () {
  const { engine, environment } = yield* Sandbox.start({ cases: 120, seed: 5, now: "2025-06-30" })
  const out = yield* Folder.temporary
  const run = (...args: ReadonlyArray<string>) => amiliExport([...args, "--out", out], environment)
  yield* run("open")
  const { stdout } = yield* run("closed", "--csv", "rfc4180")
  const [rowsFile = ""] = stdout.split("\n")
  return { engine, environment, out, run, rows: Folder.csv("/", rowsFile) }
})

describe("exports one after another", () => {
  it.scopedLive("sign in once", () =>
    Effect.gen(function* () {
      const { engine, environment } = yield* Sandbox.start({ cases: 120, seed: 5, now: "2025-06-30" })
      const out = yield* Folder.temporary
      const kept = { ...environment, XDG_CACHE_HOME: join(out, "cache") }
      for (const command of ["open", "closed", "closed"])
        expect(yield* amiliExport([command, "--out", out], kept)).toMatchObject({ code: 0 })
      expect(engine.served.filter(({ target }) => target.startsWith("/authenticates"))).toHaveLength(1)
    }),
  )
})

describe("the overlap of two runs", () => {
  it.scopedLive("is seven days of close dates, or as many as --lag says", () =>
    Effect.gen(function* () {
      const { engine, run } = yield* exported
      const asked = (...more: ReadonlyArray<string>) =>
        Effect.gen(function* () {
          const before = engine.served.length
          expect(yield* run("closed", ...more)).toMatchObject({ code: 0 })
          const wheres = engine.served
            .slice(before)
            .map(({ target }) => new URL(target, "http://sandbox").searchParams.get("where") ?? "")
          const from = wheres
            .map((where) => /^\{"closed\.close_date":\{"\$gte":"([^"]*)"/.exec(where)?.[1])
            .find(Boolean)
          return Math.round((Date.now() - Date.parse(from ?? "")) / 86_400_000)
        })
      expect(yield* asked()).toBe(7)
      expect(yield* asked("--lag", "40")).toBe(40)
      expect(yield* run("closed", "--lag", "-1")).toMatchObject({ code: 2 })
    }),
  )
})

describe("the commands about the journal", () => {
  it.scopedLive("list the runs, show one, explain a case, and find everything as it was committed", () =>
    Effect.gen(function* () {
      const { run, rows } = yield* exported
      const history = yield* run("history")
      expect(history.code).toBe(0)
      expect(history.stdout.split("\n").map((line) => line.split("\t").slice(0, 2))).toEqual([
        ["open", "1"],
        ["closed", "1"],
        [""],
      ])
      const show = yield* run("show", "1")
      expect(show.stdout).toMatch(new RegExp(`^closed-000001-.*\\.csv\t${rows.length}\tintact\t[0-9a-f]{64}$`, "m"))
      const json = yield* run("show", "1", "--json")
      expect(JSON.parse(json.stdout)).toMatchObject({ serial: 1, counts: { closed: rows.length } })
      const verify = yield* run("verify", "--api")
      expect(verify).toMatchObject({ code: 0, stdout: "" })
      expect(verify.stderr).toContain("everything is as it was committed")
      expect(yield* run("show", "2")).toMatchObject({
        code: 1,
        stderr: "amili-export: there is no closed run 2. Next: see amili-export history\n",
      })
      const [row] = rows
      const explained = yield* run("explain", row?.["invoice_number"] ?? "", "--raw")
      expect(explained.code).toBe(0)
      const [line = "", document = ""] = explained.stdout.split("\n")
      expect(line).toContain(`${row?.["case_id"]}\tclosed 1\t`)
      expect(JSON.parse(document)).toMatchObject({ _id: row?.["case_id"] })
    }),
  )

  it.scopedLive("find a changed file, a missing one, and what the API knows better", () =>
    Effect.gen(function* () {
      const { engine, out, run, rows } = yield* exported
      const [changed = "", missing = ""] = Folder.named(out, ".xlsx")
      appendFileSync(join(out, changed), "x")
      rmSync(join(out, missing))
      const [a, b, c] = rows.map((row) => row["case_id"] ?? "")
      const now = Date.now()
      engine.change(a ?? "", now, { total_remaining_capital_amount: 77 })
      engine.reopen(b ?? "", now)
      engine.cases.remove(c ?? "")
      const verify = yield* run("verify", "--api")
      expect(verify.code).toBe(1)
      expect(new Set(verify.stdout.trimEnd().split("\n"))).toEqual(
        new Set([
          `${changed}\tthe file has been changed`,
          `${missing}\tthe file is missing`,
          `${a}\tchanged since it was exported`,
          `${b}\topened again since it was exported`,
          `${c}\texported, but the API has no such case now`,
        ]),
      )
    }),
  )

  it.scopedLive("make lost files again with the same bytes", () =>
    Effect.gen(function* () {
      const { out, run } = yield* exported
      const before = Folder.contents(out)
      const closed = Object.fromEntries(Object.entries(before).filter(([name]) => name.startsWith("closed-")))
      for (const name of Object.keys(closed)) if (!name.includes("-raw.")) rmSync(join(out, name))
      const again = join(out, "again")
      const replay = yield* run("replay", "1", "--to", again)
      expect(replay.code).toBe(0)
      expect(replay.stderr.split("\n").toSorted()).toEqual([
        "",
        ...Object.keys(closed)
          .map((name) => `${name}: ${name.includes("-raw.") ? "copied from the run" : "made again, same bytes"}`)
          .toSorted(),
      ])
      expect(Folder.contents(again)).toEqual(closed)
    }),
  )

  it.scopedLive("remove debtor data of old runs and keep the rest", () =>
    Effect.gen(function* () {
      const { environment } = yield* Sandbox.start({ cases: 40, seed: 5, now: "2025-06-30" })
      const out = yield* Folder.temporary
      yield* amiliExport(["closed", "--debtor", "full", "--out", out], environment)
      const purge = yield* amiliExport(
        [
          "purge",
          "--debtor-data",
          "--older-than",
          "2100-01-01",
          "--out",
          out,
          "--yes",
          "--by",
          "Anna",
          "--reason",
          "old",
        ],
        {},
      )
      expect(purge.code).toBe(0)
      const left = readdirSync(out).filter((name) => !name.startsWith("journal.db") && !name.endsWith("-witness.json"))
      expect(left.filter((name) => !name.includes("-without-debtors"))).toEqual([
        expect.stringMatching(/^closed-000001-.*-manifest\.json$/),
      ])
      expect(left.filter((name) => name.includes("-without-debtors")).length).toBeGreaterThan(2)
      expect(yield* amiliExport(["verify", "--out", out], {})).toMatchObject({ code: 0 })
    }),
  )

  it.scopedLive("say so where there is no journal, and make none", () =>
    Effect.gen(function* () {
      const out = yield* Folder.temporary
      expect(yield* amiliExport(["history", "--out", out], {})).toMatchObject({
        code: 1,
        stderr: expect.stringMatching(/^amili-export: there is no journal at .*\. Next: give the folder/),
      })
      expect(readdirSync(out)).toEqual([])
    }),
  )
})

describe("the shape of CSV files", () => {
  it.scopedLive("is chosen by options, kept in the manifest, and the same when replayed", () =>
    Effect.gen(function* () {
      const { environment } = yield* Sandbox.start({ cases: 40, seed: 5, now: "2025-06-30" })
      const out = yield* Folder.temporary
      const shape = [
        "--csv",
        "rfc4180",
        "--delimiter",
        "tab",
        "--decimal-mark",
        "comma",
        "--columns",
        "closed_on,case_id",
      ]
      const { stdout } = yield* amiliExport(["closed", ...shape, "--format", "csv", "--out", out], environment)
      const [rows = ""] = stdout.split("\n")
      const [header, first] = readFileSync(rows, "utf8").split("\r\n")
      expect(header).toBe("closed_on\tcase_id")
      expect(first).toMatch(/^\d{4}-\d\d-\d\d\t[0-9a-f]{24}$/)
      const again = join(out, "again")
      expect(yield* amiliExport(["replay", "1", "--to", again, "--out", out], {})).toMatchObject({ code: 0 })
    }),
  )

  it.scopedLive("is refused where it cannot be, before anything is asked or written", () =>
    Effect.gen(function* () {
      const out = yield* Folder.temporary
      const environment = { AMILI_BASE_URL: "http://127.0.0.1:1", AMILI_ACCESS_TOKEN: "none" }
      const refused = yield* amiliExport(["open", "--columns", "case_id,colour", "--out", out], environment)
      expect(refused).toMatchObject({
        code: 2,
        stderr: expect.stringMatching(/^amili-export: --columns: open has no column colour\. Next: columns: case_id /),
      })
      expect(readdirSync(out)).toEqual([])
    }),
  )
})

describe("--per-creditor", () => {
  it.scopedLive("gives each creditor its own files, all of one run, that can be made again", () =>
    Effect.gen(function* () {
      const { environment } = yield* Sandbox.start({ cases: 60, seed: 5, now: "2025-06-30", oddities: 0.2 })
      const out = yield* Folder.temporary
      const alone = yield* Folder.temporary
      const all = yield* amiliExport(["closed", "--csv", "rfc4180", "--out", alone], environment)
      const wanted = Folder.csv("/", all.stdout.split("\n")[0] ?? "")
      const split = yield* amiliExport(["closed", "--per-creditor", "--csv", "rfc4180", "--out", out], environment)
      expect(split.code).toBe(all.code)
      const files = Folder.named(out, ".csv").filter((name) => /-[0-9a-f]{24}\.csv$/.test(name))
      expect(files).toHaveLength(new Set(wanted.map((row) => row["creditor_id"])).size)
      // A person is sent to each of the files that need one.
      const unclear = Folder.named(out, "-quarantine.csv")
      expect(unclear.length).toBeGreaterThan(1)
      for (const name of unclear) expect(split.stderr).toContain(name)
      const rows = files.flatMap((name) =>
        Folder.csv(out, name).map((row) => {
          const [first = ""] = (row["creditor"] ?? "")
            .normalize("NFKD")
            .replaceAll(/\p{M}/gu, "")
            .toLowerCase()
            .split(" ")
          expect(name).toContain(`-${first}`)
          expect(name).toContain(row["creditor_id"])
          return row["case_id"]
        }),
      )
      expect(new Set(rows)).toEqual(new Set(wanted.map((row) => row["case_id"])))
      expect(rows).toHaveLength(wanted.length)
      const open = yield* amiliExport(["open", "--per-creditor", "--out", out], environment)
      expect(open.stdout.match(/open-000001-\S+-[0-9a-f]{24}\.xlsx/g)?.length).toBeGreaterThan(1)
      const again = join(out, "again")
      expect(yield* amiliExport(["replay", "1", "--to", again, "--out", out], {})).toMatchObject({ code: 0 })
    }),
  )
})

describe("a run without its journal", () => {
  it.scopedLive("does not export everything again into the same folder", () =>
    Effect.gen(function* () {
      const { out, run } = yield* exported
      rmSync(join(out, "journal.db"))
      const files = readdirSync(out)
      const again = yield* run("closed")
      expect(again.code).toBe(1)
      expect(again.stderr).toMatch(
        /^amili-export: .* belongs to another journal, which ends with closed run 1 .*journal rebuild/,
      )
      expect(readdirSync(out)).toEqual(files)
    }),
  )
})

describe("a run that is not alone", () => {
  it.scopedLive("ends with 6 and says who holds the lock; a killed holder's lock is taken over", () =>
    Effect.gen(function* () {
      const { environment } = yield* Sandbox.start({ cases: 2000, seed: 5, latency: 300 })
      const out = yield* Folder.temporary
      const first = yield* Running.start(["open", "--out", out], environment)
      yield* first.until(
        () => existsSync(join(out, "journal.db")) && readdirSync(out).some((name) => name.endsWith(".partial")),
      )
      const second = yield* amiliExport(["closed", "--out", out], environment)
      expect(second.code).toBe(6)
      expect(second.stderr).toMatch(
        /^amili-export: an export of profile "default" has been running since \d{4}-\d\d-\d\d \d\d:\d\d \(Stockholm time, process \d+ on .+\)\. Next: wait/,
      )
      yield* first.kill("SIGKILL")
      expect((yield* amiliExport(["history", "--out", out], environment)).stderr).toBe("no run yet\n")
      const backfill = yield* amiliExport(["backfill", "--out", out, "--until", "2020-01-01"], environment)
      expect(backfill.code).toBe(0)
    }),
  )

  it.scopedLive.each([
    ["open", "SIGINT"],
    ["closed", "SIGINT"],
    ["closed", "SIGTERM"],
  ] as const)("(%s) ends with 130 on %s, leaves nothing behind, and the next one is the first", ([command, signal]) =>
    Effect.gen(function* () {
      const { environment } = yield* Sandbox.start({ cases: 1000, seed: 5, latency: 60, now: "2025-06-30" })
      const out = yield* Folder.temporary
      const run = yield* Running.start([command, "--out", out], environment)
      yield* run.until(() => existsSync(out) && readdirSync(out).some((name) => name.endsWith(".partial")))
      const ended = yield* run.kill(signal)
      expect(ended).toMatchObject({ code: 130, stdout: "" })
      expect(readdirSync(out)).toEqual(["journal.db"])
      const next = yield* amiliExport([command, "--out", out], environment)
      expect(next.stdout).toContain(`${command}-000001-`)
      expect(yield* amiliExport(["verify", "--out", out], environment)).toMatchObject({ code: 0 })
    }),
  )
})
