/**
 * The raw documents of a run as the API sent them, one JSON text a line, compressed with gzip in members of about a
 * megabyte. It holds what every row was made of, so that a row can be followed back years later.
 */
import { pipeline, Readable } from "node:stream"
import { promisify } from "node:util"
import { createGunzip, gzip } from "node:zlib"
import * as FileSystem from "@effect/platform/FileSystem"
import type { PlatformError } from "@effect/platform/Error"
import * as Chunk from "effect/Chunk"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import { Bytes } from "@amili-cases/sheets/bytes/Bytes"
import { FileFailed, fileFailed } from "../run/FileFailed.ts"

/** Bytes of text in a member. */
const memberSize = 1 << 20

/** Room for what a member becomes, commonly a tenth: each time that it runs out is a way back from the thread pool. */
const compressed = memberSize >> 2

/** Bytes that are read and unpacked at a time. */
const pieceSize = 1 << 16

/** Members that may be compressed at once while the next is filled: rows cannot run ahead of the disk. */
const underWay = 2

const lineFeed = 10

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
    const members: Array<Promise<Uint8Array>> = []
    let text = new Bytes(memberSize + (memberSize >> 2))
    let count = 0

    const cut = () => {
      const member = compress(text.view())
      // Whoever awaits the member hears of a failure; until then nobody may take it for unhandled.
      member.catch(() => undefined)
      members.push(member)
      text = new Bytes(text.buffer.length)
    }

    /** Writes members in their order, until no more than so many are under way. */
    const settle = (most: number): Effect.Effect<void, FileFailed> =>
      Effect.suspend(() => {
        const member = members.length > most ? members.shift() : undefined
        if (member === undefined) return Effect.void
        return Effect.promise(() => member).pipe(
          Effect.flatMap((bytes) => failed(file.writeAll(bytes))),
          Effect.zipRight(settle(most)),
        )
      })

    return {
      write: (documents) =>
        Effect.suspend(() => {
          for (const document of documents) {
            // Line breaks between a document's tokens mean nothing; within strings JSON has none.
            text.utf8(document.replaceAll(/[\r\n]+/g, " "))
            text.reserve(1)
            text.byte(lineFeed)
            count += 1
            if (text.length >= memberSize) cut()
          }
          return settle(underWay)
        }),
      end: Effect.suspend(() => {
        if (text.length > 0 || count === 0) cut()
        return settle(0)
      }).pipe(Effect.map(() => count)),
    }
  })

/** The documents of an archive, in order, a piece at a time. */
export const read = (path: string): Stream.Stream<string, FileFailed, FileSystem.FileSystem> =>
  Stream.unwrap(
    Effect.gen(function* () {
      const fs = yield* FileSystem.FileSystem
      const bytes = yield* Stream.toAsyncIterableEffect(fs.stream(path, { chunkSize: pieceSize }))
      // Whoever reads what comes out hears of a failure.
      const text = pipeline(Readable.from(bytes), createGunzip({ chunkSize: pieceSize }), () => undefined)
      return Stream.fromAsyncIterable<Uint8Array, unknown>(text, (cause) => cause).pipe(
        Stream.mapError((cause) => unreadable(path, cause)),
        Stream.decodeText(),
        Stream.mapAccum("", (before, text) => {
          const lines = `${before}${text}`.split("\n")
          const rest = lines.pop() ?? ""
          return [rest, Chunk.unsafeFromArray(lines.filter((line) => line !== ""))]
        }),
        Stream.flattenChunks,
      )
    }),
  )

const unreadable = (path: string, cause: unknown) =>
  new FileFailed({
    message: `cannot read the file ${path}: it is not there, or it is damaged`,
    hint: "put it back from a backup: amili-export verify names the files that are not as they were",
    swedish: {
      message: `det går inte att läsa filen ${path}: den finns inte, eller är skadad`,
      hint: "lägg tillbaka den från en säkerhetskopia: amili-export verify räknar upp filerna som inte är som de var",
    },
    path,
    cause,
  })

/** In the thread pool. The header carries no time and no name, so that the same documents give the same bytes. */
const pooled = promisify(gzip)
const compress = (text: Uint8Array): Promise<Uint8Array> => pooled(text, { chunkSize: compressed })
