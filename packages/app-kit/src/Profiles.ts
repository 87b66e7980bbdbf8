/**
 * Profiles: named settings in a file of their own, so that nobody has to set variables. The api code is in the keychain
 * where there is one, else in the file. The private key is neither: it stays where its owner has put it.
 */
import { FileSystem, Path } from "@effect/platform"
import { Effect, Option, Redacted, Schema } from "effect"
import * as Folders from "./Folders.ts"
import { Keychain } from "./Keychain.ts"
import * as PrivateFile from "./PrivateFile.ts"

const Profile = Schema.Struct({
  baseUrl: Schema.String,
  /** Absent: it is in the keychain. */
  apiCode: Schema.optional(Schema.String),
  privateKeyFile: Schema.String,
})
export type Profile = typeof Profile.Type

const Profiles = Schema.Struct({
  /** The profile of whoever names none. */
  default: Schema.optional(Schema.String),
  profiles: Schema.Record({ key: Schema.String, value: Profile }),
})
export type Profiles = typeof Profiles.Type

/** The file with the profiles cannot be used. */
export class ProfileProblem extends Schema.TaggedError<ProfileProblem>()("ProfileProblem", {
  message: Schema.String,
  hint: Schema.optional(Schema.String),
  exitCode: Schema.Literal(1, 2, 4),
}) {}

export const fileOf = (environment: Folders.Environment): Effect.Effect<string, never, Path.Path> =>
  Effect.map(Path.Path, (path) => path.join(Folders.config(environment), "profiles.json"))

/** All profiles; none when there is no file yet. */
export const read = (
  environment: Folders.Environment,
): Effect.Effect<Profiles, ProfileProblem, FileSystem.FileSystem | Path.Path> =>
  Effect.gen(function* () {
    const file = yield* fileOf(environment)
    const text = yield* Effect.flatMap(FileSystem.FileSystem, (files) => files.readFileString(file)).pipe(
      Effect.catchIf(
        (error) => error._tag === "SystemError" && (error.reason === "NotFound" || error.reason === "BadResource"),
        () => Effect.succeed('{"profiles":{}}'),
      ),
      Effect.mapError(() => problem(`cannot read the profiles in ${file}`, "check the permissions of the file")),
    )
    return yield* Effect.mapError(Schema.decode(Schema.parseJson(Profiles))(text), () =>
      problem(`the profiles in ${file} are damaged`, "correct the file, or remove it and log in again"),
    )
  })

/** Replaces the file. */
export const write = (
  environment: Folders.Environment,
  profiles: Profiles,
): Effect.Effect<string, ProfileProblem, FileSystem.FileSystem | Path.Path> =>
  Effect.gen(function* () {
    const file = yield* fileOf(environment)
    const text = yield* Effect.orDie(Schema.encode(Schema.parseJson(Profiles, { space: 2 }))(profiles))
    yield* Effect.mapError(PrivateFile.write(file, `${text}\n`), () =>
      problem(`cannot write the profile to ${file}`, "check the permissions of the folder"),
    )
    return file
  })

/** Under which name the keychain holds the api code: with the address, so that it is never sent to another one. */
export const accountOf = (name: string, { baseUrl }: Pick<Profile, "baseUrl">): string => `${name} at ${baseUrl}`

/** The api code, from the file or from the keychain. */
const apiCodeOf = (name: string, profile: Profile): Effect.Effect<string, ProfileProblem> => {
  if (profile.apiCode !== undefined) return Effect.succeed(profile.apiCode)
  const login = `amili auth login --profile ${name}`
  return Effect.flatMap(Keychain, (keychain) =>
    keychain.get(accountOf(name, profile)).pipe(
      Effect.mapError(
        ({ message }) =>
          new ProfileProblem({
            message: `the api code of the profile ${name} is in ${keychain.name}, which cannot be read: ${message}`,
            hint: `unlock it; or keep the api code in a file, for machines where nobody sits: ${login} --plain-file`,
            exitCode: 4,
          }),
      ),
      Effect.flatMap(
        Option.match({
          onSome: (secret) => Effect.succeed(Redacted.value(secret)),
          onNone: () =>
            new ProfileProblem({
              message: `the api code of the profile ${name} is not in ${keychain.name} any more`,
              hint: `log in again: ${login}`,
              exitCode: 4,
            }),
        }),
      ),
    ),
  )
}

/** The profile's settings as the variables that would say the same; `apiCode` false leaves the secret where it is. */
export const toVariables = (
  name: string,
  profile: Profile,
  apiCode = true,
): Effect.Effect<Folders.Environment, ProfileProblem> =>
  Effect.map(apiCode ? apiCodeOf(name, profile) : Effect.succeed(undefined), (code) => ({
    AMILI_BASE_URL: profile.baseUrl,
    AMILI_API_CODE: code,
    AMILI_PRIVATE_KEY_FILE: profile.privateKeyFile,
  }))

const problem = (message: string, hint: string) => new ProfileProblem({ message, hint, exitCode: 1 })
