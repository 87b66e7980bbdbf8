import { appendFileSync, existsSync } from "node:fs"
import { join } from "node:path"
import * as Sandbox from "@amili-cases/test-fixtures/Sandbox"
import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import * as Folder from "../../../packages/accounting/test/support/folder.ts"
import { amiliExport, type Ended } from "./support/program.ts"

const documents = ({ stdout }: Ended): ReadonlyArray<Record<string, unknown>> =>
  stdout
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Record<string, unknown>)

const nobody = { AMILI_BASE_URL: "http://127.0.0.1:1", AMILI_ACCESS_TOKEN: "none" }

describe("--json", () => {
  it.scopedLive("tells a run as one document: serial, window, counts, sums, files, exit code", () =>
    Effect.gen(function* () {
      const { environment } = yield* Sandbox.start({ cases: 60, seed: 5, now: "2025-06-30" })
      const out = yield* Folder.temporary
      const run = (...args: ReadonlyArray<string>) => amiliExport([...args, "--json", "--out", out], environment)
      const closed = yield* run("closed")
      const [told] = documents(closed)
      expect(told).toMatchObject({
        dataset: "closed",
        profile: "default",
        serial: 1,
        window: { from: null, until: expect.stringMatching(/^\d{4}-.*Z$/) },
        counts: { closed: expect.any(Number) },
        sums: [{ currency: "SEK", count: expect.any(Number), sum: expect.stringMatching(/^-?\d+\.\d\d$/) }],
        warnings: expect.any(Array),
        recovered: [],
        exitCode: closed.code,
      })
      expect((told?.["files"] as ReadonlyArray<string> | undefined)?.every((file) => existsSync(file))).toBe(true)
      expect(told).toMatchObject({ window: { from: null }, period: { from: null, until: expect.any(String) } })
      const again = documents(yield* run("closed"))[0]
      expect(again).toMatchObject({ serial: null, files: [], exitCode: 0 })
      expect(documents(yield* run("open"))[0]).toMatchObject({ dataset: "open", serial: 1, window: { from: null } })
      expect(documents(yield* run("backfill", "--from", "2025-01-01"))[0]).toMatchObject({
        serial: null,
        window: { from: "2024-12-31T23:00:00.000Z" },
      })
    }),
  )

  it.scopedLive("tells what needs a person, on stderr as JSON too, and ends with 3", () =>
    Effect.gen(function* () {
      const { engine, environment } = yield* Sandbox.start({ cases: 60, seed: 5, now: "2025-06-30" })
      const out = yield* Folder.temporary
      const { stdout } = yield* amiliExport(["open", "--csv", "rfc4180", "--out", out], environment)
      const [victim] = Folder.csv("/", stdout.split("\n")[0] ?? "")
      engine.change(victim?.["case_id"] ?? "", Date.now(), { closed: { reason: "fully_paid" } })
      const ended = yield* amiliExport(["closed", "--json", "--out", out], environment)
      expect(ended.code).toBe(3)
      expect(documents(ended)[0]).toMatchObject({ exitCode: 3, counts: { quarantined: 1 } })
      expect(JSON.parse(ended.stderr)).toMatchObject({ code: 3, error: "NeedsPerson", hint: expect.any(String) })
    }),
  )

  it.scopedLive("tells history, verify and explain as documents", () =>
    Effect.gen(function* () {
      const { environment } = yield* Sandbox.start({ cases: 60, seed: 5, now: "2025-06-30" })
      const out = yield* Folder.temporary
      const run = (...args: ReadonlyArray<string>) => amiliExport([...args, "--json", "--out", out], environment)
      const { stdout } = yield* amiliExport(["closed", "--csv", "rfc4180", "--out", out], environment)
      const [first] = Folder.csv("/", stdout.split("\n")[0] ?? "")
      const [history] = documents(yield* run("history"))
      expect(history).toMatchObject({ serial: 1, counts: expect.any(Object), hash: expect.stringMatching(/^\w{64}$/) })
      const explained = documents(yield* run("explain", first?.["invoice_number"] ?? "", "--raw"))
      expect(explained).toEqual([expect.objectContaining({ caseId: first?.["case_id"], serial: 1 })])
      expect(JSON.parse(String(explained[0]?.["document"]))).toMatchObject({ _id: first?.["case_id"] })
      expect(documents(yield* run("verify", "--api"))[0]).toMatchObject({ findings: [], exitCode: 0 })
      const [book = ""] = Folder.named(out, ".xlsx")
      appendFileSync(join(out, book), "x")
      const verify = yield* run("verify")
      expect(verify.code).toBe(1)
      expect(documents(verify)[0]).toMatchObject({ checked: { cases: null }, exitCode: 1 })
      expect(documents(verify)[0]?.["findings"]).toEqual([{ problem: "the file has been changed", subject: book }])
      expect(JSON.parse(verify.stderr)).toMatchObject({ code: 1, error: "NotIntact" })
    }),
  )

  it.effect("tells what is wrong with the command line", () =>
    Effect.gen(function* () {
      const ended = yield* amiliExport(["closed", "--json"], nobody)
      expect(ended).toMatchObject({ code: 2, stdout: "" })
      expect(JSON.parse(ended.stderr)).toMatchObject({ code: 2, error: "UsageError" })
    }),
  )
})

