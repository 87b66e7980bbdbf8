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
import { inBoth, type UsageError } from "../command/UsageError.ts"
import { UiLanguage } from "./UiLanguage.ts"

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
      return yield* inBoth(
        { message: `"${given.profile}" cannot name a profile`, hint: "use another name" },
        { message: `"${given.profile}" kan inte vara namn på en profil`, hint: "välj ett annat namn" },
      )
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
        subject: { en: "address of the API", sv: "API:ets adress" },
        example: { en: "such as https://api-sandbox.amili.se", sv: "till exempel https://api-sandbox.amili.se" },
        check: (baseUrl) => AmiliConfig.make({ baseUrl }),
      },
      { en: "give it with --base-url", sv: "ange den med --base-url" },
    )
    const file = yield* Profiles.file
    const account = Profiles.accountOf(given.profile, { baseUrl })
    const inFile = yield* announce(account, file, given.plainFile)
    const apiCode = yield* Ask.unlessGiven(
      Option.map(variables.apiCode, Redacted.value),
      {
        subject: { en: "api code", sv: "api-kod" },
        example: { en: "from Amili, for your public key", sv: "från Amili, för er publika nyckel" },
        secret: true,
      },
      {
        en: "set AMILI_API_CODE: a secret on the command line would be seen by everybody on this machine",
        sv: "sätt AMILI_API_CODE: en hemlighet på kommandoraden kan läsas av alla på den här datorn",
      },
    )
    const keyFile = yield* Effect.flatMap(
      Ask.unlessGiven(
        Option.orElse(given.keyFile, () => variables.privateKeyFile),
        {
          subject: { en: "private key file", sv: "fil med privat nyckel" },
          example: { en: "PEM; amili auth keygen makes one", sv: "PEM; amili auth keygen gör en" },
          check: keyIn,
        },
        {
          en: "give it with --key-file; amili auth keygen makes one",
          sv: "ange den med --key-file; amili auth keygen gör en",
        },
      ),
      Paths.expand,
    )
    return yield* keepTried({ profile: given.profile, baseUrl, keyFile, apiCode, inFile }, attempt)
  })

/** Credentials that nobody has tried yet. */
export interface Tried {
  readonly profile: string
  readonly baseUrl: string
  /** Path of the private key. */
  readonly keyFile: string
  readonly apiCode: string
  /** Keep the api code in the file, keychain or not. */
  readonly inFile: boolean
}

/** Keeps them as a profile once `attempt` has succeeded with them. */
export const keepTried = <E, R>(
  { apiCode, baseUrl, inFile, keyFile, profile }: Tried,
  attempt: (settings: ConfigProvider.ConfigProvider) => Effect.Effect<unknown, E, R>,
) =>
  Effect.gen(function* () {
    const variables = yield* Sources.fromVariables
    const tried = { baseUrl, privateKeyFile: resolve(keyFile), ...tokenNamesOf(variables) }
    yield* attempt(yield* Profiles.provider(profile, { ...tried, apiCode }, { apiCode: true, privateKeyFile: true }))
    return yield* keep(profile, tried, apiCode, inFile)
  })

/** What a profile needs so that later logins find the access token too. */
const tokenNamesOf = ({ tokenNames }: Connection) =>
  Option.match(tokenNames, { onNone: () => ({}), onSome: (names) => ({ tokenNames: names.join(",") }) })

/** Says where the api code will rest; true when that is the file. */
const announce = (account: string, file: string, plainFile: boolean) =>
  Effect.gen(function* () {
    const keychain = yield* Keychain
    const language = yield* UiLanguage
    const found = yield* Effect.either(plainFile ? Effect.succeed(undefined) : keychain.get(account))
    if (!plainFile && found._tag === "Right") {
      yield* Output.note(words[language].inKeychain(keychain.name))
      return false
    }
    yield* Output.note(words[language].inFile(file, found._tag === "Left" ? found.left.message : undefined))
    return true
  })

const words = {
  en: {
    inKeychain: (keychain: string) => `The api code will be kept in ${keychain}.`,
    inFile: (file: string, noKeychain: string | undefined) =>
      `The api code will be kept as plain text in ${file}, readable by you alone${noKeychain === undefined ? "" : `, since there is no keychain: ${noKeychain}`}.`,
    notInKeychain: (keychain: string, why: string) =>
      `Not in ${keychain} after all (${why}), but as plain text in a file, readable by you alone.`,
    restsInKeychain: (keychain: string) => `in ${keychain}`,
    restsInFile: (file: string) => `in ${file}, as plain text, readable by you alone`,
  },
  sv: {
    inKeychain: (keychain: string) => `Api-koden kommer att sparas i ${keychain}.`,
    inFile: (file: string, noKeychain: string | undefined) =>
      `Api-koden kommer att sparas som klartext i ${file}, som bara du kan läsa${noKeychain === undefined ? "" : `, eftersom det inte finns någon nyckelring: ${noKeychain}`}.`,
    notInKeychain: (keychain: string, why: string) =>
      `Inte i ${keychain} ändå (${why}), utan som klartext i en fil som bara du kan läsa.`,
    restsInKeychain: (keychain: string) => `i ${keychain}`,
    restsInFile: (file: string) => `i ${file}, som klartext som bara du kan läsa`,
  },
}

const keep = (name: string, profile: Omit<Profiles.Profile, "apiCode">, apiCode: string, inFile: boolean) =>
  Effect.gen(function* () {
    const keychain = yield* Keychain
    const language = yield* UiLanguage
    const account = Profiles.accountOf(name, profile)
    const inKeychain = inFile
      ? false
      : yield* keychain.set(account, Redacted.make(apiCode)).pipe(
          Effect.as(true),
          Effect.catchAll(({ message }) =>
            Effect.as(Output.note(words[language].notInKeychain(keychain.name, message)), false),
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
    const { restsInFile, restsInKeychain } = words[language]
    const rests = inKeychain ? restsInKeychain(keychain.name) : restsInFile(file)
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
