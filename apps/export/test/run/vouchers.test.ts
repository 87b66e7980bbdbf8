/** The month of an accountant, with the program as users have it: map, draft, edited workbook, decisions, SIE files. */
import { existsSync, readFileSync, writeFileSync } from "node:fs"
import { basename, join } from "node:path"
import * as Sandbox from "@amili-cases/test-fixtures/Sandbox"
import * as Read from "@amili-cases/sie/read/Read"
import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import * as Folder from "../../../../packages/accounting/test/support/folder.ts"
import { parse } from "../../../../packages/accounting/test/support/page.ts"
import { amiliExport } from "../support/program.ts"

const day = "2026-03-01"
const decided = ["--by", "Eva Ek", "--reason", "test"]
const company = ["--name", "Exempel AB", "--organisation-number", "556677-8899", "--outlays", "3591"]

const begun = Effect.gen(function* () {
  const sandbox = yield* Sandbox.start({ cases: 60, seed: 3, since: "2026-01-01", now: day, unkind: 0.3 })
  const out = yield* Folder.temporary
  const run = (...args: ReadonlyArray<string>) => amiliExport([...args, "--out", out], sandbox.environment)
  for (const dataset of ["payouts", "closed"]) expect([0, 3]).toContain((yield* run(dataset)).code)
  return { out, run }
})

const pathOf = (stdout: string, ending: string) =>
  stdout.split("\n").find((line) => line.endsWith(ending)) ?? `no ${ending} in ${stdout}`

describe("amili-export vouchers", () => {
  it.scopedLive(
    "goes from the account map to SIE files, each voucher once",
    () =>
      Effect.gen(function* () {
        const { out, run } = yield* begun
        const missing = yield* run("vouchers", "draft", "--month", "2026-02")
        expect({ code: missing.code, stderr: missing.stderr }).toEqual({
          code: 2,
          stderr: expect.stringContaining("there is no account map at"),
        })
        const fiscal = ["--fiscal-year", "2026-01-01", "--vat", "25", "--receiver", "fortnox", "--offline"]
        const init = yield* run("vouchers", "init", ...company, ...fiscal)
        expect({ code: init.code, file: init.stdout.trim() }).toEqual({ code: 0, file: join(out, "accounts.json") })
        const twice = yield* run("vouchers", "init", ...company, ...fiscal)
        expect({ code: twice.code, stderr: twice.stderr }).toEqual({
          code: 2,
          stderr: expect.stringContaining("is there already"),
        })

        const draft = yield* run("vouchers", "draft", "--month", "2026-02", "--json")
        expect(draft.code).toBe(3)
        const told: unknown = JSON.parse(draft.stdout)
        expect(told).toMatchObject({ month: "2026-02", vouchers: expect.any(Number), approved: 0, exitCode: 3 })
        const json = pathOf(draft.stdout.replaceAll('"', "\n"), ".json")
        const document = JSON.parse(readFileSync(json, "utf8")) as {
          questions: ReadonlyArray<{ number: string; cause: string }>
          vouchers: ReadonlyArray<{ number: string }>
        }
        const losses = document.questions.filter(({ cause }) => cause === "loss")
        expect(losses.length).toBeGreaterThan(0)

        const answers = join(out, "answers.csv")
        writeFileSync(answers, `number;decision\r\n${losses.map(({ number }) => `${number};ja\r\n`).join("")}`)
        const decide = yield* run("vouchers", "decide", "--from", answers, ...decided)
        expect({ code: decide.code, stderr: decide.stderr }).toEqual({
          code: 0,
          stderr: expect.stringContaining(`${losses.length} questions are decided`),
        })
        const nothing = yield* run("vouchers", "emit")
        expect(nothing.stderr).toContain("nothing to emit")

        yield* run("vouchers", "draft", "--month", "2026-02", "--json")
        const approve = yield* run("vouchers", "approve", "--all", ...decided)
        expect({ code: approve.code, stderr: approve.stderr }).toEqual({
          code: 0,
          stderr: expect.stringContaining("vouchers are approved"),
        })
        const emit = yield* run("vouchers", "emit")
        expect(emit).toMatchObject({ code: 0, stderr: expect.stringContaining("run 1: ") })
        const sie = emit.stdout.split("\n").filter((line) => line.endsWith(".si"))
        expect(sie.length).toBeGreaterThan(0)
        for (const file of sie) {
          const { file: read, findings } = yield* Read.parse(readFileSync(file))
          expect(findings).toEqual([])
          expect(read.company).toMatchObject({ name: "Exempel AB", organisationNumber: "556677-8899" })
        }
        expect((yield* run("vouchers", "emit")).stderr).toContain("nothing to emit")
        expect((yield* run("verify")).code).toBe(0)
        const documented = (name: string) =>
          Effect.map(run("docs", name), ({ stdout }) => parse(readFileSync(stdout.trim(), "utf8")).text)
        const history = yield* documented("behandlingshistorik")
        for (const file of sie) expect(history).toContain(`${basename(file)}: `)
        expect(yield* documented("systemdokumentation")).toContain("Fordran på inkassobolag")

        const [number = ""] = (yield* run("vouchers", "list", "--state", "emitted", "--fields", "number")).stdout.split(
          "\n",
        )
        const explained = yield* run("vouchers", "explain", number.slice(0, 8), "--raw")
        expect(explained.stdout).toContain("approve by Eva Ek")
        expect(explained.stdout).toContain("raw document in ")
        const reversed = yield* run("vouchers", "reverse", number, ...decided)
        expect({ code: reversed.code, stderr: reversed.stderr }).toEqual({
          code: 0,
          stderr: expect.stringContaining(`takes ${number} back`),
        })
        const again = yield* run("vouchers", "reverse", number, ...decided)
        expect({ code: again.code, stderr: again.stderr }).toEqual({
          code: 1,
          stderr: expect.stringContaining("nothing of voucher"),
        })
        expect((yield* run("vouchers", "emit")).stderr).toContain("run 2: 1 voucher in 1 SIE file")
        const replay = yield* run("replay", "1", "--dataset", "vouchers", "--to", join(out, "again"))
        expect(replay.code).toBe(0)
        expect(existsSync(join(out, "again"))).toBe(true)
        expect(replay.stderr).not.toContain("other compression")
      }),
    120_000,
  )
})
