/**
 * The folder that the files end up in. A file is staged in it under a hidden name, flushed, and only then given its own
 * name: whoever looks into the folder sees whole files only. Nothing is ever overwritten.
 */
import { createHash } from "node:crypto"
import { FileSystem, Path } from "@effect/platform"
import type { PlatformError } from "@effect/platform/Error"
import { Effect, Stream } from "effect"
import { FileFailed, fileFailed } from "./FileFailed.ts"
import { at } from "./Steps.ts"

/** Owner only: the files hold claims on people. Windows has no such modes and keeps the folder's rights. */
const fileMode = 0o600
const folderMode = 0o700

const methods = Effect.gen(function* () {
  const fs = yield* FileSystem.FileSystem
  const path = yield* Path.Path

  /** One level at a time: on a file system that refuses new folders Node's own recursion never ends. */
  const make = (folder: string): Effect.Effect<void, PlatformError> =>
    Effect.gen(function* () {
      if (yield* fs.exists(folder)) return
      const parent = path.dirname(folder)
      if (parent !== folder) yield* make(parent)
      yield* fs.makeDirectory(folder, { mode: folderMode })
    })

  /** The absolute path of the folder, made if it was not there, proven writable. */
  const open = (folder: string): Effect.Effect<string, FileFailed> =>
    Effect.gen(function* () {
      const absolute = path.resolve(folder)
      yield* make(absolute)
      // The slash asks for a folder: a file of that name is not one.
      yield* fs.access(path.join(absolute, "/"), { writable: true })
      return absolute
    }).pipe(Effect.mapError(fileFailed("write to the folder", folder)))

  const final = (folder: string, name: string) => path.join(folder, name)
  const staged = (folder: string, name: string) => path.join(folder, `.${name}.partial`)

  /** Flushes a staged file to the disk and closes it to others. */
  const flush = (folder: string, name: string): Effect.Effect<void, FileFailed> =>
    Effect.gen(function* () {
      yield* at(`flush:${name}`)
      const file = yield* fs.open(staged(folder, name), { flag: "r+" })
      yield* file.sync
      yield* fs.chmod(staged(folder, name), fileMode)
    }).pipe(Effect.scoped, Effect.mapError(fileFailed("flush the file", final(folder, name))))

  /** Writes a small file in one go, staged. */
  const write = (folder: string, name: string, bytes: Uint8Array): Effect.Effect<void, FileFailed> =>
    Effect.gen(function* () {
      yield* at(`write:${name}`)
      const file = yield* fs.open(staged(folder, name), { flag: "wx", mode: fileMode })
      yield* file.writeAll(bytes)
    }).pipe(Effect.scoped, Effect.mapError(fileFailed("write the file", final(folder, name))))

  /** Names in the folder are on disk after this. Windows cannot flush folders and does not need to. */
  const flushFolder = (folder: string): Effect.Effect<void, FileFailed> =>
    Effect.gen(function* () {
      yield* at("flush-folder")
      const handle = yield* fs.open(folder, { flag: "r" })
      yield* handle.sync
    }).pipe(
      Effect.scoped,
      Effect.catchIf(
        () => process.platform === "win32",
        () => Effect.void,
      ),
      Effect.mapError(fileFailed("flush the folder", folder)),
    )

  /** SHA-256 of a file as it stands on the disk, lower-case hex. */
  const hash = (file: string): Effect.Effect<string, PlatformError> =>
    Effect.suspend(() => {
      const sha = createHash("sha256")
      return fs.stream(file, { chunkSize: 1 << 18 }).pipe(
        Stream.runForEach((bytes) => Effect.sync(() => sha.update(bytes))),
        Effect.map(() => sha.digest("hex")),
      )
    })

  /** Whether the file is there with these bytes; `undefined` when it is not there. */
  const matches = (file: string, sha256: string): Effect.Effect<boolean | undefined, FileFailed> =>
    Effect.gen(function* () {
      if (!(yield* fs.exists(file))) return undefined
      return (yield* hash(file)) === sha256
    }).pipe(Effect.mapError(fileFailed("read the file", file)))

  /** Gives a staged file its name. Repeating it after a crash does no harm; a strange file in the way is an error. */
  const publish = (folder: string, name: string, sha256: string): Effect.Effect<void, FileFailed> =>
    Effect.gen(function* () {
      const target = final(folder, name)
      const there = yield* matches(target, sha256)
      if (there === false) return yield* inTheWay(target)
      yield* at(`rename:${name}`)
      if (there === true) return yield* discard(staged(folder, name))
      yield* fs.rename(staged(folder, name), target).pipe(Effect.mapError(fileFailed("name the file", target)))
    })

  const discard = (file: string): Effect.Effect<void, FileFailed> =>
    fs.remove(file, { force: true }).pipe(Effect.mapError(fileFailed("remove the file", file)))

  /** Removes what a run staged: all hidden files whose names begin with the prefix, the writers' own included. */
  const clear = (folder: string, prefix: string): Effect.Effect<void, FileFailed> =>
    Effect.gen(function* () {
      if (!(yield* fs.exists(folder))) return
      const names = yield* fs.readDirectory(folder)
      for (const name of names.filter((name) => name.startsWith(`.${prefix}`) && name.includes(".partial"))) {
        yield* fs.remove(path.join(folder, name), { force: true, recursive: true })
      }
    }).pipe(Effect.mapError(fileFailed("clear the folder", folder)))

  /** Refuses a folder that has files of a run which the journal has yet to make: they belong to another journal. */
  const vacant = (folder: string, prefix: string): Effect.Effect<void, FileFailed> =>
    fs.readDirectory(folder).pipe(
      Effect.mapError(fileFailed("read the folder", folder)),
      Effect.flatMap((names) => {
        const taken = names.find((name) => name.startsWith(prefix))
        return taken === undefined ? Effect.void : ofAnotherJournal(final(folder, taken))
      }),
    )

  return { vacant, open, final, staged, flush, write, flushFolder, hash, matches, publish, discard, clear }
})

export class Folder extends Effect.Service<Folder>()("export-engine/Folder", { effect: methods }) {}

const inTheWay = (target: string) =>
  new FileFailed({
    message: `${target} is there already and is not ours: it is not overwritten`,
    hint: "move that file elsewhere and run this again: the export is kept and gets its name then",
    path: target,
  })

const ofAnotherJournal = (file: string) =>
  new FileFailed({
    message: `${file} is there already, and this journal knows nothing of its run`,
    hint: "give the journal that belongs to these files with --journal, or an empty folder with --out",
    path: file,
  })
