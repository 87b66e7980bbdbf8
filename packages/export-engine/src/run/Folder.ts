/**
 * The folder that the files end up in. A file is staged in it under a hidden name, flushed, and only then given its own
 * name: whoever looks into the folder sees whole files only. Nothing is ever overwritten.
 */
import { createHash } from "node:crypto"
import * as FileSystem from "@effect/platform/FileSystem"
import * as Path from "@effect/platform/Path"
import type { PlatformError } from "@effect/platform/Error"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { makeFolder } from "../journal/makeFolder.ts"
import { codeOf, FileFailed, fileFailed } from "./FileFailed.ts"
import { note } from "../report/Notes.ts"
import { at } from "./Steps.ts"

/** Owner only: the files hold claims on people. Windows has no such modes and keeps the folder's rights. */
const fileMode = 0o600

const methods = Effect.gen(function* () {
  const fs = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  const context = yield* Effect.context<FileSystem.FileSystem | Path.Path>()

  /** The absolute path of the folder, made if it was not there, proven writable. */
  const open = (folder: string): Effect.Effect<string, FileFailed> =>
    Effect.gen(function* () {
      const absolute = path.resolve(folder)
      yield* makeFolder(absolute)
      // The slash asks for a folder: a file of that name is not one.
      yield* fs.access(path.join(absolute, "/"), { writable: true })
      return absolute
    }).pipe(Effect.provide(context), Effect.mapError(fileFailed("write to the folder", folder)))

  const final = (folder: string, name: string) => path.join(folder, name)
  /** Files of a run bear its token, so that nobody's are taken for those of another run that gets the same number. */
  const staged = (folder: string, name: string, token?: string) =>
    path.join(folder, token === undefined ? `.${name}.partial` : `.${name}.${token}.partial`)

  /** Where a file of a run is staged: earlier versions left the token out. */
  const stagedBy = (folder: string, name: string, token: string | undefined): Effect.Effect<string, FileFailed> =>
    Effect.gen(function* () {
      const [own, earlier] = [staged(folder, name, token), staged(folder, name)]
      return !(yield* fs.exists(own)) && (yield* fs.exists(earlier)) ? earlier : own
    }).pipe(Effect.mapError(fileFailed("read the file", final(folder, name))))

  /** Flushes a staged file to the disk and closes it to others. */
  const flush = (folder: string, name: string, token?: string): Effect.Effect<void, FileFailed> =>
    Effect.gen(function* () {
      yield* at(`flush:${name}`)
      // First, since a copy of a file that can only be read can only be read itself.
      yield* Effect.catchIf(fs.chmod(staged(folder, name, token), fileMode), isUnsupported, () => Effect.void)
      const file = yield* fs.open(staged(folder, name, token), { flag: "r+" })
      yield* file.sync
    }).pipe(Effect.scoped, Effect.mapError(fileFailed("flush the file", final(folder, name))))

  /** Writes a small file in one go, staged. */
  const write = (folder: string, name: string, bytes: Uint8Array, token?: string): Effect.Effect<void, FileFailed> =>
    Effect.gen(function* () {
      yield* at(`write:${name}`)
      const file = yield* fs.open(staged(folder, name, token), { flag: "wx", mode: fileMode })
      yield* file.writeAll(bytes)
    }).pipe(Effect.scoped, Effect.mapError(fileFailed("write the file", final(folder, name))))

  /** Names in the folder are on disk after this, as far as its file system can flush folders. */
  const flushFolder = (folder: string): Effect.Effect<void, FileFailed> =>
    Effect.gen(function* () {
      yield* at("flush-folder")
      const handle = yield* fs.open(folder, { flag: "r" })
      yield* handle.sync
    }).pipe(
      Effect.scoped,
      Effect.catchIf(
        (error) => process.platform === "win32" || isUnsupported(error),
        () => (process.platform === "win32" ? Effect.void : note(cannotFlush(folder))),
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
  const publish = (folder: string, name: string, sha256: string, token?: string): Effect.Effect<void, FileFailed> =>
    Effect.gen(function* () {
      const target = final(folder, name)
      const from = yield* stagedBy(folder, name, token)
      const there = yield* matches(target, sha256)
      if (there === false) return yield* inTheWay(target)
      yield* at(`rename:${name}`)
      if (there === true) return yield* discard(from)
      yield* rename(from, target).pipe(
        Effect.mapError(fileFailed("name the file", target)),
        // Since it was looked for, another process may have finished the run, or put a file there.
        Effect.catchAll((error) =>
          Effect.flatMap(matches(target, sha256), (now) => {
            if (now === undefined) return error
            return now ? discard(from) : inTheWay(target)
          }),
        ),
      )
    })

  /** A link is refused where the name is taken, and renaming is not. */
  const rename = (from: string, target: string) =>
    Effect.zipRight(fs.link(from, target), fs.remove(from, { force: true })).pipe(
      Effect.catchIf(isUnsupported, () => fs.rename(from, target)),
    )

  const discard = (file: string): Effect.Effect<void, FileFailed> =>
    fs.remove(file, { force: true }).pipe(Effect.mapError(fileFailed("remove the file", file)))

  /** Names of staged files, the writers' own included: those whose final name is one of ours. */
  const left = (folder: string, isOurs: (name: string) => boolean): Effect.Effect<ReadonlyArray<string>, FileFailed> =>
    Effect.map(list(folder), (names) =>
      names.filter((name) => name.includes(".partial") && name.startsWith(".") && isOurs(name.slice(1))),
    )

  const remove = (folder: string, names: ReadonlyArray<string>): Effect.Effect<void, FileFailed> =>
    Effect.forEach(names, (name) => fs.remove(path.join(folder, name), { force: true, recursive: true }), {
      discard: true,
    }).pipe(Effect.mapError(fileFailed("clear the folder", folder)))

  /** Removes staged files whose final name is one of ours. */
  const clear = (folder: string, isOurs: (name: string) => boolean): Effect.Effect<void, FileFailed> =>
    Effect.flatMap(left(folder, isOurs), (names) => remove(folder, names))

  /** Names of what is in the folder; none where the folder is not there. */
  const list = (folder: string): Effect.Effect<ReadonlyArray<string>, FileFailed> =>
    Effect.flatMap(fs.exists(folder), (there) => (there ? fs.readDirectory(folder) : Effect.succeed([]))).pipe(
      Effect.mapError(fileFailed("read the folder", folder)),
    )

  return {
    list,
    open,
    final,
    staged,
    stagedBy,
    flush,
    write,
    flushFolder,
    hash,
    matches,
    publish,
    discard,
    left,
    remove,
    clear,
  }
})

export class Folder extends Effect.Service<Folder>()("export-engine/Folder", { effect: methods }) {}

const inTheWay = (target: string) =>
  new FileFailed({
    message: `${target} is there already and is not ours: it is not overwritten`,
    hint: "move that file elsewhere and run this again: the export is kept and gets its name then",
    swedish: {
      message: `${target} finns redan och är inte vår: den skrivs inte över`,
      hint: "flytta den filen någon annanstans och kör igen: exporten finns kvar och får sitt namn då",
    },
    path: target,
  })

/** Shares answer so where they have no such call: CIFS, VirtualBox and VMware folders, some FUSE file systems. */
const isUnsupported = (error: PlatformError): boolean =>
  ["EINVAL", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EPERM"].includes(codeOf(error))

const cannotFlush = (folder: string) => ({
  en: `the file system of ${folder} cannot flush a folder: after a power failure the newest names may be missing`,
  sv: `filsystemet för ${folder} kan inte skriva ut en mapp till disken: efter ett strömavbrott kan de nyaste filnamnen saknas`,
})
