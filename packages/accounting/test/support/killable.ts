/**
 * One closed run in a process of its own that kills itself at a step, given as JSON in the environment. Bundled by the
 * test: the program that users get has no such switch.
 */
import { Effect, Layer } from "effect"
import { Steps } from "@amili-cases/export-engine/run/Steps"
import { closedRun } from "./closedRun.ts"

const { die = "", folder, machine } = JSON.parse(process.env["KILLABLE"] ?? "{}") as Record<string, string>
const steps: Array<string> = []

const killing = Layer.succeed(Steps, {
  at: (step) =>
    Effect.sync(() => {
      steps.push(step)
      if (step === die) process.kill(process.pid, "SIGKILL")
    }),
})

closedRun(process.env, folder ?? "", undefined, machine).pipe(
  Effect.provide(killing),
  Effect.tap((outcome) => Effect.sync(() => process.stdout.write(JSON.stringify({ outcome, steps })))),
  Effect.runFork,
)
