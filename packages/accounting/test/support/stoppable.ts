/**
 * One closed run in a process of its own that stops itself at a step, as SIGSTOP does, until somebody lets it go on.
 * Settings are JSON in the environment. Bundled by the test: the program that users get has no such switch.
 */
import { Duration, Effect, Layer } from "effect"
import { Lease } from "@amili-cases/export-engine/journal/Lease"
import { Steps } from "@amili-cases/export-engine/run/Steps"
import { closedRun } from "./closedRun.ts"

const { folder = "", stop = "" } = JSON.parse(process.env["STOPPABLE"] ?? "{}") as Record<string, string>
const steps: Array<string> = []

const stopping = Layer.succeed(Steps, {
  at: (step) =>
    Effect.sync(() => {
      if (step === stop && !steps.includes(step)) process.kill(process.pid, "SIGSTOP")
      steps.push(step)
    }),
})

const lease = Layer.succeed(Lease, { duration: Duration.seconds(9), endsOnSameMachine: true })

closedRun(process.env, folder).pipe(
  Effect.provide(Layer.merge(stopping, lease)),
  Effect.either,
  Effect.tap((ended) => Effect.sync(() => process.stdout.write(JSON.stringify({ ended, steps })))),
  Effect.runFork,
)
