/** `amili auth status`: who we are, where, until when, and where the secrets rest. */
import type { Connection } from "@amili-cases/app-kit/settings/Connection"
import * as Dates from "@amili-cases/app-kit/command/Dates"
import * as Json from "@amili-cases/app-kit/documents/Json"
import { Keychain } from "@amili-cases/app-kit/settings/Keychain"
import * as Output from "@amili-cases/app-kit/terminal/Output"
import * as Wording from "@amili-cases/app-kit/terminal/Wording"
import * as Profiles from "@amili-cases/app-kit/settings/Profiles"
import * as Runnable from "@amili-cases/app-kit/command/Runnable"
import * as Screen from "@amili-cases/app-kit/terminal/Screen"
import * as Settings from "@amili-cases/app-kit/settings/Settings"
import * as Sources from "@amili-cases/app-kit/settings/Sources"
import * as TokenFiles from "@amili-cases/app-kit/settings/TokenFiles"
import * as Projection from "@amili-cases/app-kit/documents/Projection"
import { AuthTokenProvider } from "@amili-cases/core/AuthTokenProvider"
import { Cases } from "@amili-cases/core/Cases"
import * as Command from "@effect/cli/Command"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Globals from "../../Globals.ts"

const command = Command.make("status", { json: Projection.oneJson, ...Globals.options }, (chosen) =>
  Effect.gen(function* () {
    const { connection: found, profile, secret } = yield* Sources.resolve(chosen.profile)
    const privateKeyFile = Option.filter(found.privateKeyFile, (file) => !Settings.isKey(file))
    const connection = { ...found, privateKeyFile }
    const line = (name: string, value: string) => (chosen.json ? Effect.void : Output.write(entry(name, value)))
    yield* line(
      "API",
      Option.getOrElse(connection.baseUrl, () => "not set"),
    )
    yield* line(
      "Settings from",
      Option.isNone(profile) ? "environment variables" : `profile "${profile.value}" in ${yield* Profiles.file}`,
    )
    yield* line("Credentials", credentials(connection))
    yield* line("Secrets", secretsIn(secret, connection, (yield* Keychain).name))
    const until = yield* Effect.provide(
      Effect.gen(function* () {
        // A kept token says nothing about now: one case is asked for, whatever it is.
        yield* (yield* Cases).page({ projection: ["id"], pageSize: 1 })
        return yield* (yield* AuthTokenProvider).expiry
      }),
      Globals.api(chosen),
    )
    yield* line(
      "Access",
      Option.match(until, {
        onNone: () => "granted",
        onSome: (end) => `granted until ${Dates.shown(end)} (Stockholm time)`,
      }),
    )
    const tokens = Option.isNone(connection.accessToken) ? Option.getOrUndefined(yield* TokenFiles.folder) : undefined
    if (tokens !== undefined) yield* line("Token kept in", `${tokens}, readable by you alone`)
    if (chosen.json)
      yield* Output.writeLine(
        Json.line({
          baseUrl: Option.getOrUndefined(connection.baseUrl),
          profile: Option.getOrUndefined(profile),
          credentials: Option.isNone(connection.accessToken) ? "apiCode" : "accessToken",
          privateKeyFile: Option.getOrUndefined(privateKeyFile),
          secretsIn: secret,
          until: Option.getOrUndefined(until),
          tokensIn: tokens,
        }),
      )
  }),
)

const margin = 14

/** What it is, and beside it what is to be said, however many lines that takes. */
const entry = (name: string, value: string) => {
  const { columns, terminal } = Screen.current()
  const lines = Wording.fit(value, terminal ? columns - margin : undefined).split("\n")
  return lines.map((line, index) => `${(index === 0 ? name : "").padEnd(margin)}${line}\n`).join("")
}

const credentials = ({ accessToken, apiCode, privateKeyFile }: Connection) =>
  Option.isSome(accessToken)
    ? "an access token"
    : Option.isNone(apiCode)
      ? "not set"
      : `api code and ${Option.getOrElse(privateKeyFile, () => "a private key in a variable")}`

const secretsIn = (place: Sources.Sources["secret"], { accessToken, apiCode }: Connection, keychain: string) =>
  place === "keychain"
    ? `the api code in ${keychain}, the private key in its file`
    : place === "file"
      ? "the api code as plain text in the file of profiles, readable by you alone; the private key in its file"
      : Option.isNone(accessToken) && Option.isNone(apiCode)
        ? "none"
        : "in the environment of this shell"

export const status = Runnable.make(command, {
  details: ["Asks the API whether it accepts the credentials: exit code 4 when it does not."],
  examples: [
    { command: "amili auth status", effect: "who am I?" },
    { command: "amili auth status --json", effect: "the same, for a program" },
  ],
})
