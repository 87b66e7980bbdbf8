/** Makes the files of a closed run once more, elsewhere, from its raw documents: the same bytes, or it says so. */
import { resource } from "@amili-cases/core/Case"
import type { Case } from "@amili-cases/core/Case"
import type { Document } from "@amili-cases/core/Document"
import { FileSystem } from "@effect/platform"
import { Array, Data, DateTime, Effect, Either } from "effect"
import { type Run, Runs } from "../journal/Runs.ts"
import * as Archive from "./Archive.ts"
import * as ClosedFiles from "./ClosedFiles.ts"
import * as ClosedLedger from "./ClosedLedger.ts"
import { fileFailed } from "./FileFailed.ts"
import { Folder } from "./Folder.ts"
import * as Manifest from "./Manifest.ts"
import * as Memory from "./Memory.ts"
import { whereIs } from "./Verify.ts"

/** A run cannot be made again, or not with the same bytes. */
export class NotTheSame extends Data.TaggedError("NotTheSame")<{ readonly message: string; readonly hint: string }> {}

/** Paths of the files, all of them proven against their hashes. Files are copied where they cannot be made again. */
export const run = (original: Run, exports: string, target: string) =>
  Effect.gen(function* () {
    const folders = yield* Folder
    const fs = yield* FileSystem.FileSystem
    const folder = yield* folders.open(target)
    const recorded = yield* (yield* Runs).files(original)
    const base = recorded.find((file) => file.role === "manifest")?.name.replace(/-manifest\.json$/, "") ?? ""
    yield* Effect.addFinalizer(() => Effect.ignore(folders.clear(folder, base)))
    const made = original.dataset === "closed" ? yield* remake(original, exports, folder, base) : []
    for (const { name, role, sha256, purged_at } of recorded) {
      if (purged_at !== null) return yield* purged(original, name)
      const staged = folders.staged(folder, name)
      if (role === "manifest") {
        yield* folders.write(folder, name, new TextEncoder().encode(original.manifest ?? ""))
      } else if (!made.includes(name)) {
        const source = yield* whereIs(exports, original, name)
        yield* fs.copyFile(source, staged).pipe(Effect.mapError(fileFailed("read the file", source)))
      }
      if ((yield* folders.matches(staged, sha256)) !== true) return yield* different(name, original)
      yield* folders.flush(folder, name)
    }
    for (const { name, sha256 } of recorded) yield* folders.publish(folder, name, sha256)
    yield* folders.flushFolder(folder)
    return recorded.map(({ name }) => folders.final(folder, name))
  }).pipe(Effect.scoped)

/** Judges the archived documents again, with what the journal knew then; names of the files made. */
const remake = (original: Run, exports: string, folder: string, base: string) =>
  Effect.gen(function* () {
    const folders = yield* Folder
    const manifest = yield* Manifest.decode(original.manifest).pipe(Effect.mapError(() => unreadable(original)))
    // What was shortened cannot be shortened again the same way: those files are copied.
    if (manifest.privacy === "masked") return []
    const archiveName = `${base}-raw.ndjson.gz`
    const documents = yield* Archive.read(yield* whereIs(exports, original, archiveName))
    const instant = (iso: string | null | undefined) => (typeof iso === "string" ? DateTime.unsafeMake(iso) : undefined)
    const files = yield* ClosedFiles.open(base, {
      formats: manifest.settings.formats,
      csv: manifest.settings.csv,
      perCreditor: manifest.settings.perCreditor,
      staged: (name) => folders.staged(folder, name),
      workbook: {
        language: manifest.settings.language,
        provenance: {
          serial: original.serial,
          profile: original.profile,
          creditors: manifest.creditors.length === 0 ? undefined : manifest.creditors,
          from: instant(manifest.window?.from),
          until: instant(manifest.window?.until),
          generatedAt: DateTime.unsafeMake(manifest.startedAt),
          tool: manifest.tool,
          privacy: manifest.privacy,
        },
      },
    })
    const ledger = ClosedLedger.make({
      profile: original.profile,
      privacy: manifest.privacy,
      classes: manifest.settings.classes,
      limits: { floor: original.floor ?? undefined, until: original.window_until ?? undefined },
      memory: yield* Memory.before(original.profile, original.serial),
      begin: Effect.succeed({
        serial: original.serial,
        files,
        archive: { write: () => Effect.void, end: Effect.succeed(0) },
        archiveName,
      }),
    })
    for (const batch of Array.chunksOf(documents, 500)) yield* ledger.take(batch.map(decode))
    const written = yield* files.finish({
      dataHash: ledger.dataHash(),
      warnings: [],
      completeness: manifest.reconciliation,
    })
    return written.map(({ name }) => name)
  })

const decode = (source: string): Document<Case> => {
  const parsed = Either.try((): unknown => JSON.parse(source))
  const value = Either.flatMap(parsed, (wire) => Either.mapLeft(resource.decode(wire), String))
  return Either.match(value, {
    onRight: (value) => ({ _tag: "Decoded", value, source }),
    onLeft: (problem) => ({ _tag: "Malformed", id: idOf(source), problem: String(problem), source }),
  })
}

const idOf = (source: string): string | undefined => /"_id"\s*:\s*"([^"]*)"/.exec(source)?.[1]

const different = (name: string, { serial }: Run) =>
  new NotTheSame({
    message: `${name} of run ${serial} cannot be made with the same bytes`,
    hint: "it was written by another version of this program: use that version, named in the manifest",
  })

const purged = ({ serial }: Run, name: string) =>
  new NotTheSame({
    message: `${name} of run ${serial} was removed with its debtor data`,
    hint: "its totals and hashes are still there: amili-export show",
  })

const unreadable = ({ serial }: Run) =>
  new NotTheSame({ message: `the manifest of run ${serial} cannot be read`, hint: "amili-export verify" })
