/**
 * A file of profiles, each under its name, in the folder for settings: one holds credentials, another what somebody's
 * exports are like. For its owner alone.
 */
import * as FileSystem from "@effect/platform/FileSystem"
import * as Path from "@effect/platform/Path"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as Folders from "./Folders.ts"
import * as PrivateFile from "./PrivateFile.ts"
import type { InBoth, Said } from "./Said.ts"
import type { Bilingual } from "./UiLanguage.ts"

/** The file of profiles cannot be used, or what it names cannot. */
export class ProfileProblem extends Data.TaggedError("ProfileProblem")<InBoth & { readonly exitCode: 1 | 2 | 4 }> {}

export interface All<A> {
  /** The profile of whoever names none. */
  readonly default?: string | undefined
  readonly profiles: { readonly [name: string]: A }
}

interface Words {
  /** What the file holds: "profiles". */
  readonly what: Bilingual
  /** How to make it again: "log in again". */
  readonly again: Bilingual
}

/** Reads and replaces the file `name`. No file holds no profiles. */
export const make = <A, I>(name: string, profile: Schema.Schema<A, I>, { again, what }: Words) => {
  const AsText = Schema.parseJson(
    Schema.Struct({
      default: Schema.optional(Schema.String),
      profiles: Schema.Record({ key: Schema.String, value: profile }),
    }),
    { space: 2 },
  )

  const file: Effect.Effect<string, ProfileProblem, Path.Path> = Effect.gen(function* () {
    const path = yield* Path.Path
    const folder = yield* Effect.mapError(
      Folders.config(),
      ({ hint, message, swedish }) =>
        new ProfileProblem({
          message: `there is no folder for the ${what.en}: ${message}`,
          hint,
          swedish: { message: `det finns ingen mapp för ${what.sv}: ${swedish.message}`, hint: swedish.hint },
          exitCode: 2,
        }),
    )
    return path.join(folder, name)
  })

  const read: Effect.Effect<All<A>, ProfileProblem, FileSystem.FileSystem | Path.Path> = Effect.gen(function* () {
    // Whoever has no home folder has kept nothing.
    if (Option.isNone(yield* Effect.option(Folders.config()))) return { profiles: {} }
    const path = yield* file
    const text = yield* Effect.flatMap(FileSystem.FileSystem, (files) => files.readFileString(path)).pipe(
      Effect.catchIf(
        (error) => error._tag === "SystemError" && (error.reason === "NotFound" || error.reason === "BadResource"),
        () => Effect.succeed(undefined),
      ),
      Effect.mapError(() =>
        problem(
          { message: `cannot read the ${what.en} in ${path}`, hint: "check who may read the file" },
          { message: `det går inte att läsa ${what.sv} i ${path}`, hint: "kontrollera vem som får läsa filen" },
        ),
      ),
    )
    if (text === undefined) return { profiles: {} }
    return yield* Effect.mapError(Schema.decode(AsText)(text), () =>
      problem(
        { message: `the ${what.en} in ${path} are damaged`, hint: `correct the file, or remove it and ${again.en}` },
        { message: `${what.sv} i ${path} är skadade`, hint: `rätta filen, eller ta bort den och ${again.sv}` },
      ),
    )
  })

  /** Replaces the file and returns its path. */
  const write = (all: All<A>): Effect.Effect<string, ProfileProblem, FileSystem.FileSystem | Path.Path> =>
    Effect.gen(function* () {
      const path = yield* file
      // What has the type of a profile can be written as one.
      const text = yield* Effect.orDie(Schema.encode(AsText)(all))
      yield* Effect.mapError(PrivateFile.write(path, `${text}\n`), () =>
        problem(
          {
            message: `cannot write the ${what.en} to ${path}`,
            hint: "check who may write to its folder, and its free space",
          },
          {
            message: `det går inte att skriva ${what.sv} i ${path}`,
            hint: "kontrollera vem som får skriva i mappen, och dess lediga utrymme",
          },
        ),
      )
      return path
    })

  return { file, read, write }
}

const problem = (en: Said, swedish: Said) => new ProfileProblem({ ...en, swedish, exitCode: 1 })
