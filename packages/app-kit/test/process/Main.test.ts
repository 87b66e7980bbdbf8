import { spawn } from "node:child_process"
import { createRequire } from "node:module"
import { mkdtempSync, openSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { build } from "esbuild"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

const folder = mkdtempSync(join(tmpdir(), "app-kit-"))
const program = join(folder, "program.cjs")

beforeAll(async () => {
  await build({
    entryPoints: [createRequire(import.meta.url).resolve("./fixtures/program.ts")],
    outfile: program,
    bundle: true,
    platform: "node",
    format: "cjs",
    conditions: ["@amili-cases/source"],
    logLevel: "error",
  })
})
afterAll(() => rmSync(folder, { recursive: true }))

interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs the program; `signals` are sent to it, one after each line that it writes to stdout. */
const run = (argv: ReadonlyArray<string>, signals: ReadonlyArray<NodeJS.Signals> = []): Promise<Ended> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [program, ...argv])
    let stdout = ""
    let stderr = ""
    const left = [...signals]
    child.stdout.on("data", (data) => {
      stdout += String(data)
      for (const signal of left.splice(0)) child.kill(signal)
    })
    child.stderr.on("data", (data) => (stderr += String(data)))
    child.on("close", (code) => resolve({ code, stdout, stderr }))
  })

describe("Main", () => {
  it("runs a command, options after the arguments", async () => {
    expect(await run(["say", "a", "b", "--json", "--times", "3"])).toEqual({
      code: 0,
      stdout: '{"times":3,"word":["a","b"]}\n',
      stderr: "",
    })
  })

  it("prints the version", async () => {
    expect(await run(["--version"])).toEqual({ code: 0, stdout: "1.2.3\n", stderr: "" })
  })

  it("shows the help of a command with its options and examples", async () => {
    const { code, stdout } = await run(["say", "--help"])
    expect(code).toBe(0)
    expect(stdout).toMatchInlineSnapshot(`
      "Shows say.

      Longer.

      Usage:
        program say [<word>...] [options]

      Arguments:
        [<word>...]  what to say

      Options:
        --json               one document a line
        --times <integer>    how often, 1 unless told
        --trace-file <path>  write to this file how long each part took, as OTLP JSON
                             lines without secrets, to send along with a report
        -h, --help           show this help

      Examples:
        # says hello
        $ program say hello
      "
    `)
  })

  it.each([
    [["say", "--times", "x"], 2, "program: 'x' is not a integer. Next: program say --help\n"],
    [
      ["say", "a", "--jsno"],
      2,
      "program: program say has no option --jsno. Next: did you mean --json? See program say --help\n",
    ],
    [["bug", "extra"], 2, "program: Received unknown argument: 'extra'. Next: program bug --help\n"],
    [["fail"], 5, "program: nobody answers ?[31m. Next: try later\n"],
    [
      ["bug"],
      1,
      'program: unexpected TypeError: no such thing. Next: this is a bug in program: report it with the command you typed and the output of "program --version"\n',
    ],
  ])("ends %j with %i and one line on stderr", async (argv, code, stderr) => {
    expect(await run(argv)).toEqual({ code, stdout: "", stderr })
  })

  it("reports a failure as JSON when the answer would have been JSON", async () => {
    const { code, stderr } = await run(["fail", "--json"])
    expect(code).toBe(5)
    expect(JSON.parse(stderr)).toEqual({
      code: 5,
      error: "Unreachable",
      message: "nobody answers ?[31m",
      hint: "try later",
    })
  })

  it("writes logs to stderr", async () => {
    expect(await run(["log"])).toEqual({ code: 0, stdout: "", stderr: "program: informed\nprogram: warn: warned\n" })
  })

  it.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)("ends with 130 after %s, its finalizers run", async (signal) => {
    expect(await run(["wait"], [signal])).toEqual({ code: 130, stdout: "waiting\n", stderr: "finalized\n" })
  })

  it("ends at once on the second signal, even where it cannot be interrupted", async () => {
    expect(await run(["stubborn"], ["SIGINT", "SIGTERM"])).toMatchObject({ code: 130, stderr: "" })
  })

  it("ends quietly with 0 when the reader of its output goes away", async () => {
    const ended = await new Promise<Ended>((resolve) => {
      const child = spawn(process.execPath, [program, "endless"])
      let stderr = ""
      child.stdout.once("data", () => child.stdout.destroy())
      child.stderr.on("data", (data) => (stderr += String(data)))
      child.on("close", (code) => resolve({ code, stdout: "", stderr }))
    })
    expect(ended).toEqual({ code: 0, stdout: "", stderr: "finalized\n" })
  })

  it.runIf(process.platform === "linux")("fails when its output cannot be written", async () => {
    const full = openSync("/dev/full", "w")
    const ended = await new Promise<Ended>((resolve) => {
      const child = spawn(process.execPath, [program, "endless"], { stdio: ["ignore", full, "pipe"] })
      let stderr = ""
      child.stderr?.on("data", (data) => (stderr += String(data)))
      child.on("close", (code) => resolve({ code, stdout: "", stderr }))
    })
    expect(ended.code).toBe(1)
    expect(ended.stderr).toContain("program: cannot write the output: ENOSPC")
  })
})
