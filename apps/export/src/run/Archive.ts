/**
 * The raw documents of a run as the API sent them, one JSON text a line, compressed with gzip in members of about a
 * megabyte. It holds what every row was made of, so that a row can be followed back years later.
 */
import { gzip, gunzipSync } from "node:zlib"
import { FileSystem } from "@effect/platform"
import type { PlatformError } from "@effect/platform/Error"
import { Effect, type Scope } from "effect"
import { type FileFailed, fileFailed } from "./FileFailed.ts"

const memberSize = 1 << 20

export interface ArchiveWriter {
  readonly write: (documents: ReadonlyArray<string>) => Effect.Effect<void, FileFailed>
  /** Writes what is buffered and closes the archive; how many documents it holds. */
  readonly end: Effect.Effect<number, FileFailed>
}

export const open = (path: string): Effect.Effect<ArchiveWriter, FileFailed, FileSystem.FileSystem | Scope.Scope> =>
  Effect.gen(function* () {
    const fs = yield* FileSystem.FileSystem
    const failed = Effect.mapError<PlatformError, FileFailed>(fileFailed("write the file", path))
    const file = yield* fs.open(path, { flag: "wx", mode: 0o600 }).pipe(failed)
    let lines: Array<string> = []
    let size = 0
    let count = 0

    const member = Effect.suspend(() => {
      const text = lines.join("")
      lines = []
      size = 0
      return Effect.flatMap(compress(text), (bytes) => failed(file.writeAll(bytes)))
    })

    return {
      write: (documents) =>
        Effect.suspend(() => {
          for (const document of documents) {
            // Line breaks between a document's tokens mean nothing; within strings JSON has none.
            const line = `${document.replaceAll(/[\r\n]+/g, " ")}\n`
            lines.push(line)
            size += line.length
            count += 1
          }
          return size >= memberSize ? member : Effect.void
        }),
      end: Effect.suspend(() => (lines.length > 0 || count === 0 ? member : Effect.void)).pipe(Effect.map(() => count)),
    }
  })

/** The documents of an archive, in order. */
export const read = (path: string): Effect.Effect<ReadonlyArray<string>, FileFailed, FileSystem.FileSystem> =>
  Effect.gen(function* () {
    const fs = yield* FileSystem.FileSystem
    const bytes = yield* fs.readFile(path).pipe(Effect.mapError(fileFailed("read the file", path)))
    return gunzipSync(bytes)
      .toString("utf8")
      .split("\n")
      .filter((line) => line !== "")
  })

/** In the thread pool. The header carries no time and no name, so that the same documents give the same bytes. */
const compress = (text: string): Effect.Effect<Uint8Array> =>
  Effect.async((resume) =>
    gzip(text, (error, bytes) => resume(error === null ? Effect.succeed(bytes) : Effect.die(error))),
  )
