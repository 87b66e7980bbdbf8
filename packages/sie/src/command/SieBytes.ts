/** The file that a command is about. */
import * as Args from "@effect/cli/Args"
import * as FileSystem from "@effect/platform/FileSystem"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"

export class FileNotRead extends Data.TaggedError("FileNotRead")<{
  readonly message: string
  readonly hint: string
}> {}

export const argument = Args.text({ name: "FILE" }).pipe(
  Args.withDescription("a SIE file, which is only read; its name usually ends in .se or .si"),
)

/** The bytes of the file, in pieces. */
export const stream = (path: string): Stream.Stream<Uint8Array, FileNotRead, FileSystem.FileSystem> =>
  Stream.unwrap(Effect.map(FileSystem.FileSystem, (files) => files.stream(path))).pipe(
    Stream.mapError((error) =>
      error._tag === "SystemError" && error.reason === "NotFound"
        ? new FileNotRead({ message: `there is no file ${path}`, hint: "see whether the path is right" })
        : new FileNotRead({ message: `cannot read ${path}`, hint: "choose a file that you may read" }),
    ),
  )
