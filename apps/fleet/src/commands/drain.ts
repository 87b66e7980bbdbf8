/** `amili-fleet drain`: a worker finishes what it has, and ends. */
import * as Runnable from "@amili-cases/app-kit/command/Runnable"
import { UsageError } from "@amili-cases/app-kit/command/UsageError"
import * as Output from "@amili-cases/app-kit/terminal/Output"
import * as Args from "@effect/cli/Args"
import * as Command from "@effect/cli/Command"
import * as Effect from "effect/Effect"
import * as Store from "../store/Store.ts"
import { Workers } from "../store/Workers.ts"

const names = Args.text({ name: "worker" }).pipe(
  Args.withDescription("name of a worker, as in status"),
  Args.atLeast(1),
)

const command = Command.make("drain", { names }, (given) =>
  Effect.gen(function* () {
    const asked = yield* Effect.flatMap(Workers, (workers) => workers.drain(given.names))
    const absent = given.names.filter((name) => !asked.includes(name))
    if (absent.length > 0) {
      return yield* new UsageError({
        message: `there is no worker "${absent.join(", ")}"`,
        hint: "see amili-fleet status",
      })
    }
    yield* Output.note(`${asked.join(", ")} will end when what runs there is done`)
  }).pipe(Effect.provide(Store.layer)),
)

export const drain = Runnable.make(command, {
  examples: [{ command: "amili-fleet drain host-34431", effect: "that worker finishes what it has, and ends" }],
})
