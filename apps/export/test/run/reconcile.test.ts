import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import * as Sandbox from "@amili-cases/test-fixtures/Sandbox"
import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import * as Folder from "../../../../packages/accounting/test/support/folder.ts"
import { frozen } from "../../../../packages/accounting/test/support/frozen.ts"
import { amiliExport } from "../support/program.ts"

const by = ["--by", "Eva Ek", "--reason", "closed with the books"]

/** A company on 1 February 2026, by a clock that stands still. */
const world = (unkind: number) =>
  Effect.gen(function* () {
    const options = { cases: 60, seed: 4, since: "2025-12-01", now: "2026-02-01", unkind }
    const sandbox = yield* Sandbox.start(options).pipe(Effect.withClock(frozen))
    const out = yield* Folder.temporary
    const run = (...args: ReadonlyArray<string>) => amiliExport([...args, "--out", out], sandbox.environment)
    const bankFile = Effect.promise(async () => {
      const answer = await fetch(`${sandbox.baseUrl}/__sandbox/bank?from=2025-12-01&to=2026-01-31`)
      const path = join(out, "bank.xml")
      writeFileSync(path, await answer.text())
      return path
    })
    return { ...sandbox, bankFile, out, run }
  })

describe("amili-export reconcile", () => {
  it.scopedLive("ends with 0 where all balances, and makes the same stand once", () =>
    Effect.gen(function* () {
      const { out, run } = yield* world(0)
      // The month that is over by the server's clock, which is behind that of this machine.
      const first = yield* run("reconcile", "--wait", "60")
      expect(first).toMatchObject({ code: 0, stderr: expect.stringContaining("2026-01 balances") })
      const files = first.stdout.trimEnd().split("\n")
      expect(files.at(-1)).toMatch(/reconcile-000001-2026-02-01-report-2026-01\.html$/)
      expect(files.every((file) => file.startsWith(out))).toBe(true)
      const answer = first.stderr.split("\n").filter((line) => !line.startsWith("note: "))
      for (const line of answer) expect(line.length).toBeLessThanOrEqual(80)
      const again = yield* run("reconcile", "--month", "2026-01", "--wait", "60", "--offline")
      expect(again).toMatchObject({
        code: 0,
        stdout: "",
        stderr: expect.stringContaining("nothing has changed since run 1"),
      })
      expect(yield* run("verify")).toMatchObject({ code: 0 })
      const listed = yield* run("history", "--json")
      expect(listed.stdout).toContain('"dataset":"reconcile"')
    }),
  )

  it.scopedLive("ends with 3 where something needs a person, and with --json says all of it", () =>
    Effect.gen(function* () {
      const { out, run } = yield* world(1)
      // Nothing is exported for what is refused.
      expect(yield* run("reconcile", "--month", "2026-02", "--final", ...by)).toMatchObject({
        code: 2,
        stderr: expect.stringContaining("2026-02 is not over: it cannot be made final"),
      })
      expect(yield* run("reconcile", "--month", "2026-03")).toMatchObject({
        code: 2,
        stderr: expect.stringContaining("2026-03 has not begun: today is 2026-02-01"),
      })
      expect(Folder.named(out, ".xlsx")).toEqual([])
      const made = yield* run("reconcile", "--month", "2026-01", "--json")
      expect(made.code).toBe(3)
      const document = JSON.parse(made.stdout)
      expect(document).toMatchObject({ dataset: "reconcile", serial: 1, same: null, verdict: "attention", exitCode: 3 })
      expect(document.summary.controls.map(({ id, outcome }: Record<string, string>) => `${id} ${outcome}`)).toEqual([
        "C1 holds",
        "C2 holds",
        "C3 holds",
        "C4 not_compared",
        "C5 holds",
        "C6 holds",
        "C7 not_compared",
        "C8 not_compared",
      ])
      expect(document.summary.decisions.length).toBeGreaterThan(0)
      const [differences = ""] = Folder.named(out, "-differences.csv")
      const needed = document.summary.decisions.reduce((sum: number, { count }: { count: number }) => sum + count, 0)
      expect(Folder.firstFields(out, differences).length).toBeGreaterThanOrEqual(needed)
      const final = yield* run("reconcile", "--month", "2026-01", "--offline", "--final", ...by)
      expect(final).toMatchObject({ code: 3, stderr: expect.stringMatching(/run 2, replaces run 1, final/) })
      expect(yield* run("reconcile", "--month", "2026-01")).toMatchObject({
        code: 2,
        stderr: expect.stringMatching(
          /^amili-export: 2026-01 is final since run 2 of \d{4}-\d\d-\d\d \(Eva Ek: closed with the books\)/,
        ),
      })
    }),
  )

  it.scopedLive("ends with 7 where a control does not add up, and says by how much", () =>
    Effect.gen(function* () {
      const { engine, out, run } = yield* world(0)
      yield* run("closed", "--csv", "rfc4180")
      const [row] = Folder.csv(out, Folder.named(out, ".csv").find((name) => name.startsWith("closed-")) ?? "")
      engine.resources.get("cases")?.remove(row?.["case_id"] ?? "")
      const failed = yield* run("reconcile", "--month", "2026-01", "--wait", "60")
      expect(failed).toMatchObject({ code: 7, stderr: expect.stringMatching(/2026-01 does not balance: C6/) })
      expect(failed.stderr).toMatch(/difference -1\n/)
      yield* run("verify", "--acknowledge", row?.["case_id"] ?? "", ...by)
      expect((yield* run("reconcile", "--month", "2026-01", "--wait", "60")).code).toBe(0)
    }),
  )

  it.scopedLive("takes bank files once somebody has confirmed who pays", () =>
    Effect.gen(function* () {
      const { bankFile, out, run } = yield* world(0)
      const bank = yield* bankFile
      const args = ["reconcile", "--month", "2026-01", "--wait", "60", "--bank", bank, "--bank", bank]
      expect(yield* run(...args)).toMatchObject({
        code: 2,
        stdout: "",
        stderr: expect.stringMatching(
          /BGNR 9912346 paid \d+ payouts by reference and amount, and nobody has confirmed/,
        ),
      })
      expect(Folder.named(out, ".html")).toEqual([])
      expect(yield* run("bank", "confirm", "991-2346", ...by)).toMatchObject({ code: 0 })
      expect((yield* run("bank", "list")).stdout).toMatch(/BGNR 9912346\t/)
      const made = yield* run(...args)
      expect(made).toMatchObject({ code: 0, stderr: expect.stringMatching(/C4 {2}holds/) })
      const payouts = Folder.named(out, "-payouts.csv").find((name) => name.startsWith("reconcile-")) ?? ""
      expect(readFileSync(join(out, payouts), "utf8")).toMatch(/framme/)
      // What was read is kept: the file is not needed again.
      expect(yield* run("reconcile", "--month", "2026-01", "--wait", "60")).toMatchObject({
        stderr: expect.stringContaining("nothing has changed since run 1"),
      })
    }),
  )

  it.scopedLive("refuses in one line what it cannot do, before anything is exported", () =>
    Effect.gen(function* () {
      const { out, run } = yield* world(0)
      const refused = (...args: ReadonlyArray<string>) => run("reconcile", ...args)
      expect(yield* refused("--month", "2026-03")).toMatchObject({
        code: 2,
        stderr: expect.stringMatching(/^amili-export: 2026-03 has not begun: today is 2026-02-01\. Next: .*\n$/),
      })
      expect(Folder.named(out, ".csv")).toEqual([])
      expect(yield* refused("--month", "2026-13")).toMatchObject({ code: 2 })
      expect(yield* refused("--month", "2026-01", "--final")).toMatchObject({
        code: 2,
        stderr: expect.stringContaining("--by NAME --reason TEXT"),
      })
      expect(yield* refused("--month", "2026-01", "--offline")).toMatchObject({
        code: 1,
        stderr: expect.stringContaining("there is no journal"),
      })
      const bad = join(out, "bad.xml")
      writeFileSync(bad, "<!DOCTYPE a><Document/>")
      const unreadable = yield* refused("--month", "2026-01", "--bank", bad)
      expect(unreadable.code).not.toBe(0)
      expect(unreadable.stderr).toContain("bad.xml")
      expect(Folder.named(out, ".csv").filter((name) => name.startsWith("reconcile-"))).toEqual([])
      expect(yield* run("bank", "confirm", "a friend", ...by)).toMatchObject({
        code: 2,
        stderr: expect.stringContaining('"a friend" is no account that a bank file could name'),
      })
    }),
  )
})
