/**
 * A file of profiles, each under its name, in the folder for settings: one holds credentials, another what somebody's
 * exports are like. For its owner alone.
 */
import { FileSystem, Path } from "@effect/platform"
import { Data, Effect, Schema } from "effect"
import * as Folders from "./Folders.ts"
import * as PrivateFile from "./PrivateFile.ts"

/** The file of profiles cannot be used, or what it names cannot. */
export class ProfileProblem extends Data.TaggedError("ProfileProblem")<{
  readonly message: string
  readonly hint?: string | undefined
  readonly exitCode: 1 | 2 | 4
}> {}

export interface All<A> {
  /** The profile of whoever names none. */
  readonly default?: string | undefined
  readonly profiles: { readonly [name: string]: A }
}

/** The profile of that name. Every object has a `constructor`, which is no profile. */
export const find = <A>({ profiles }: All<A>, name: string): A | undefined =>
  Object.hasOwn(profiles, name) ? profiles[name] : undefined

interface Words {
  /** What the file holds: "profiles". */
  readonly what: string
  /** How to make it again: "log in again". */
  readonly again: string
}

/** Reads and replaces the file `name`, reading it once in a process. No file holds no profiles. */
export const make = <A, I>(name: string, profile: Schema.Schema<A, I>, { again, what }: Words) => {
  /** Made where there is a file: most starts find none. */
  const asText = () =>
    Schema.parseJson(
      Schema.Struct({
        default: Schema.optional(Schema.String),
        profiles: Schema.Record({ key: Schema.String, value: profile }),
      }),
      { space: 2 },
    )

  let latest: { readonly file: string; readonly all: All<A> } | undefined

  const fileOf = (environment: Folders.Environment): Effect.Effect<string, never, Path.Path> =>
    Effect.map(Path.Path, (path) => path.join(Folders.config(environment), name))

  const read = (
    environment: Folders.Environment,
  ): Effect.Effect<All<A>, ProfileProblem, FileSystem.FileSystem | Path.Path> =>
    Effect.gen(function* () {
      const file = yield* fileOf(environment)
      if (latest?.file === file) return latest.all
      const text = yield* Effect.flatMap(FileSystem.FileSystem, (files) => files.readFileString(file)).pipe(
        Effect.catchIf(
          (error) => error._tag === "SystemError" && (error.reason === "NotFound" || error.reason === "BadResource"),
          () => Effect.succeed(undefined),
        ),
        Effect.mapError(() => problem(`cannot read the ${what} in ${file}`, "check who may read the file")),
      )
      const all: All<A> =
        text === undefined
          ? { profiles: {} }
          : yield* Effect.mapError(Schema.decode(asText())(text), () =>
              problem(`the ${what} in ${file} are damaged`, `correct the file, or remove it and ${again}`),
            )
      latest = { file, all }
      return all
    })

  /** Replaces the file and returns its path. */
  const write = (
    environment: Folders.Environment,
    all: All<A>,
  ): Effect.Effect<string, ProfileProblem, FileSystem.FileSystem | Path.Path> =>
    Effect.gen(function* () {
      const file = yield* fileOf(environment)
      latest = undefined
      // What has the type of a profile can be written as one.
      const text = yield* Effect.orDie(Schema.encode(asText())(all))
      yield* Effect.mapError(PrivateFile.write(file, `${text}\n`), () =>
        problem(`cannot write the ${what} to ${file}`, "check who may write to its folder, and its free space"),
      )
      return file
    })

  return { fileOf, read, write }
}

const problem = (message: string, hint: string) => new ProfileProblem({ message, hint, exitCode: 1 })
