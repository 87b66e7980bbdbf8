import { spawn } from "node:child_process"
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { delimiter, join } from "node:path"
import process from "node:process"
import { fileURLToPath } from "node:url"
import * as Tree from "@amili-cases/app-kit/command/Tree"
import * as Sandbox from "@amili-cases/test-fixtures/Sandbox"
import { Effect, Exit, Scope } from "effect"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { app } from "../src/App.ts"
import * as Folder from "../../../packages/accounting/test/support/folder.ts"
import { compiled } from "./support/program.ts"

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const help = (
  await Promise.all(
    Tree.leaves(app.root).map(async ({ leaf }) => (await leaf.load()).examples.map(({ command }) => command)),
  )
).flat()

/**
 * Abandoning a run needs one whose files are lost, acknowledging a case one that is gone, reconciling a month as of a day a
 * run before that day, a bank its files, and vouchers an account map and what they are made of: tests of their own have these.
 */
const needsMore = (command: string) =>
  command.startsWith("amili-export journal abandon ") ||
  /--(acknowledge|as-of|bank) |^amili-export vouchers (?!init)/.test(command)

/** Commands of a document: whole lines of its blocks of code, and those within a line. */
const documented = (file: string) =>
  Array.from(
    readFileSync(at(`../../../${file}`), "utf8").matchAll(/(?:^|`)(amili-export [^`\n]*[^`\n\s])(?=`|$)/gm),
    ([, command = ""]) => command,
  )
    // Generated from the help, months of the reader (the test of the demo closes some), and forms rather than commands.
    .filter(
      (command) =>
        !help.includes(command) &&
        !needsMore(command) &&
        !command.includes("--month 2026-") &&
        !/[A-Z]{3}|\.\.\.|</.test(command.replaceAll(/INV-\S+/g, "")),
    )

const folder = mkdtempSync(join(tmpdir(), "amili-export-examples-"))
const scope = Effect.runSync(Scope.make())
let environment: Readonly<Record<string, string>> = {}
let known = { id: "", invoice: "" }

const run = (command: string) =>
  new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) => {
    const PATH = `${join(folder, "bin")}${delimiter}${folder}${delimiter}${process.env["PATH"]}`
    // Each example stands for itself: the machine would remember the runs of the others, and refuse to begin again.
    const XDG_STATE_HOME = mkdtempSync(join(folder, "state-"))
    const own = { HOME: folder, XDG_STATE_HOME, AMILI_KEYCHAIN: "off", NODE_COMPILE_CACHE: compiled }
    const env = { PATH, ...own, ...environment }
    const child = spawn("sh", ["-c", command], { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"] })
    let [stdout, stderr] = ["", ""]
    child.stdout.on("data", (data) => (stdout += String(data)))
    child.stderr.on("data", (data) => (stderr += String(data)))
    child.on("close", (code) => resolve({ code, stdout, stderr }))
  })

/** Ids and invoices of the documents are examples: cases of the sandbox stand in for them. */
const real = (command: string) =>
  command.replaceAll("6867da7788b9226bb78d716c", known.id).replaceAll(/INV-[\d-]+/g, known.invoice)

describe.skipIf(process.platform === "win32")("a documented example", () => {
  beforeAll(async () => {
    const program = (name: string, text: string) => {
      writeFileSync(join(folder, name), `#!/bin/sh\n${text}\n`)
      chmodSync(join(folder, name), 0o755)
    }
    program("amili-export", `exec "${process.execPath}" "${at("../bin/amili-export.cjs")}" "$@"`)
    // Nothing is scheduled on the machine that runs the tests.
    program("systemctl", "exit 1")
    program("crontab", 'if [ "$1" = -l ]; then cat table 2>/dev/null; exit 0; else cat > table; fi')
    const sandbox = await Effect.runPromise(
      Sandbox.start({ cases: 120, seed: 5, now: "2025-06-30" }).pipe(Scope.extend(scope)),
    )
    environment = sandbox.environment
    for (const out of ["exports", "exporter"]) await run(`amili-export open --out ${out}`)
    const { stdout } = await run("amili-export closed --csv rfc4180 --out exporter")
    const [row] = Folder.csv("/", stdout.split("\n")[0] ?? "")
    known = { id: row?.["case_id"] ?? "", invoice: row?.["invoice_number"] ?? "" }
  })
  afterAll(async () => {
    await Effect.runPromise(Scope.close(scope, Exit.void))
    rmSync(folder, { recursive: true })
  })

  it.each(help.filter((command) => !needsMore(command)))("of the help runs: %s", async (command) => {
    const { code, stderr } = await run(real(command))
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.not.stringContaining("amili-export: ") })
  })

  it.each(["docs/ekonomi.md", "docs/export.md", "docs/journal.md", "README.md"])("of %s runs", async (file) => {
    for (const command of new Set(documented(file))) {
      const { code, stderr } = await run(real(command))
      expect({ command, code, stderr }).toEqual({
        command,
        code: 0,
        stderr: expect.not.stringContaining("amili-export: "),
      })
    }
  })
})
