import * as Recorded from "@amili-cases/test-fixtures/Recorded"
import * as Sandbox from "@amili-cases/test-fixtures/Sandbox"
import { Effect, Exit, Scope } from "effect"
import { execFile } from "node:child_process"
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { promisify } from "node:util"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

const root = join(import.meta.dirname, "..")
const scope = Effect.runSync(Scope.make())
const folder = mkdtempSync(join(tmpdir(), "amili-examples-"))
let environment: Readonly<Record<string, string>> = {}

beforeAll(async () => {
  const start = Effect.flatMap(Recorded.data, (data) => Sandbox.start({ data }))
  const sandbox = await Effect.runPromise(Effect.provideService(start, Scope.Scope, scope))
  environment = sandbox.environment
})

afterAll(async () => {
  await Effect.runPromise(Scope.close(scope, Exit.void))
  rmSync(folder, { recursive: true })
})

const run = async (name: string, ...args: ReadonlyArray<string>): Promise<string> => {
  const { stderr, stdout } = await promisify(execFile)(process.execPath, [join(root, "dist", `${name}.js`), ...args], {
    cwd: folder,
    env: { ...process.env, ...environment },
  }).catch((error: { readonly stderr: string; readonly stdout: string }) => error)
  return stdout + stderr
}

describe.each([
  ["with Effect", ""],
  ["with promises", "promise/"],
])("the examples %s", (_, style) => {
  it("look up a case", async () => {
    const text = await run(`${style}lookup`, "68b1fcab6b4cb2424a23d596")
    expect(text).toContain("invoice    INV-2025-00000")
    expect(text).toContain("closed     recalled")
    expect(text).toContain("remaining  0.30 NOK")
  })

  it("look up in vain with one line", async () => {
    expect((await run(`${style}lookup`, "f".repeat(24))).trim().split("\n")).toHaveLength(1)
    expect(await run(`${style}lookup`, "nope")).toContain("24 hex digits")
  })

  it("show a page of a table", async () => {
    const lines = (await run(`${style}table`, "2")).trim().split("\n")
    expect(lines).toHaveLength(21)
    expect(lines.at(-1)).toMatch(/^page 2 of \d+, \d+ cases$/)
  })

  it("read what was closed, and nothing twice", async () => {
    const store = `store${style.length}.json`
    const first = (await run(`${style}closed`, store)).trim().split("\n")
    expect(first.filter((line) => line.startsWith("new"))).toHaveLength(279)
    expect(await run(`${style}closed`, store)).toBe("279 closed in all, 2 more without a date: look at those by hand\n")
  })

  it("read a resource of their own", async () =>
    expect(await run(`${style}ownResource`)).toMatch(/^\d+ of 90 lines are paid and above 1000\ntogether \d+\.\d\d\n$/))

  it("show spans", async () => {
    const text = await run(`${style}openTelemetry`)
    expect(text).toContain("319 open cases")
    expect(text).toContain(style === "" ? "name: 'Reader.count'" : "name: 'amili GET'")
  })

  it("stay under sixty lines each", () => {
    const lines = (name: string) => readFileSync(join(root, "src", style, name), "utf8").split("\n").length
    const programs = readdirSync(join(root, "src", style)).filter((name) => name.endsWith(".ts"))
    expect(programs).toContain("closed.ts")
    expect(programs.filter((name) => lines(name) > 60)).toEqual([])
  })
})
