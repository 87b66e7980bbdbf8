/** One run that emits vouchers in a process of its own that kills itself at a step: see `test/support/killable.ts`. */
import { Steps } from "@amili-cases/export-engine/run/Steps"
import { Effect, Layer } from "effect"
import { emitRun } from "./vouchersRun.ts"

const { die = "", folder, machine } = JSON.parse(process.env["KILLABLE"] ?? "{}") as Record<string, string>
const steps: Array<string> = []

const killing = Layer.succeed(Steps, {
  at: (step) =>
    Effect.sync(() => {
      steps.push(step)
      if (step === die) process.kill(process.pid, "SIGKILL")
    }),
})

emitRun(process.env, folder ?? "", machine).pipe(
  Effect.provide(killing),
  Effect.tap((outcome) => Effect.sync(() => process.stdout.write(JSON.stringify({ outcome, steps })))),
  Effect.runFork,
)
