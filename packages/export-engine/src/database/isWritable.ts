/** Whether the file of a journal can be written: the database also writes beside it, to undo what a crash has left. */
import * as FileSystem from "@effect/platform/FileSystem"
import * as Path from "@effect/platform/Path"
import * as Effect from "effect/Effect"

export const isWritable = (file: string): Effect.Effect<boolean, never, FileSystem.FileSystem | Path.Path> =>
  Effect.gen(function* () {
    const fs = yield* FileSystem.FileSystem
    const path = yield* Path.Path
    yield* fs.access(file, { writable: true })
    yield* fs.access(path.dirname(file), { writable: true })
  }).pipe(Effect.isSuccess)
