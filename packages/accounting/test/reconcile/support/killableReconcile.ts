/** One reconciliation in a process of its own that kills itself at a step of it: see `test/support/killable.ts`. */
import { Effect, Struct } from "effect"
import { reconcileRun } from "./reconcileRun.ts"

const { die = "", folder, machine } = JSON.parse(process.env["KILLABLE"] ?? "{}") as Record<string, string>
const steps: Array<string> = []

const at = (step: string) =>
  Effect.sync(() => {
    steps.push(step)
    if (step === die) process.kill(process.pid, "SIGKILL")
  })

reconcileRun(process.env, folder ?? "", machine, at).pipe(
  Effect.map(Struct.pick("recovered", "serial")),
  Effect.tap((outcome) => Effect.sync(() => process.stdout.write(JSON.stringify({ outcome, steps })))),
  Effect.runFork,
)
