import { spawn } from "node:child_process"
import { readFileSync } from "node:fs"
import { Deferred, Effect, Schedule } from "effect"
import { bundled } from "./killed.ts"

/** One closed run that stops at a step. */
export const stoppable = bundled("test/support/stoppable.ts")

interface Report {
  readonly ended:
    | { readonly _tag: "Right"; readonly right: { readonly serial?: number } }
    | { readonly _tag: "Left"; readonly left: { readonly _tag: string } }
  readonly steps: ReadonlyArray<string>
}

/** Begins a run of the bundle, and waits until it has stopped at the step, or has ended without coming to it. */
export const begin = (bundle: string, environment: Record<string, string>, folder: string, stop?: string) =>
  Effect.gen(function* () {
    const child = yield* Effect.acquireRelease(
      Effect.sync(() =>
        spawn(process.execPath, [bundle], {
          env: { PATH: process.env["PATH"], ...environment, STOPPABLE: JSON.stringify({ folder, stop }) },
          stdio: ["ignore", "pipe", "inherit"],
        }),
      ),
      (child) => Effect.sync(() => child.kill("SIGKILL")),
    )
    const report = yield* Deferred.make<Report>()
    let stdout = ""
    child.stdout.on("data", (data) => (stdout += String(data)))
    child.on("close", () => Effect.runSync(Deferred.succeed(report, JSON.parse(stdout))))
    const isStopped = Effect.sync(() => {
      try {
        return / T /.test(readFileSync(`/proc/${child.pid}/stat`, "utf8"))
      } catch {
        return false
      }
    })
    const isAtRest = Effect.map(
      Effect.all([isStopped, Deferred.isDone(report)]),
      ([stopped, ended]) => stopped || ended,
    )
    yield* Effect.repeat(isAtRest, { until: (rests) => rests, schedule: Schedule.spaced("10 millis") })
    return {
      /** Lets it go on, to its end. */
      goOn: Effect.zipRight(
        Effect.sync(() => child.kill("SIGCONT")),
        Deferred.await(report),
      ),
    }
  })
