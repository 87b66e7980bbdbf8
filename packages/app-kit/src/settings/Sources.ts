/**
 * Where the settings come from. A profile named on the command line is all there is; otherwise variables that are set go
 * before the profile that `AMILI_PROFILE` names, or else before the default profile.
 */
import type * as FileSystem from "@effect/platform/FileSystem"
import type * as Path from "@effect/platform/Path"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Record from "effect/Record"
import * as Connection from "./Connection.ts"
import * as Environment from "./Environment.ts"
import * as Profiles from "./Profiles.ts"

export interface Sources {
  readonly connection: Connection.Connection
  /** The profile in use. */
  readonly profile: Option.Option<string>
  /** Where the api code is kept. */
  readonly secret: "environment" | "file" | "keychain"
}

/** `named` is the value of `--profile`. */
export const resolve: (
  named: Option.Option<string>,
) => Effect.Effect<Sources, Profiles.ProfileProblem, FileSystem.FileSystem | Path.Path> = Effect.fn("Sources.resolve")(
  function* (named: Option.Option<string>) {
    const own = yield* fromVariables
    const variablesAlone: Sources = { connection: own, profile: Option.none(), secret: "environment" }
    if (Option.isNone(named) && Connection.missing(own).length === 0) return variablesAlone
    const all = yield* Profiles.read
    const name = Option.firstSomeOf([
      named,
      yield* Environment.variable("AMILI_PROFILE"),
      Option.fromNullable(all.default),
    ])
    if (Option.isNone(name)) return variablesAlone
    const profile = yield* Effect.mapError(Record.get(all.profiles, name.value), () =>
      unknown(name.value, Object.keys(all.profiles)),
    )
    const kept = profile.apiCode === undefined ? "keychain" : "file"
    if (Option.isSome(named)) {
      const provider = yield* Profiles.provider(name.value, profile, { apiCode: true, privateKeyFile: true })
      return { connection: yield* load(provider), profile: name, secret: kept }
    }
    yield* refuseOtherApi(own, profile, name.value)
    // What a variable says need not be fetched from the keychain.
    const needsApiCode = Option.isNone(own.apiCode) && Option.isNone(own.accessToken)
    const provider = yield* Profiles.provider(name.value, profile, {
      apiCode: needsApiCode,
      privateKeyFile: Option.isNone(own.privateKey),
    })
    const connection = yield* Effect.configProviderWith((variables) =>
      load(ConfigProvider.orElse(variables, () => provider)),
    )
    return { connection, profile: name, secret: needsApiCode ? kept : "environment" }
  },
)

/** Every setting is a text that may be absent: none can be wrong. */
const load = (provider: ConfigProvider.ConfigProvider) => Effect.orDie(provider.load(Connection.config))

/** What the variables alone say. */
export const fromVariables: Effect.Effect<Connection.Connection> = Effect.configProviderWith(load)

/** Credentials of a profile belong to its API: they are not sent to another one because a variable points there. */
const refuseOtherApi = (own: Connection.Connection, profile: Profiles.Profile, name: string) =>
  Option.getOrElse(own.baseUrl, () => profile.baseUrl) === profile.baseUrl ||
  Connection.missingCredentials(own).length === 0
    ? Effect.void
    : new Profiles.ProfileProblem({
        message: `AMILI_BASE_URL points elsewhere than the profile ${name}, whose credentials are not sent there`,
        hint: "unset AMILI_BASE_URL, or set credentials for it too",
        swedish: {
          message: `AMILI_BASE_URL leder någon annanstans än profilen ${name}, vars inloggningsuppgifter inte skickas dit`,
          hint: "ta bort AMILI_BASE_URL, eller sätt inloggningsuppgifter för den också",
        },
        exitCode: 2,
      })

const unknown = (name: string, known: ReadonlyArray<string>) =>
  new Profiles.ProfileProblem({
    message: `there is no profile "${name}"`,
    hint:
      known.length === 0
        ? "make one: amili auth login"
        : `one of ${known.join(", ")}, or make one: amili auth login --profile ${name}`,
    swedish: {
      message: `det finns ingen profil "${name}"`,
      hint:
        known.length === 0
          ? "gör en: amili auth login"
          : `en av ${known.join(", ")}, eller gör en: amili auth login --profile ${name}`,
    },
    exitCode: 2,
  })
