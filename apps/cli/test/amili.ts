/** Runs the built program as a user does, and returns everything that it said. */
import { spawn } from "node:child_process"
import { fileURLToPath } from "node:url"
import { inject } from "vitest"

export interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface Surroundings {
  /** Over the sandbox's own settings; undefined removes one. */
  readonly environment?: Readonly<Record<string, string | undefined>>
  readonly input?: string
  /** Where it runs. */
  readonly folder?: string
  /** stdout is a terminal of this size, such as `80x24`. */
  readonly terminal?: string
}

export const program = fileURLToPath(new URL("../bin/amili.cjs", import.meta.url))

const compiled = fileURLToPath(new URL("../node_modules/.cache/code", import.meta.url))

/** What the program sees: the sandbox, and nothing of the machine that could change what it prints. */
export const environmentOf = ({ environment = {}, terminal }: Surroundings = {}): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  HOME: "/nonexistent",
  TERM: "xterm-256color",
  NO_COLOR: "1",
  AMILI_KEYCHAIN: "off",
  NODE_COMPILE_CACHE: compiled,
  ...inject("environment"),
  ...(terminal === undefined ? {} : { AMILI_FORCE_TTY: terminal }),
  ...environment,
})

export const run = (file: string, argv: ReadonlyArray<string>, surroundings: Surroundings = {}): Promise<Ended> =>
  new Promise((resolve) => {
    const child = spawn(file, [...argv], { env: environmentOf(surroundings), cwd: surroundings.folder })
    let stdout = ""
    let stderr = ""
    child.stdout.on("data", (chunk) => (stdout += String(chunk)))
    child.stderr.on("data", (chunk) => (stderr += String(chunk)))
    child.on("close", (code) => resolve({ code, stdout, stderr }))
    child.stdin.end(surroundings.input ?? "")
  })

export const amili = (argv: ReadonlyArray<string>, surroundings?: Surroundings): Promise<Ended> =>
  run(process.execPath, [program, ...argv], surroundings)

/** The lines of an output, without the empty one after the last line feed. */
export const linesOf = (text: string): ReadonlyArray<string> => text.split("\n").slice(0, -1)

/** Starts a sandbox, does something once it has said where it is, stops it, and returns how it ended. */
export const withSandbox = (
  argv: ReadonlyArray<string>,
  signal: NodeJS.Signals,
  use: (environment: Record<string, string>) => Promise<void>,
) =>
  new Promise<number | null>((resolve, reject) => {
    const child = spawn(process.execPath, [program, "sandbox", "start", ...argv], { env: environmentOf() })
    let stdout = ""
    child.stdout.on("data", (chunk) => {
      stdout += String(chunk)
      const lines = stdout.split("\n").slice(0, -1)
      const json = argv.includes("--json")
      if (lines.length < (json ? 1 : 3)) return
      const environment = json
        ? (JSON.parse(stdout) as Record<string, string>)
        : Object.fromEntries(lines.map((line) => line.replace(/^export /, "").split("=")))
      use(environment).then(() => child.kill(signal), reject)
    })
    child.on("close", resolve)
  })
