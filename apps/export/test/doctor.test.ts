import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import * as Sandbox from "@amili-cases/test-fixtures/Sandbox"
import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import * as Folder from "../../../packages/accounting/test/support/folder.ts"
import { amiliExport } from "./support/program.ts"

const findings = (stdout: string) =>
  stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as { name: string; state: string; detail: string; next?: string })

describe("amili-export doctor", () => {
  it.scopedLive("finds everything well after init and an export", () =>
    Effect.gen(function* () {
      const { environment } = yield* Sandbox.start({ cases: 40, seed: 5, now: "2025-06-30" })
      const home = yield* Folder.temporary
      const run = (...args: ReadonlyArray<string>) => amiliExport(args, { ...environment, HOME: home })
      yield* run("init", "--out", join(home, "out"))
      expect(findings((yield* run("doctor", "--json")).stdout).find(({ name }) => name === "Journal")?.detail).toBe(
        "none yet: the first export makes it",
      )
      yield* run("closed")
      const { code, stderr, stdout } = yield* run("doctor", "--json")
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" })
      const found = findings(stdout)
      expect(found.map(({ name, state }) => `${name} ${state}`)).toEqual(
        [
          "Node",
          "Terminal",
          "Settings",
          "Folder",
          "Journal",
          "Files",
          "Schedule",
          "Host",
          "Private key",
          "Access",
          "API",
          "Clock",
        ].map((name) => `${name} ok`),
      )
      expect(found.find(({ name }) => name === "Journal")?.detail).toMatch(
        /^1 run in .*journal\.db, of http:\/\/127\.0\.0\.1:\d+$/,
      )
    }),
  )

  it.scopedLive("asks the witness of the journal, and lists files of runs that the journal does not know", () =>
    Effect.gen(function* () {
      const { environment } = yield* Sandbox.start({ cases: 40, seed: 5, now: "2025-06-30" })
      const home = yield* Folder.temporary
      const out = join(home, "out")
      const own = { ...environment, HOME: home, XDG_STATE_HOME: join(home, "state") }
      const run = (...args: ReadonlyArray<string>) => amiliExport([...args, "--out", out], own)
      const looked = Effect.map(run("doctor", "--json"), ({ code, stdout }) => ({
        code,
        found: findings(stdout).filter(({ name }) => name === "Journal" || name === "Files"),
      }))
      yield* run("closed", "--format", "csv")
      const file = join(out, ".closed-witness.json")
      const line = readFileSync(file, "utf8")
      writeFileSync(file, line.replace(/"serial": 1/, '"serial": 2'))
      writeFileSync(join(out, "butik-closed-000001-2026-01-01.csv"), "")
      expect(yield* looked).toMatchObject({
        code: 1,
        found: [
          { state: "failed", detail: expect.stringContaining("the journal is older than its last run") },
          { state: "warning", detail: "the journal does not know butik-closed-000001-2026-01-01.csv" },
        ],
      })
      writeFileSync(file, line.replace(/"hash": ".../, '"hash": "xxx'))
      expect(yield* looked).toMatchObject({ code: 1, found: [{ detail: expect.stringContaining("two copies") }, {}] })

      // Without a journal, the witness of the machine knows, also beside an empty folder.
      rmSync(out, { recursive: true })
      mkdirSync(out)
      expect(yield* looked).toMatchObject({
        code: 2,
        found: [{ state: "failed", detail: expect.stringContaining("everything once more: closed run 1") }, {}],
      })
    }),
  )

  it.scopedLive("names each scheduled export that failed, also where another seems to have ended ten years ahead", () =>
    Effect.gen(function* () {
      const home = yield* Folder.temporary
      const state = join(home, "state", "amili")
      mkdirSync(state, { recursive: true })
      const verdict = (dataset: string, endedAt: string, exitCode: number) =>
        writeFileSync(join(state, `amili-export-default-${dataset}.json`), JSON.stringify({ endedAt, exitCode }))
      verdict("open", "2036-12-01T05:30:00.000Z", 0)
      verdict("closed", "2026-12-01T05:30:00.000Z", 5)
      verdict("payouts", "2016-12-01T05:30:00.000Z", 3)
      const { stdout } = yield* amiliExport(["doctor", "--json"], { HOME: home, XDG_STATE_HOME: join(home, "state") })
      const detail = findings(stdout).find(({ name }) => name === "Schedule")?.detail
      expect(detail).toContain("(closed) ended with 5 on 2026-12-01 06:30")
      expect(detail).toContain("(payouts) ended with 3")
      expect(detail).not.toContain("(open)")
    }),
  )

  it.scopedLive("says what to do about what is wrong, and ends with its exit code", () =>
    Effect.gen(function* () {
      const home = yield* Folder.temporary
      const nothing = yield* amiliExport(["doctor", "--json"], { HOME: home })
      expect(nothing.code).toBe(4)
      expect(findings(nothing.stdout).filter(({ state }) => state !== "ok")).toMatchObject([
        { name: "Settings", state: "warning", next: expect.stringContaining("amili-export init") },
        { name: "Set-up", state: "failed", next: expect.stringContaining('once with "amili-export init"') },
      ])
      mkdirSync(join(home, "out"))
      writeFileSync(join(home, "out", "journal.db"), "this is no database")
      const environment = { HOME: home, AMILI_BASE_URL: "https://host.invalid", AMILI_ACCESS_TOKEN: "none" }
      const broken = yield* amiliExport(["doctor", "--json", "--out", join(home, "out")], environment)
      expect(findings(broken.stdout).filter(({ state }) => state === "failed")).toMatchObject([
        { name: "Journal", next: expect.any(String) },
        { name: "Host", detail: "no address is known for host.invalid" },
      ])
    }),
  )
})
