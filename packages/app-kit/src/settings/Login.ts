/** Tries credentials and keeps them as a profile: what `amili auth login` and `amili-export init` have in common. */
import { resolve } from "node:path"
import { AmiliConfig, type InvalidConfig } from "@amili-cases/core/AmiliConfig"
import type { InvalidKey } from "@amili-cases/core/ApiError"
import * as PrivateKey from "@amili-cases/core/PrivateKey"
import * as FileSystem from "@effect/platform/FileSystem"
import type * as Path from "@effect/platform/Path"
import type * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Record from "effect/Record"
import * as Redacted from "effect/Redacted"
import type { Connection } from "./Connection.ts"
import * as Ask from "../terminal/Ask.ts"
import { Keychain, type KeychainProblem } from "./Keychain.ts"
import * as Paths from "./Paths.ts"
import * as Output from "../terminal/Output.ts"
import * as Profiles from "./Profiles.ts"
import * as Settings from "./Settings.ts"
import * as Sources from "./Sources.ts"
import { UsageError } from "../command/UsageError.ts"

export interface Given {
  readonly profile: string
  readonly baseUrl: Option.Option<string>
  readonly keyFile: Option.Option<string>
  /** Keep the api code in the file, keychain or not. */
  readonly plainFile: boolean
}

export interface LoggedIn {
  readonly baseUrl: string
  /** Absolute. */
  readonly privateKeyFile: string
  readonly apiCodeIn: "file" | "keychain"
  /** Whoever names no profile uses this one. */
  readonly isDefault: boolean
  /** A sentence: where the api code is now. */
  readonly rests: string
}

/** An answer that cannot be used. */
type Wrong = InvalidConfig | InvalidKey | Settings.ConfigProblem

/**
 * Asks for what neither the options nor the variables say, lets `attempt` try it, and keeps it only then. Where the api
 * code will rest is said before it is asked for.
 */
export const login = <E, R>(
  given: Given,
  attempt: (settings: ConfigProvider.ConfigProvider) => Effect.Effect<unknown, E, R>,
): Effect.Effect<LoggedIn, E | Wrong | UsageError | Profiles.ProfileProblem, R | FileSystem.FileSystem | Path.Path> =>
  Effect.gen(function* () {
    // The one name that no JSON object keeps.
    if (given.profile === "__proto__") {
      return yield* new UsageError({ message: `"${given.profile}" cannot name a profile`, hint: "use another name" })
    }
    const variables = yield* Sources.fromVariables
    const files = yield* FileSystem.FileSystem
    const keyIn = (file: string) =>
      Effect.flatMap(Settings.readKeyFile(file), (pem) => PrivateKey.fromPem(pem)).pipe(
        Effect.provideService(FileSystem.FileSystem, files),
      )
    const baseUrl = yield* Ask.unlessGiven(
      Option.orElse(given.baseUrl, () => variables.baseUrl),
      {
        subject: "address of the API",
        example: "such as https://api-sandbox.amili.se",
        check: (baseUrl) => AmiliConfig.make({ baseUrl }),
      },
      "give it with --base-url",
    )
    const file = yield* Profiles.file
    const account = Profiles.accountOf(given.profile, { baseUrl })
    const inFile = yield* announce(account, file, given.plainFile)
    const apiCode = yield* Ask.unlessGiven(
      Option.map(variables.apiCode, Redacted.value),
      { subject: "api code", example: "from Amili, for your public key", secret: true },
      "set AMILI_API_CODE: a secret on the command line would be seen by everybody on this machine",
    )
    const keyFile = yield* Effect.flatMap(
      Ask.unlessGiven(
        Option.orElse(given.keyFile, () => variables.privateKeyFile),
        { subject: "private key file", example: "PEM; amili auth keygen makes one", check: keyIn },
        "give it with --key-file; amili auth keygen makes one",
      ),
      Paths.expand,
    )
    const tried = { baseUrl, privateKeyFile: resolve(keyFile), ...tokenNamesOf(variables) }
    const settings = { apiCode: true, privateKeyFile: true }
    yield* attempt(yield* Profiles.provider(given.profile, { ...tried, apiCode }, settings))
    return yield* keep(given.profile, tried, apiCode, inFile)
  })

/** What a profile needs so that later logins find the access token too. */
const tokenNamesOf = ({ tokenNames }: Connection) =>
  Option.match(tokenNames, { onNone: () => ({}), onSome: (names) => ({ tokenNames: names.join(",") }) })

/** Says where the api code will rest; true when that is the file. */
const announce = (account: string, file: string, plainFile: boolean) =>
  Effect.gen(function* () {
    const keychain = yield* Keychain
    const found = yield* Effect.either(plainFile ? Effect.succeed(undefined) : keychain.get(account))
    if (!plainFile && found._tag === "Right") {
      yield* Output.note(`The api code will be kept in ${keychain.name}.`)
      return false
    }
    const reason = found._tag === "Left" ? `, since there is no keychain: ${found.left.message}` : ""
    yield* Output.note(`The api code will be kept as plain text in ${file}, readable by you alone${reason}.`)
    return true
  })

const keep = (name: string, profile: Omit<Profiles.Profile, "apiCode">, apiCode: string, inFile: boolean) =>
  Effect.gen(function* () {
    const keychain = yield* Keychain
    const account = Profiles.accountOf(name, profile)
    const inKeychain = inFile
      ? false
      : yield* keychain.set(account, Redacted.make(apiCode)).pipe(
          Effect.as(true),
          Effect.catchAll(({ message }) =>
            Effect.as(
              Output.note(
                `Not in ${keychain.name} after all (${message}), but as plain text in a file, readable by you alone.`,
              ),
              false,
            ),
          ),
        )
    const all = yield* Profiles.read
    yield* Effect.ignore(
      forget(name, Option.getOrUndefined(Record.get(all.profiles, name)), inKeychain ? account : undefined),
    )
    const file = yield* Profiles.write({
      default: all.default ?? name,
      profiles: { ...all.profiles, [name]: inKeychain ? profile : { ...profile, apiCode } },
    })
    const rests = inKeychain ? `in ${keychain.name}` : `in ${file}, as plain text, readable by you alone`
    const isDefault = (all.default ?? name) === name
    return { ...profile, isDefault, apiCodeIn: inKeychain ? "keychain" : "file", rests } as const
  })

/** Takes the api code of the profile as it was out of the keychain, unless it has just been put there. */
export const forget = (
  name: string,
  before: Profiles.Profile | undefined,
  fresh?: string,
): Effect.Effect<void, KeychainProblem> => {
  const account = before === undefined ? undefined : Profiles.accountOf(name, before)
  return account === undefined || account === fresh || before?.apiCode !== undefined
    ? Effect.void
    : Effect.flatMap(Keychain, (keychain) => keychain.remove(account))
}
