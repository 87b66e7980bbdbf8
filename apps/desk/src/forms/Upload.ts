/** A form with files, which are kept in a temporary folder until their use has ended. */
import * as Report from "@amili-cases/app-kit/process/Report"
import * as HttpServerRequest from "@effect/platform/HttpServerRequest"
import * as FileSystem from "@effect/platform/FileSystem"
import type * as Multipart from "@effect/platform/Multipart"
import * as Path from "@effect/platform/Path"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import type * as Either from "effect/Either"
import * as Exit from "effect/Exit"
import type * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import * as Given from "./Given.ts"

export interface Sent<A> {
  readonly form: Either.Either<A, Given.Given>
  /** Their paths; each has the name that it had where it came from. */
  readonly files: ReadonlyArray<string>
  /** The folder that they are in. */
  readonly folder: string
}

/** Reads the form, and has it used. The folder is removed when `use` fails; after that, `use` has seen to it with `remove`. */
export const read = <A, I extends Readonly<Record<string, string | undefined>>, R, B, E, R2>(
  schema: Schema.Schema<A, I, R>,
  use: (sent: Sent<A>) => Effect.Effect<B, E, R2>,
) =>
  Effect.acquireUseRelease(
    Effect.flatMap(FileSystem.FileSystem, (fs) => fs.makeTempDirectory({ prefix: "amili-desk-" })),
    (folder) =>
      Effect.gen(function* () {
        const { multipartStream } = yield* HttpServerRequest.HttpServerRequest
        const values: Record<string, string> = {}
        const files: Array<string> = []
        yield* Stream.runForEach(multipartStream, (part) =>
          Effect.gen(function* () {
            if (part._tag === "Field") values[part.key] = part.value
            // A field in which no file was chosen comes with an empty name.
            else if (part.name !== "") files.push(yield* keep(folder, files.length, part))
          }),
        )
        return yield* use({ form: yield* Given.decoded(schema, values), files, folder })
      }),
    (folder, exit) => (Exit.isFailure(exit) ? remove(folder) : Effect.void),
  )

/** Nothing of it is left on this machine. */
export const remove = (folder: string): Effect.Effect<void, never, FileSystem.FileSystem> =>
  Effect.flatMap(FileSystem.FileSystem, (fs) => Effect.ignore(fs.remove(folder, { recursive: true, force: true })))

/** What went wrong, with the names of the files that people know: the folder is nobody's. */
export const named =
  (files: ReadonlyArray<string>) =>
  (error: unknown): WithUpload => {
    const { code, hint, message } = Report.of(error)
    return new WithUpload({
      message: files.reduce((text, file) => text.replaceAll(file, nameOf(file)), message),
      hint,
      exitCode: code,
    })
  }

/** Something went wrong with files that were sent. */
class WithUpload extends Data.TaggedError("WithUpload")<{
  readonly message: string
  readonly hint: string | undefined
  readonly exitCode: number
}> {}

/** In a folder of its own: two files may have the same name. */
const keep = (folder: string, index: number, file: Multipart.File) =>
  Effect.gen(function* () {
    const fs = yield* FileSystem.FileSystem
    const path = yield* Path.Path
    const own = path.join(folder, String(index))
    yield* fs.makeDirectory(own)
    const kept = path.join(own, nameOf(file.name))
    yield* Stream.run(file.content, fs.sink(kept, { flag: "wx", mode: 0o600 }))
    return kept
  })

/** Without the folders that some browsers name, and without what no file system takes. */
const nameOf = (name: string): string => {
  const last = name.split(/[/\\]/).at(-1) ?? ""
  const plain = last.replaceAll(/[\p{C}<>:"|?*]/gu, "_").slice(-120)
  return /^\.*$/.test(plain) ? "file" : plain
}
