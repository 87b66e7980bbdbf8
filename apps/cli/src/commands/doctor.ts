/** `amili doctor`: looks at everything that has to be right, in the order in which it is needed. */
import * as Api from "@amili-cases/app-kit/doctor/Api"
import * as Doctor from "@amili-cases/app-kit/doctor/Doctor"
import * as Node from "@amili-cases/app-kit/doctor/Node"
import { Keychain } from "@amili-cases/app-kit/settings/Keychain"
import * as Runnable from "@amili-cases/app-kit/command/Runnable"
import * as Sources from "@amili-cases/app-kit/settings/Sources"
import * as Projection from "@amili-cases/app-kit/documents/Projection"
import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Globals from "../Globals.ts"

const options = {
  json: Options.boolean("json").pipe(Options.withDescription("one JSON document for each check")),
  ...Projection.options,
  ...Globals.options,
}

const command = Command.make("doctor", options, (chosen) =>
  Effect.scoped(
    Effect.flatMap(Projection.asked(chosen), (writer) =>
      Doctor.examine(Option.match(writer, { onNone: () => Doctor.asText, onSome: ({ line }) => line }), (look) =>
        Effect.gen(function* () {
          yield* look("Node", Node.check)
          yield* look("Terminal", Doctor.terminal)
          if (yield* look("Settings", settings(chosen))) yield* Api.examine(look, Globals.api(chosen))
        }),
      ),
    ),
  ),
)

const settings = (chosen: Globals.Chosen) =>
  Effect.gen(function* () {
    const { profile, secret } = yield* Sources.resolve(chosen.profile)
    if (Option.isNone(profile)) return "from environment variables"
    const { name } = yield* Keychain
    const rests = { keychain: `in ${name}`, file: "in a plain file", environment: "in a variable" }[secret]
    return `from the profile "${profile.value}", the api code ${rests}`
  })

export const doctor = Runnable.make(command, {
  details: [
    "Each line is one check: Node, the terminal, where the settings come from, the host's address and certificate, the private key and what it signs, access, what can be read, and the clock. What is wrong comes with what to do about it, and decides the exit code. amili-export doctor looks at the exports and their journal.",
  ],
  examples: [{ command: "amili doctor", effect: "is everything as it should be?" }],
})
