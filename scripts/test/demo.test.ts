import { execFile } from "node:child_process"
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { promisify } from "node:util"
import { describe, expect, it } from "vitest"

const walk = join(import.meta.dirname, "../demo/walk.mjs")

/** What the demo says as if it were `now`. */
const run = async (out: string, now: string) =>
  (await promisify(execFile)(process.execPath, [walk, "--out", out, "--now", now, "--cases", "40"])).stdout

/** The id of each row of the exports of closed cases. */
const idsIn = (out: string) =>
  readdirSync(join(out, "exports"))
    .filter((name) => /^closed-\d{6}-\d{4}-\d\d-\d\d\.csv$/.test(name))
    .flatMap((name) => readFileSync(join(out, "exports", name), "utf8").match(/^'?[0-9a-f]{24}(?=;)/gm) ?? [])

describe("the demo", () => {
  it("closes three months, and goes on a month later without a case twice", { timeout: 180_000 }, async () => {
    const out = mkdtempSync(join(tmpdir(), "amili-demo-"))
    const first = await run(out, "2026-03-05")
    expect(first.trimEnd().split("\n").at(-1)).toContain("npx amili-desk --sandbox")
    for (const month of ["2025-12", "2026-01", "2026-02"]) expect(first).toContain(`Month-end of ${month}`)
    const ids = idsIn(out)
    const later = await run(out, "2026-04-10")
    expect(later).toMatch(/Month-end of 2026-02[^]*Month-end of 2026-03[^]*report-2026-03\.html/)
    expect(later).not.toContain("Month-end of 2026-01")
    const all = idsIn(out)
    expect(all.length).toBeGreaterThan(ids.length)
    expect(new Set(all).size).toBe(all.length)
    rmSync(out, { recursive: true })
  })
})
