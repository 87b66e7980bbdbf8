/** Who we are and which API we talk to, from the environment. Nothing is read before a command needs the API. */
import { AmiliConfig, InvalidConfig } from "@amili-cases/core/AmiliConfig"
import type { Options } from "@amili-cases/core/AmiliConfig"
import { AccessToken, ApiCode, Credentials } from "@amili-cases/core/Credentials"
import type { Credential } from "@amili-cases/core/Credentials"
import { FileSystem } from "@effect/platform"
import type { Path } from "@effect/platform"
import type { PlatformError } from "@effect/platform/Error"
import { Context, Data, Effect, Option, Redacted } from "effect"
import type { Environment } from "./Folders.ts"
import type { ProfileProblem } from "./Profiles.ts"
import * as Sources from "./Sources.ts"

export type { Environment } from "./Folders.ts"

/** The variables that both commands read, for documentation and completions. */
export const variables = {
  AMILI_BASE_URL: "the API, such as https://api-sandbox.amili.se",
  AMILI_API_CODE: "the code that came with the registration of your public key",
  AMILI_PRIVATE_KEY_FILE: "file with the private key (PEM)",
  AMILI_PRIVATE_KEY: "the private key itself (PEM), instead of a file",
  AMILI_ACCESS_TOKEN: "a ready access token, instead of code and key",
} as const

type Variable = keyof typeof variables

/** The others, for documentation. */
export const otherVariables = {
  AMILI_PROFILE: "the profile to use where no option names one",
  AMILI_KEYCHAIN: "off: there is no keychain, secrets of profiles are kept in a file",
  NO_COLOR: "no colour; CLICOLOR_FORCE for colour in a pipe too",
} as const

/** Something that must be set is not: exit code 4 when it is the credentials, 2 otherwise. */
export class ConfigProblem extends Data.TaggedError("ConfigProblem")<{
  readonly message: string
  readonly hint: string
  readonly exitCode: 2 | 4
}> {}

/** Settings of a run that are not secrets and do not say where to connect: timeouts, retries and the like. */
export type Tuning = Omit<Options, "baseUrl">

/**
 * What core needs, from the environment and the profile in question (`named` is the value of `--profile`). An access
 * token goes before code and key, a key file before a key.
 */
export const resolve = (
  variables: Environment,
  tuning: Tuning = {},
  named: Option.Option<string> = Option.none(),
): Effect.Effect<
  Context.Context<AmiliConfig | Credentials>,
  ConfigProblem | InvalidConfig | ProfileProblem,
  FileSystem.FileSystem | Path.Path
> =>
  Effect.gen(function* () {
    const { environment } = yield* Sources.resolve(variables, named)
    yield* refuseMissing(environment)
    const baseUrl = valueOf(environment, "AMILI_BASE_URL") ?? ""
    const config = yield* Effect.mapError(AmiliConfig.make({ ...tuning, baseUrl }), nameVariable)
    const credential = yield* credentialOf(environment)
    return Context.make(AmiliConfig, config).pipe(Context.add(Credentials, credential))
  })

const valueOf = (environment: Environment, name: Variable) => {
  const value = environment[name]?.trim()
  return value === "" ? undefined : value
}

const refuseMissing = (environment: Environment) => {
  const has = (name: Variable) => valueOf(environment, name) !== undefined
  const credentials = has("AMILI_ACCESS_TOKEN")
    ? []
    : [
        ...(has("AMILI_API_CODE") ? [] : ["AMILI_API_CODE"]),
        ...(has("AMILI_PRIVATE_KEY_FILE") || has("AMILI_PRIVATE_KEY") ? [] : ["AMILI_PRIVATE_KEY_FILE"]),
      ]
  const missing = [...(has("AMILI_BASE_URL") ? [] : ["AMILI_BASE_URL"]), ...credentials]
  if (missing.length === 0) return Effect.void
  return new ConfigProblem({
    message: `not connected to an API: ${missing.join(", ")} ${missing.length === 1 ? "is" : "are"} not set`,
    hint: 'log in once with "amili auth login", or try it on made-up data with "amili sandbox start"',
    exitCode: credentials.length > 0 ? 4 : 2,
  })
}

const credentialOf = (environment: Environment): Effect.Effect<Credential, ConfigProblem, FileSystem.FileSystem> => {
  const token = valueOf(environment, "AMILI_ACCESS_TOKEN")
  if (token !== undefined) return Effect.succeed(AccessToken({ token: Redacted.make(token) }))
  const apiCode = Redacted.make(valueOf(environment, "AMILI_API_CODE") ?? "")
  return Effect.map(privateKeyOf(environment), (key) => ApiCode({ apiCode, privateKey: Redacted.make(key) }))
}

const privateKeyOf = (environment: Environment): Effect.Effect<string, ConfigProblem, FileSystem.FileSystem> => {
  const file = valueOf(environment, "AMILI_PRIVATE_KEY_FILE")
  // A key in a variable often comes with its line breaks written as \n: some systems keep a variable to one line.
  if (file === undefined)
    return Effect.succeed((valueOf(environment, "AMILI_PRIVATE_KEY") ?? "").replaceAll("\\n", "\n"))
  return Effect.flatMap(FileSystem.FileSystem, (files) => files.readFileString(file)).pipe(
    Effect.mapError(
      (error) =>
        new ConfigProblem({
          message: `cannot read the private key file ${file}: ${reasonOf(error)}`,
          hint: "give the PEM file whose public half is registered with Amili: AMILI_PRIVATE_KEY_FILE, or --key-file when you log in",
          exitCode: 4,
        }),
    ),
  )
}

const reasonOf = (error: PlatformError): string => {
  if (error._tag === "BadArgument") return "not a usable path"
  switch (error.reason) {
    case "NotFound":
      return "no such file"
    case "PermissionDenied":
      return "permission denied"
    case "BadResource":
      return "not a file"
    default:
      return error.description ?? error.reason
  }
}

/** Core knows no variables: the person who set one wants to read its name. */
const nameVariable = (error: InvalidConfig): InvalidConfig =>
  error.message.includes("base URL")
    ? new InvalidConfig({ hint: error.hint, message: `AMILI_BASE_URL cannot be used: ${error.message}` })
    : error
