/** Profiles: named settings in a file of their own, so that nobody has to set variables. The file holds the api code. */
import { FileSystem, Path } from "@effect/platform"
import { Effect, Schema } from "effect"
import * as Folders from "./Folders.ts"
import * as PrivateFile from "./PrivateFile.ts"

const Profile = Schema.Struct({
  baseUrl: Schema.String,
  apiCode: Schema.String,
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
  exitCode: Schema.Literal(1, 2),
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

/** The profile's settings as the variables that would say the same. */
export const toVariables = ({ apiCode, baseUrl, privateKeyFile }: Profile): Folders.Environment => ({
  AMILI_BASE_URL: baseUrl,
  AMILI_API_CODE: apiCode,
  AMILI_PRIVATE_KEY_FILE: privateKeyFile,
})

const problem = (message: string, hint: string) => new ProfileProblem({ message, hint, exitCode: 1 })
