/** Files that nobody but their owner may read. On Windows the folder's own permissions have to do that. */
import process from "node:process"
import * as FileSystem from "@effect/platform/FileSystem"
import * as Path from "@effect/platform/Path"
import type { PlatformError } from "@effect/platform/Error"
import * as Effect from "effect/Effect"
import * as Folders from "./Folders.ts"

/** Replaces the file in one step: whoever reads it meanwhile sees the old text or the new one. Makes its folder. */
export const write: (
  file: string,
  text: string,
) => Effect.Effect<void, PlatformError, FileSystem.FileSystem | Path.Path> = Effect.fn("PrivateFile.write")(function* (
  file: string,
  text: string,
) {
  const files = yield* FileSystem.FileSystem
  const folder = (yield* Path.Path).dirname(file)
  yield* Folders.make(folder, 0o700)
  const draft = `${file}.${process.pid}.new`
  yield* files.writeFileString(draft, text, { mode: 0o600, flag: "wx" }).pipe(
    Effect.zipRight(files.rename(draft, file)),
    Effect.onError(() => Effect.ignore(files.remove(draft, { force: true }))),
  )
})

/** Why a file cannot be used. */
export const reasonOf = (error: PlatformError): string => {
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
