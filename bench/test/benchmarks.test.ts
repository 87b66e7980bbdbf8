import { execFile } from "node:child_process"
import { join } from "node:path"
import { promisify } from "node:util"
import { describe, expect, it } from "vitest"
import { benchmarks } from "../src/benchmarks/index.ts"

const main = join(import.meta.dirname, "../dist/bundle/main.mjs")

/** For correctness only: every side runs once, and the harness refuses answers that differ. */
describe("a benchmark", () => {
  it.each(benchmarks.map(({ name }) => name))("runs each of its sides, with the same answer: %s", async (name) => {
    const { stderr, stdout } = await promisify(execFile)(process.execPath, [main, "--check", name])
    expect(stderr).toBe("")
    expect(stdout).toContain(`${name}: `)
  })
})
