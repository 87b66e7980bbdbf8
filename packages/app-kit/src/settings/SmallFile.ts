/** Files that hold a setting: a key, a certificate. What is no regular file may have no end, or wait for a writer. */
import * as FileSystem from "@effect/platform/FileSystem"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import { reasonOf } from "./PrivateFile.ts"

/** The file cannot be read, or is no file of a setting. */
export class Unusable extends Data.TaggedError("Unusable")<{ readonly reason: string }> {}

const limit = 1 << 20

export const read = (path: string): Effect.Effect<Uint8Array, Unusable, FileSystem.FileSystem> =>
  Effect.gen(function* () {
    const files = yield* FileSystem.FileSystem
    const { size, type } = yield* files.stat(path)
    if (type !== "File") return yield* new Unusable({ reason: "not a regular file" })
    if (size > limit) return yield* new Unusable({ reason: "larger than 1 MiB" })
    return yield* files.readFile(path)
  }).pipe(
    Effect.catchTags({
      BadArgument: (error) => new Unusable({ reason: reasonOf(error) }),
      SystemError: (error) => new Unusable({ reason: reasonOf(error) }),
    }),
  )
