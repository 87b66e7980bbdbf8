/** Who we are and which API we talk to. Nothing is read before a command needs the API. */
import { AmiliConfig, InvalidConfig } from "@amili-cases/core/AmiliConfig"
import type { Options } from "@amili-cases/core/AmiliConfig"
import { AccessToken, ApiCode, type Credential, Credentials } from "@amili-cases/core/Credentials"
import type * as FileSystem from "@effect/platform/FileSystem"
import type * as Path from "@effect/platform/Path"
import type * as ConfigProvider from "effect/ConfigProvider"
import * as Context from "effect/Context"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Connection from "./Connection.ts"
import type { ProfileProblem } from "./Profiles.ts"
import * as Paths from "./Paths.ts"
import type { InBoth } from "./Said.ts"
import * as SmallFile from "./SmallFile.ts"
import * as Sources from "./Sources.ts"

/** Variables that do not say where to connect, for documentation. */
export const otherVariables = {
  AMILI_PROFILE: "the profile to use where no option names one",
  AMILI_KEYCHAIN: "off: there is no keychain, secrets of profiles are kept in a file",
  HTTPS_PROXY: "proxy to the API, such as http://user:password@proxy.example.com:3128; ALL_PROXY and NO_PROXY too",
  NODE_EXTRA_CA_CERTS: "file with certificates (PEM) to trust besides; SSL_CERT_FILE too",
  NO_COLOR: "no colour; CLICOLOR_FORCE for colour in a pipe too",
} as const

/** Something that must be set is not: exit code 4 when it is the credentials, 2 otherwise. */
export class ConfigProblem extends Data.TaggedError("ConfigProblem")<
  InBoth & { readonly hint: string; readonly exitCode: 2 | 4 }
> {}

/** Settings of a run that are not secrets and do not say where to connect: timeouts, retries and the like. */
export type Tuning = Omit<Options, "baseUrl">

type Problem = ConfigProblem | InvalidConfig | ProfileProblem
type Files = FileSystem.FileSystem | Path.Path

/** What core needs, from the variables and the profile in use (`named` is the value of `--profile`). */
export const resolve = (
  tuning: Tuning,
  named: Option.Option<string>,
): Effect.Effect<Context.Context<AmiliConfig | Credentials>, Problem, Files> =>
  Effect.gen(function* () {
    const { connection } = yield* Sources.resolve(named)
    yield* refuseMissing(connection)
    const baseUrl = Option.getOrElse(connection.baseUrl, () => "")
    const config = yield* Effect.mapError(
      AmiliConfig.make({ ...tuning, baseUrl, tokenNames: Option.getOrUndefined(connection.tokenNames) }),
      nameVariable,
    )
    return Context.make(AmiliConfig, config).pipe(Context.add(Credentials, yield* credentialOf(connection)))
  })

export const layer = (
  tuning: Tuning,
  named: Option.Option<string>,
): Layer.Layer<AmiliConfig | Credentials, Problem, Files> => Layer.effectContext(resolve(tuning, named))

/** From settings that are not kept anywhere yet. */
export const layerFrom = (
  settings: ConfigProvider.ConfigProvider,
): Layer.Layer<AmiliConfig | Credentials, Problem, Files> =>
  Layer.effectContext(Effect.withConfigProvider(resolve({}, Option.none()), settings))

const refuseMissing = (connection: Connection.Connection) => {
  const missing = Connection.missing(connection)
  if (missing.length === 0) return Effect.void
  return new ConfigProblem({
    message: `not connected to an API: ${missing.join(", ")} ${missing.length === 1 ? "is" : "are"} not set`,
    hint: 'log in once with "amili auth login", or try it on made-up data with "amili sandbox start"',
    swedish: {
      message: `inte ansluten till något API: ${missing.join(", ")} saknas`,
      hint: 'logga in en gång med "amili auth login", eller prova på påhittade data med "amili sandbox start"',
    },
    exitCode: Connection.missingCredentials(connection).length > 0 ? 4 : 2,
  })
}

/** An access token goes before code and key, a key file before a key. */
const credentialOf = (
  connection: Connection.Connection,
): Effect.Effect<Credential, ConfigProblem, FileSystem.FileSystem> => {
  if (Option.isSome(connection.accessToken)) return Effect.succeed(AccessToken({ token: connection.accessToken.value }))
  const apiCode = Option.getOrElse(connection.apiCode, () => Redacted.make(""))
  return Effect.map(privateKeyOf(connection), (privateKey) => ApiCode({ apiCode, privateKey }))
}

const privateKeyOf = ({
  privateKey,
  privateKeyFile,
}: Connection.Connection): Effect.Effect<Redacted.Redacted, ConfigProblem, FileSystem.FileSystem> =>
  Option.isNone(privateKeyFile)
    ? Effect.succeed(Option.getOrElse(privateKey, () => Redacted.make("")))
    : readKeyFile(privateKeyFile.value)

/** The text of a key file; whether it is a key is not looked at. */
export const readKeyFile = (file: string): Effect.Effect<Redacted.Redacted, ConfigProblem, FileSystem.FileSystem> => {
  const unusable = (reason: string) =>
    new ConfigProblem({
      message: `cannot read the private key file ${file}: ${reason}`,
      hint: "give the PEM file whose public half is registered with Amili: AMILI_PRIVATE_KEY_FILE, or --key-file when you log in",
      swedish: {
        message: `det går inte att läsa filen med den privata nyckeln, ${file}: ${reason}`,
        hint: "ange PEM-filen vars publika nyckel är registrerad hos Amili: AMILI_PRIVATE_KEY_FILE, eller --key-file när du loggar in",
      },
      exitCode: 4,
    })
  return Effect.gen(function* () {
    if (isKey(file)) return yield* keyForPath
    const path = yield* Effect.mapError(Paths.expand(file), ({ message }) => unusable(message))
    const bytes = yield* Effect.mapError(SmallFile.read(path), ({ reason }) => unusable(reason))
    return Redacted.make(textOf(bytes))
  })
}

/** PEM, also as Base64: a secret that must not be shown as the path of a file. */
export const isKey = (file: string): boolean => /-----BEGIN|LS0tLS1CRUdJTi/.test(file)

const keyForPath = new ConfigProblem({
  message: "the path of the private key file is a private key itself",
  hint: "put the key into AMILI_PRIVATE_KEY, or give the path of its file",
  swedish: {
    message: "sökvägen till den privata nyckeln är själv en privat nyckel",
    hint: "lägg nyckeln i AMILI_PRIVATE_KEY, eller ange sökvägen till dess fil",
  },
  exitCode: 4,
})

/** Windows' editors and PowerShell write UTF-16, with a mark at the beginning or without; anything else is UTF-8. */
const textOf = (bytes: Uint8Array): string => new TextDecoder(encodingOf(bytes)).decode(bytes)

const encodingOf = ([first, second]: Uint8Array) => {
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return "utf-16le"
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0)) return "utf-16be"
  return "utf-8"
}

/** Core knows no variables: the person who set one wants to read its name. */
const nameVariable = (error: InvalidConfig): InvalidConfig =>
  error.message.includes("base URL")
    ? new InvalidConfig({ hint: error.hint, message: `AMILI_BASE_URL cannot be used: ${error.message}` })
    : error
