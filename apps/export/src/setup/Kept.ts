/** What `amili-export init` keeps for each profile, in a file of its own: where the exports go and how they look. No secrets. */
import * as Folders from "@amili-cases/app-kit/Folders"
import * as PrivateFile from "@amili-cases/app-kit/PrivateFile"
import { FileSystem, Path } from "@effect/platform"
import { Data, Effect, Schema } from "effect"

/** The words of the options of the same names; nothing in it is checked before it is used. */
const Kept = Schema.Struct({
  /** Absolute. */
  out: Schema.String,
  /** Absolute; absent: beside the exports. */
  journal: Schema.optional(Schema.String),
  format: Schema.optional(Schema.String),
  csv: Schema.optional(Schema.String),
  language: Schema.optional(Schema.String),
  perCreditor: Schema.optional(Schema.Boolean),
  /** As in `AMILI_EXPORT_CLASSES`; written by hand. */
  classes: Schema.optional(Schema.String),
})
export type Kept = typeof Kept.Type

const All = Schema.Struct({
  /** The profile of whoever names none. */
  default: Schema.optional(Schema.String),
  profiles: Schema.Record({ key: Schema.String, value: Kept }),
})
export type All = typeof All.Type

/** The file cannot be read, understood or written. */
export class KeptProblem extends Data.TaggedError("KeptProblem")<{ readonly message: string; readonly hint: string }> {}

export const fileOf = (environment: Folders.Environment): Effect.Effect<string, never, Path.Path> =>
  Effect.map(Path.Path, (path) => path.join(Folders.config(environment), "export.json"))

/** The settings of all profiles; none when there is no file. */
export const read = (
  environment: Folders.Environment,
): Effect.Effect<All, KeptProblem, FileSystem.FileSystem | Path.Path> =>
  Effect.gen(function* () {
    const file = yield* fileOf(environment)
    const text = yield* Effect.flatMap(FileSystem.FileSystem, (files) => files.readFileString(file)).pipe(
      Effect.catchIf(
        (error) => error._tag === "SystemError" && (error.reason === "NotFound" || error.reason === "BadResource"),
        () => Effect.succeed('{"profiles":{}}'),
      ),
      Effect.mapError(
        () => new KeptProblem({ message: `cannot read the settings in ${file}`, hint: "check who may read the file" }),
      ),
    )
    return yield* Effect.mapError(
      Schema.decode(Schema.parseJson(All))(text),
      () =>
        new KeptProblem({
          message: `the settings in ${file} are damaged`,
          hint: "correct the file, or remove it and run amili-export init again",
        }),
    )
  })

/** Replaces the file and returns its path. */
export const write = (
  environment: Folders.Environment,
  all: All,
): Effect.Effect<string, KeptProblem, FileSystem.FileSystem | Path.Path> =>
  Effect.gen(function* () {
    const file = yield* fileOf(environment)
    const text = `${JSON.stringify(Schema.encodeSync(All)(all), undefined, 2)}\n`
    yield* Effect.mapError(
      PrivateFile.write(file, text),
      () =>
        new KeptProblem({
          message: `cannot write the settings to ${file}`,
          hint: "check who may write to its folder, and its free space",
        }),
    )
    return file
  })
