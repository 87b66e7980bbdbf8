import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import * as Sandbox from "@amili-cases/test-fixtures/Sandbox"
import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import * as Folder from "../../../../packages/accounting/test/support/folder.ts"
import { frozen } from "../../../../packages/accounting/test/support/frozen.ts"
import { amiliExport } from "../support/program.ts"

const chromium = ["/usr/bin/chromium", "/usr/bin/google-chrome"].find((path) => existsSync(path))

/** Reconciles a month on 1 February 2026, with a browser at this path; first without printing, where `twice`. */
const reconciled = (browser: string, twice = false) =>
  Effect.gen(function* () {
    const options = { cases: 60, seed: 4, since: "2025-12-01", now: "2026-02-01", unkind: 0 }
    const sandbox = yield* Sandbox.start(options).pipe(Effect.withClock(frozen))
    const out = yield* Folder.temporary
    const args = ["reconcile", "--month", "2026-01", "--wait", "60", "--out", out]
    if (twice) yield* amiliExport(args, sandbox.environment)
    const ended = yield* amiliExport([...args, "--pdf"], { ...sandbox.environment, AMILI_CHROMIUM: browser })
    return { ...ended, environment: sandbox.environment, out, last: ended.stdout.trimEnd().split("\n").at(-1) ?? "" }
  })

describe("amili-export reconcile --pdf", () => {
  it.scopedLive("says how to print the report where no browser is, and ends as it would without", () =>
    Effect.gen(function* () {
      const { code, last, out, stderr } = yield* reconciled("/nowhere/chromium")
      expect(code).toBe(0)
      expect(last).toMatch(/-report-2026-01\.html$/)
      const text = stderr.replaceAll(/\s+/g, " ")
      expect(text).toContain("AMILI_CHROMIUM names /nowhere/chromium, which is not there: open")
      expect(text).toContain("in a browser and print it to PDF there")
      expect(Folder.named(out, ".pdf")).toEqual([])
    }),
  )

  it.scopedLive.skipIf(chromium === undefined)(
    "prints the report beside the run, which is proven without it",
    () =>
      Effect.gen(function* () {
        const { code, environment, last, out } = yield* reconciled(chromium ?? "")
        expect(code).toBe(0)
        expect(last).toMatch(/[/\\]report-2026-01-reconcile-000001\.pdf$/)
        expect(readFileSync(last).subarray(0, 5).toString()).toBe("%PDF-")
        const manifest = Folder.named(out, "-manifest.json").find((name) => name.startsWith("reconcile-")) ?? ""
        expect(readFileSync(join(out, manifest), "utf8")).not.toContain(".pdf")
        expect(yield* amiliExport(["verify", "--out", out], environment)).toMatchObject({ code: 0 })
      }),
    60_000,
  )

  it.scopedLive.skipIf(chromium === undefined)(
    "prints the report that is there where nothing has changed since",
    () =>
      Effect.gen(function* () {
        const { code, last, out, stderr } = yield* reconciled(chromium ?? "", true)
        expect(code).toBe(0)
        expect(stderr).toContain("nothing has changed since run 1: no new files")
        expect(last).toBe(join(out, "report-2026-01-reconcile-000001.pdf"))
        expect(readFileSync(last).subarray(0, 5).toString()).toBe("%PDF-")
      }),
    60_000,
  )
})