describe("--query", () => {
  it.scopedLive("asks each document of a list, and says what is wrong with a question", () =>
    Effect.gen(function* () {
      const { environment } = yield* Sandbox.start({ cases: 60, seed: 5, now: "2025-06-30" })
      const out = yield* Folder.temporary
      yield* amiliExport(["open", "--out", out], environment)
      const ask = (question: string) => amiliExport(["history", "--out", out, "--query", question], {})
      expect((yield* ask("[dataset, serial]")).stdout).toBe('["open",1]\n')
      expect((yield* ask("dataset")).stdout).toBe("open\n")
      expect((yield* ask("nothing")).stdout).toBe("")
      const wrong = yield* ask("[?")
      expect(wrong).toMatchObject({ code: 2, stdout: "" })
      expect(wrong.stderr).toContain("amili-export: --query does not work: it breaks off. Next: --json shows")
    }),
  )
})

describe("the lists of exports", () => {
  it.scopedLive("take --template, --fields and --csv like the lists of cases", () =>
    Effect.gen(function* () {
      const { environment } = yield* Sandbox.start({ cases: 60, seed: 5, now: "2025-06-30" })
      const out = yield* Folder.temporary
      const { stdout } = yield* amiliExport(["closed", "--csv", "rfc4180", "--out", out], environment)
      const [first] = Folder.csv("/", stdout.split("\n")[0] ?? "")
      const [id, invoice] = [first?.["case_id"] ?? "", first?.["invoice_number"] ?? ""]
      const show = (...args: ReadonlyArray<string>) =>
        Effect.map(amiliExport([...args, "--out", out], {}), ({ stdout }) => stdout)
      expect(yield* show("history", "--template", "{{dataset}} {{serial}}")).toBe("closed 1\n")
      expect(yield* show("history", "--csv", "--fields", "dataset,run")).toBe("dataset,run\nclosed,1\n")
      expect(yield* show("history", "--json", "--fields", "run,sums")).toMatch(/^{"run":1,"sums":\[{"currency":"SEK",/)
      expect(yield* show("explain", invoice, "--csv", "--fields", "case,what")).toBe(`case,what\n${id},closed\n`)
      expect(yield* show("explain", invoice, "--template", "{{caseId}}")).toBe(`${id}\n`)
      expect(yield* show("show", "1", "--fields", "state")).toMatch(/^(intact\n)+$/)
      expect(yield* show("show", "1", "--query", "serial")).toBe("1\n")
      expect(yield* show("verify", "--template", "{{exitCode}}")).toBe("0\n")
      expect(yield* show("verify", "--csv")).toBe("subject,problem\n")
      appendFileSync(join(out, Folder.named(out, ".xlsx")[0] ?? ""), "x")
      expect(yield* show("verify", "--csv")).toMatch(/^subject,problem\n\S+\.xlsx,the file has been changed\n$/)
    }),
  )
})

describe("a missing option", () => {
  it.effect("is named, with what to do", () =>
    Effect.gen(function* () {
      expect((yield* amiliExport(["closed"], nobody)).stderr).toBe(
        'amili-export: where do the exports go? --out is missing, and no folder is set up for the profile "default". Next: give a folder with --out, or set one up for good with amili-export init\n',
      )
      expect((yield* amiliExport(["replay", "1", "--out", "x"], nobody)).stderr).toBe(
        "amili-export: --to is missing. Next: amili-export replay --help\n",
      )
      expect((yield* amiliExport(["show", "--out", "x"], nobody)).stderr).toBe(
        "amili-export: <serial> is missing. Next: amili-export show --help\n",
      )
    }),
  )
})
