import { spawn } from "node:child_process"
import { join } from "node:path"
import { Effect } from "effect"

const bin = join(import.meta.dirname, "../../bin/amili-export.cjs")

export interface Ended {
  readonly code: number | null
  readonly signal: string | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs the built program as a user would. */
export const amiliExport = (
  args: ReadonlyArray<string>,
  environment: Readonly<Record<string, string>>,
): Effect.Effect<Ended> =>
  Effect.async((resume) => {
    const child = spawn(process.execPath, [bin, ...args], { env: { PATH: process.env.PATH, ...environment } })
    const output = { stdout: "", stderr: "" }
    child.stdout.on("data", (data) => (output.stdout += String(data)))
    child.stderr.on("data", (data) => (output.stderr += String(data)))
    child.on("close", (code, signal) => resume(Effect.succeed({ code, signal, ...output })))
    return Effect.sync(() => child.kill("SIGKILL"))
  })
