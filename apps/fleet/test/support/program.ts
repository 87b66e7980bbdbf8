/** The built program as a supervisor starts it. */
import { spawn } from "node:child_process"
import { join } from "node:path"
import { Effect, type Scope } from "effect"

export const bin = join(import.meta.dirname, "../../bin/amili-fleet.cjs")

/** Where the program keeps what it has compiled of itself. */
const caches = {
  NODE_COMPILE_CACHE: join(import.meta.dirname, "../../node_modules/.cache/code"),
  XDG_CACHE_HOME: join(import.meta.dirname, "../../node_modules/.cache"),
}

export interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface Running {
  readonly pid: number
  readonly signal: (signal: NodeJS.Signals) => void
  readonly ended: Promise<Ended>
  /** What it has said so far. */
  readonly said: () => string
}

type Environment = Readonly<Record<string, string>>

/** Killed at the latest when the scope closes, also while it is stopped. */
export const start = (
  args: ReadonlyArray<string>,
  environment: Environment,
): Effect.Effect<Running, never, Scope.Scope> =>
  Effect.acquireRelease(
    Effect.sync(() => {
      const child = spawn(process.execPath, [bin, ...args], {
        env: { PATH: process.env["PATH"], HOME: "/nonexistent", ...caches, ...environment },
      })
      const output = { stdout: "", stderr: "" }
      child.stdout.on("data", (data) => (output.stdout += String(data)))
      child.stderr.on("data", (data) => (output.stderr += String(data)))
      const ended = new Promise<Ended>((resolve) => child.on("close", (code) => resolve({ code, ...output })))
      return {
        pid: child.pid ?? 0,
        signal: (signal: NodeJS.Signals) => void child.kill(signal),
        ended,
        said: () => output.stderr,
      }
    }),
    (running) => Effect.sync(() => running.signal("SIGKILL")),
  )

/** Runs the program to its end. */
export const fleet = (args: ReadonlyArray<string>, environment: Environment): Effect.Effect<Ended> =>
  Effect.scoped(Effect.flatMap(start(args, environment), ({ ended }) => Effect.promise(() => ended)))
