import { spawn } from "node:child_process"
import { join } from "node:path"
import { Effect, type Scope } from "effect"

export const bin = join(import.meta.dirname, "../../bin/amili-export.cjs")

export interface Ended {
  readonly code: number | null
  readonly signal: string | null
  readonly stdout: string
  readonly stderr: string
}

/** Where the program keeps what it has compiled of itself, for all tests. */
export const compiled = join(import.meta.dirname, "../../node_modules/.cache/code")

/** Access tokens and witnesses it keeps nowhere. */
const caches = {
  NODE_COMPILE_CACHE: compiled,
  XDG_CACHE_HOME: "/dev/null",
  XDG_STATE_HOME: "/dev/null",
}

/** The built program while it runs; killed at the latest when the test ends. */
export class Running {
  readonly ended: Promise<Ended>
  private hasEnded = false
  private readonly child

  private constructor(args: ReadonlyArray<string>, environment: Readonly<Record<string, string>>) {
    const child = spawn(process.execPath, [bin, ...args], {
      env: { PATH: process.env["PATH"], HOME: "/nonexistent", AMILI_KEYCHAIN: "off", ...caches, ...environment },
    })
    const output = { stdout: "", stderr: "" }
    child.stdout.on("data", (data) => (output.stdout += String(data)))
    child.stderr.on("data", (data) => (output.stderr += String(data)))
    this.child = child
    this.ended = new Promise((resolve) => {
      child.on("close", (code, signal) => {
        this.hasEnded = true
        resolve({ code, signal, ...output })
      })
    })
  }

  static start(
    args: ReadonlyArray<string>,
    environment: Readonly<Record<string, string>>,
  ): Effect.Effect<Running, never, Scope.Scope> {
    return Effect.acquireRelease(
      Effect.sync(() => new Running(args, environment)),
      (running) => Effect.sync(() => running.child.kill("SIGKILL")),
    )
  }

  /** Sends a signal and waits for the end. */
  kill(signal: "SIGKILL" | "SIGINT" | "SIGTERM"): Effect.Effect<Ended> {
    return Effect.promise(() => {
      this.child.kill(signal)
      return this.ended
    })
  }

  /** Waits until something can be seen, or the program has ended. */
  until(condition: () => boolean): Effect.Effect<void> {
    return Effect.suspend(() =>
      condition() || this.hasEnded ? Effect.void : Effect.delay(this.until(condition), "5 millis"),
    )
  }
}

/** Runs the built program to its end, as a user would. */
export const amiliExport = (
  args: ReadonlyArray<string>,
  environment: Readonly<Record<string, string>>,
): Effect.Effect<Ended> =>
  Effect.scoped(Effect.flatMap(Running.start(args, environment), ({ ended }) => Effect.promise(() => ended)))
