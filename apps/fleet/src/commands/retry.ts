/** `amili-fleet retry`: what needs a person is tried again, once somebody has put it right. */
import * as Runnable from "@amili-cases/app-kit/command/Runnable"
import * as Output from "@amili-cases/app-kit/terminal/Output"
import * as Command from "@effect/cli/Command"
import * as Effect from "effect/Effect"
import * as Store from "../store/Store.ts"
import { Units } from "../store/Units.ts"
import * as options from "./options.ts"

const command = Command.make("retry", { profile: options.profiles }, ({ profile }) =>
  Effect.gen(function* () {
    const retried = yield* Effect.flatMap(Units, (units) => units.retry(profile))
    yield* Output.note(`${retried} exports are due again`)
  }).pipe(Effect.provide(Store.layer)),
)

export const retry = Runnable.make(command, {
  examples: [{ command: "amili-fleet retry", effect: "everything that failed or needs a person is due now" }],
})
