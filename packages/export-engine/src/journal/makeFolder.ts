/** Makes a folder and those above it, for its owner only. */
import * as FileSystem from "@effect/platform/FileSystem"
import * as Path from "@effect/platform/Path"
import type { PlatformError } from "@effect/platform/Error"
import * as Effect from "effect/Effect"

/** Owner only: the files hold claims on people. Windows has no such modes and keeps the folder's rights. */
const mode = 0o700

/** One level at a time: on a file system that refuses new folders Node's own recursion never ends. */
export const makeFolder = (folder: string): Effect.Effect<void, PlatformError, FileSystem.FileSystem | Path.Path> =>
  Effect.gen(function* () {
    const fs = yield* FileSystem.FileSystem
    const path = yield* Path.Path
    if (yield* fs.exists(folder)) return
    const parent = path.dirname(folder)
    if (parent !== folder) yield* makeFolder(parent)
    yield* fs.makeDirectory(folder, { mode }).pipe(
      // Another process has made it since.
      Effect.catchIf(
        (error) => error._tag === "SystemError" && error.reason === "AlreadyExists",
        () => Effect.void,
      ),
    )
  })
