/** `amili auth login`: tries credentials and keeps them as a profile. */
import { resolve } from "node:path"
import process from "node:process"
import * as Output from "@amili-cases/app-kit/Output"
import * as Profiles from "@amili-cases/app-kit/Profiles"
import * as Runnable from "@amili-cases/app-kit/Runnable"
import { AuthTokenProvider } from "@amili-cases/core/AuthTokenProvider"
import { Command, Options } from "@effect/cli"
import { Effect, Option } from "effect"
import * as Ask from "../../Ask.ts"
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
  keyFile: Options.text("key-file").pipe(
    Options.withPseudoName("file"),
    Options.optional,
    Options.withDescription("the private key (PEM); asked for if left out"),
  ),
}

const fromVariable = (name: string) =>
  Option.filter(Option.fromNullable(process.env[name]), (value) => value.trim() !== "")

const command = Command.make("login", options, ({ baseUrl, keyFile, profile }) =>
  Effect.gen(function* () {
    const tried: Profiles.Profile = {
      baseUrl: yield* Ask.unlessGiven(
        Option.orElse(baseUrl, () => fromVariable("AMILI_BASE_URL")),
        "Address of the API",
        "give it with --base-url",
      ),
      apiCode: yield* Ask.unlessGiven(
        fromVariable("AMILI_API_CODE"),
        "Api code",
        "set AMILI_API_CODE: a secret on the command line would be seen by everybody on this machine",
        true,
      ),
      privateKeyFile: resolve(
        yield* Ask.unlessGiven(
          Option.orElse(keyFile, () => fromVariable("AMILI_PRIVATE_KEY_FILE")),
          "Private key file",
          "give it with --key-file; amili auth keygen makes one",
        ),
      ),
    }
    yield* Effect.flatMap(AuthTokenProvider, (auth) => auth.getValidToken()).pipe(
      Effect.provide(Layers.apiFor(Profiles.toVariables(tried))),
    )
    const all = yield* Profiles.read(process.env)
    const file = yield* Profiles.write(process.env, {
      default: all.default ?? profile,
      profiles: { ...all.profiles, [profile]: tried },
    })
    yield* Output.note(
      `Logged in to ${tried.baseUrl}. The profile "${profile}" is in ${file}: the api code stands there as plain text, readable by you alone; the private key stays where it is.\nNext: amili case open`,
    )
  }),
)

export const login = Runnable.make(command, {
  details: [
    "Asks for what is not given, tries it, and keeps it as a profile. Nothing is kept unless the API accepts it. The api code is asked for without showing it, or taken from AMILI_API_CODE; it is kept in a plain file that only you can read.",
  ],
  examples: [
    {
      command: "amili auth login --base-url $AMILI_BASE_URL --key-file $AMILI_PRIVATE_KEY_FILE",
      effect: "the api code is asked for",
    },
    { command: "amili auth login --profile sandbox", effect: "a second profile" },
  ],
})
