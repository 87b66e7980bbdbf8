/** `amili auth status`: who we are, where, until when, and where the secrets rest. */
import process from "node:process"
import { Keychain } from "@amili-cases/app-kit/Keychain"
import * as Output from "@amili-cases/app-kit/Output"
import * as Profiles from "@amili-cases/app-kit/Profiles"
import * as Runnable from "@amili-cases/app-kit/Runnable"
import * as Sources from "@amili-cases/app-kit/Sources"
import * as TokenFiles from "@amili-cases/app-kit/TokenFiles"
import { AuthTokenProvider } from "@amili-cases/core/AuthTokenProvider"
import { Command } from "@effect/cli"
import { Effect, Option } from "effect"
import * as Globals from "../../Globals.ts"

const command = Command.make("status", Globals.options, (chosen) =>
  Effect.gen(function* () {
    const { environment, profile, secret } = yield* Sources.resolve(process.env, chosen.profile)
    const file = yield* Profiles.fileOf(process.env)
    const line = (name: string, value: string) => Output.writeLine(`${name.padEnd(14)}${value}`)
    yield* line("API", environment.AMILI_BASE_URL ?? "not set")
    yield* line(
      "Settings from",
      Option.match(profile, {
        onNone: () => "environment variables",
        onSome: (name) => `profile "${name}" in ${file}`,
      }),
    )
    yield* line("Credentials", credentials(environment))
    yield* line("Secrets", secretsIn(secret, environment, (yield* Keychain).name))
    yield* Effect.provide(
      Effect.flatMap(AuthTokenProvider, (auth) => auth.getValidToken()),
      Globals.api(chosen),
    )
    yield* line("Access", "granted by the API")
    if (environment.AMILI_ACCESS_TOKEN === undefined)
      yield* line("Token kept in", `${yield* TokenFiles.folderOf(process.env)}, readable by you alone`)
  }),
)

const credentials = (environment: Sources.Sources["environment"]) =>
  environment.AMILI_ACCESS_TOKEN !== undefined
    ? "an access token"
    : environment.AMILI_API_CODE === undefined
      ? "not set"
      : `api code and ${environment.AMILI_PRIVATE_KEY_FILE ?? "a private key in AMILI_PRIVATE_KEY"}`

const secretsIn = (place: Sources.Sources["secret"], environment: Sources.Sources["environment"], keychain: string) =>
  place === "keychain"
    ? `the api code in ${keychain}, the private key in its file`
    : place === "file"
      ? "the api code as plain text in the file of profiles, readable by you alone; the private key in its file"
      : environment.AMILI_ACCESS_TOKEN === undefined && environment.AMILI_API_CODE === undefined
        ? "none"
        : "in the environment of this shell"

export const status = Runnable.make(command, {
  details: ["Asks the API whether it accepts the credentials: exit code 4 when it does not."],
  examples: [{ command: "amili auth status", effect: "who am I?" }],
})
