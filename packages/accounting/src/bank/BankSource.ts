/** The files that a path stands for: itself, or every file in it when it is a ZIP file. */
import * as FileSystem from "@effect/platform/FileSystem"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import { crc32 } from "node:zlib"
import { type Entry, openPromise, type ZipFile } from "yauzl"
import { type BankFileError, fetchAgain, refuse } from "./BankFileError.ts"

export interface BankSource {
  /** As people find it: the path, or the path and the name in the ZIP file. */
  readonly name: string
  /** Can be read several times. */
  readonly bytes: Stream.Stream<Uint8Array, BankFileError>
}

export const open = (path: string): Stream.Stream<BankSource, BankFileError, FileSystem.FileSystem> =>
  Stream.unwrap(
    Effect.gen(function* () {
      const files = yield* FileSystem.FileSystem
      const bytes = files.stream(path).pipe(Stream.mapError((cause) => unreadable(path, cause)))
      const start = yield* Stream.runHead(bytes)
      return Option.exists(start, isZip) ? membersOf(path) : Stream.make({ name: path, bytes })
    }),
  )

const isZip = ([a, b]: Uint8Array): boolean => a === 0x50 && b === 0x4b

/** Read from the directory at the end of the ZIP file, which alone says what belongs to it. */
const membersOf = (path: string): Stream.Stream<BankSource, BankFileError> =>
  Stream.unwrapScoped(
    Effect.gen(function* () {
      const zip = yield* Effect.acquireRelease(
        Effect.tryPromise({
          try: () => openPromise(path, { autoClose: false }),
          catch: (cause) => damaged(path, cause),
        }),
        (zip) => Effect.sync(() => zip.close()),
      )
      const members = yield* Stream.runCollect(
        Stream.fromAsyncIterable(zip.eachEntry(), (cause) => damaged(path, cause)),
      )
      return Stream.fromIterable(members).pipe(
        Stream.filter(isFile),
        Stream.map((member) => ({ name: `${path}/${member.fileName}`, bytes: bytesOf(path, zip, member) })),
      )
    }),
  )

/** Folders have an entry of their own, and macOS adds a folder with data of its Finder. */
const isFile = ({ fileName }: Entry): boolean => !fileName.endsWith("/") && !fileName.startsWith("__MACOSX/")

/** yauzl compares sizes; the checksum is compared here. */
const bytesOf = (path: string, zip: ZipFile, member: Entry): Stream.Stream<Uint8Array, BankFileError> =>
  Stream.unwrap(
    Effect.gen(function* () {
      if (member.isEncrypted()) return yield* encrypted(path)
      const readable = yield* Effect.tryPromise({
        try: () => zip.openReadStreamPromise(member),
        catch: (cause) => damaged(path, cause),
      })
      let checksum = 0
      const check = Stream.suspend(() => (checksum === member.crc32 ? Stream.empty : Stream.fail(damaged(path))))
      return Stream.fromAsyncIterable<Uint8Array, BankFileError>(readable, (cause) => damaged(path, cause)).pipe(
        Stream.tap((chunk) =>
          Effect.sync(() => {
            checksum = crc32(chunk, checksum)
          }),
        ),
        Stream.concat(check),
      )
    }),
  )

const unreadable = (path: string, cause: unknown) =>
  refuse({ file: path, line: undefined }, "cannot be read", "check the path and who may read the file", cause)

const damaged = (path: string, cause?: unknown) =>
  refuse({ file: path, line: undefined }, "is a damaged ZIP file", fetchAgain, cause)

const encrypted = (path: string) =>
  refuse({ file: path, line: undefined }, "is a ZIP file with a password", "unpack it and give the files in it")
