/** `amili auth login`: tries credentials and keeps them as a profile. */
import * as Json from "@amili-cases/app-kit/documents/Json"
import * as Login from "@amili-cases/app-kit/settings/Login"
import * as Output from "@amili-cases/app-kit/terminal/Output"
import * as Runnable from "@amili-cases/app-kit/command/Runnable"
import * as Projection from "@amili-cases/app-kit/documents/Projection"
import { AuthTokenProvider } from "@amili-cases/core/AuthTokenProvider"
import * as Values from "@amili-cases/app-kit/command/Values"
import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import * as Effect from "effect/Effect"
import * as Layers from "../../Layers.ts"

const options = {
  profile: Options.text("profile").pipe(
    Options.withPseudoName("name"),
    Options.withDefault("default"),
    Options.withDescription("what to call the profile (default: default)"),
  ),
  baseUrl: Options.text("base-url").pipe(
    Options.withPseudoName("url"),
    Options.optional,
    Options.withDescription("the API, such as https://api-sandbox.amili.se; asked for if left out"),
  ),
  keyFile: Values.path("key-file", "file").pipe(
    Options.optional,
    Options.withDescription("the private key (PEM); asked for if left out"),
  ),
  plainFile: Options.boolean("plain-file").pipe(
    Options.withDescription(
      "keep the api code in a plain file even where there is a keychain: for runs at night, when nobody has unlocked it",
    ),
  ),
  json: Projection.oneJson,
}

const command = Command.make("login", options, (given) =>
  Effect.gen(function* () {
    const { isDefault, rests, ...kept } = yield* Login.login(given, (settings) =>
      Effect.flatMap(AuthTokenProvider, (auth) => auth.getValidToken()).pipe(Effect.provide(Layers.apiFor(settings))),
    )
    yield* Output.note(
      `Logged in to ${kept.baseUrl} as the profile "${given.profile}". The api code is ${rests}; the private key stays where it is.\nNext: amili case open${isDefault ? "" : ` --profile ${given.profile}`}`,
    )
    if (given.json) yield* Output.writeLine(Json.line({ profile: given.profile, ...kept }))
  }),
)

export const login = Runnable.make(command, {
  details: [
    "Asks for what is not given, tries it, and keeps it as a profile. Nothing is kept unless the API accepts it. The api code is asked for without showing it, or taken from AMILI_API_CODE; it is kept in the keychain of the machine, or where there is none in a plain file that only you can read, and which of the two is shown before it is asked for.",
  ],
  examples: [
    {
      command: "amili auth login --base-url $AMILI_BASE_URL --key-file $AMILI_PRIVATE_KEY_FILE",
      effect: "the api code is asked for",
    },
    { command: "amili auth login --profile sandbox", effect: "a second profile" },
  ],
})
