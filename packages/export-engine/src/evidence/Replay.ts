/** Makes the files of a run once more, elsewhere, from its raw documents, and says of each how it came about. */
import * as FileSystem from "@effect/platform/FileSystem"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import type { Run, RunFile } from "../journal/Run.ts"
import { Runs } from "../journal/Runs.ts"
import * as Content from "./Content.ts"
import { FileFailed, fileFailed } from "../run/FileFailed.ts"
import { Folder } from "../run/Folder.ts"
import * as Manifest from "./Manifest.ts"
import type { Dataset } from "../dataset/Dataset.ts"
import { whereIs } from "./Verify.ts"

/** A run cannot be made again, or not with the same bytes. */
export class NotTheSame extends Data.TaggedError("NotTheSame")<{ readonly message: string; readonly hint: string }> {}

/** How a file came about. Those of the first two kinds have the bytes of the run. */
export type How =
  | "made again, same bytes"
  | "copied from the run"
  | "made again: same content, other compression"
  | "made again: same content, laid out as this version does"

export interface Made {
  readonly name: string
  readonly path: string
  readonly how: How
}

/** The files that could be made, and why others could not. */
export interface Replayed {
  readonly made: ReadonlyArray<Made>
  readonly failed: ReadonlyArray<NotTheSame | FileFailed>
}

/**
 * What can be made is made and proven against its hash; what cannot, or not the same, is copied from where the run wrote
 * it: the raw documents, which all else is made of, and the bridge of an open run, for which the API was asked. A
 * workbook that is gone and that this Node compresses otherwise is proven by its content. A file that fails keeps none
 * of the others back.
 */
export const run = <E, R>(
  dataset: Pick<Dataset<E | FileFailed, R>, "hasPresentLayout" | "remake">,
  original: Run,
  exports: string,
  target: string,
) =>
  Effect.gen(function* () {
    if (original.state === "abandoned") return yield* abandoned(original)
    const folders = yield* Folder
    const folder = yield* folders.open(target)
    const recorded = yield* (yield* Runs).files(original)
    const lost = recorded.find((file) => file.purged_at !== null)
    if (lost !== undefined) return yield* purged(original, lost.name)
    const base = recorded.find((file) => file.role === "manifest")?.name.replace(/-manifest\.json$/, "") ?? ""
    yield* Effect.addFinalizer(() => Effect.ignore(folders.clear(folder, (name) => name.startsWith(base))))
    const manifest = yield* Manifest.decode(original.manifest).pipe(Effect.mapError(() => unreadable(original)))
    const raw = recorded.find((file) => file.role === "raw")?.name ?? ""
    const archive = yield* whereIs(exports, original, raw)
    const staged = (name: string) => folders.staged(folder, name)
    yield* dataset.remake({ run: original, manifest, base, archive, staged }).pipe(
      Effect.scoped,
      // Without its documents the files may still be there: what is missing is told for each.
      Effect.catchIf(
        (error) => error instanceof FileFailed,
        () => Effect.void,
      ),
    )
    const contents = new Map(manifest.files.map((file) => [file.name, file.contentSha256]))
    const isRelaid = dataset.hasPresentLayout?.(manifest) === false
    const [failed, proven] = yield* Effect.partition(recorded, (file) =>
      prove(original, file, { content: contents.get(file.name), isRelaid, exports, folder }),
    )
    for (const { name, sha256 } of proven) yield* folders.publish(folder, name, sha256)
    yield* folders.flushFolder(folder)
    const made = proven.map(({ how, name }): Made => ({ name, how, path: folders.final(folder, name) }))
    const replayed: Replayed = { made, failed }
    return replayed
  }).pipe(Effect.scoped)

interface Proof {
  /** Hash of what is in a workbook. */
  readonly content: string | undefined
  /** Whether workbooks of that run have an earlier layout, so that only those that are still there have its bytes. */
  readonly isRelaid: boolean
  readonly exports: string
  readonly folder: string
}

/** The file is staged and flushed after this; its hash is that of the run, but of a workbook that is only alike. */
const prove = (original: Run, { name, role, sha256 }: RunFile, { content, exports, folder, isRelaid }: Proof) =>
  Effect.gen(function* () {
    const folders = yield* Folder
    const fs = yield* FileSystem.FileSystem
    const staged = folders.staged(folder, name)
    const failed = fileFailed("read the file", staged)
    const done = (how: How, hash = sha256) => Effect.as(folders.flush(folder, name), { name, how, sha256: hash })
    if (role === "manifest") yield* folders.write(folder, name, new TextEncoder().encode(original.manifest ?? ""))
    const made = yield* folders.matches(staged, sha256)
    if (made === true) return yield* done("made again, same bytes")
    const source = yield* whereIs(exports, original, name)
    if (made === false && (yield* folders.matches(source, sha256)) !== true) {
      const alike = content !== undefined && (yield* Effect.mapError(Content.digestOf(staged), failed)) === content
      const relaid = !alike && isRelaid && role === "workbook"
      if (!alike && !relaid) return yield* different(name, original)
      const hash = yield* Effect.mapError(folders.hash(staged), failed)
      return yield* done(
        relaid
          ? "made again: same content, laid out as this version does"
          : "made again: same content, other compression",
        hash,
      )
    }
    yield* folders.discard(staged)
    if (!(yield* Effect.mapError(fs.exists(source), fileFailed("read the file", source))))
      return yield* lost(name, original)
    yield* fs.copyFile(source, staged).pipe(Effect.mapError(fileFailed("read the file", source)))
    if ((yield* folders.matches(staged, sha256)) !== true) return yield* different(name, original)
    return yield* done("copied from the run")
  })

const lost = (name: string, { serial }: Run) =>
  new NotTheSame({
    message: `${name} of run ${serial} is missing, and cannot be made again`,
    hint: "put it back from a backup; the other files of a run are made from its -raw.ndjson.gz",
  })

const different = (name: string, { serial }: Run) =>
  new NotTheSame({
    message: `${name} of run ${serial} cannot be made with the same bytes`,
    hint: "it was written by another version of this program: use that version, named in the manifest",
  })

const abandoned = ({ serial }: Run) =>
  new NotTheSame({
    message: `run ${serial} was abandoned: it has no files`,
    hint: "its cases are in a later run: amili-export history",
  })

const purged = ({ serial }: Run, name: string) =>
  new NotTheSame({
    message: `run ${serial} was purged: ${name} was removed with its debtor data`,
    hint: "what is left of it, without debtor data, is beside its manifest: amili-export show lists it",
  })

const unreadable = ({ serial }: Run) =>
  new NotTheSame({ message: `the manifest of run ${serial} cannot be read`, hint: "amili-export verify" })
