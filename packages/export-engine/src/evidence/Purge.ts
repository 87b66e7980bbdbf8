/**
 * Removes what holds debtor data from runs of long ago. Before anything goes, a copy without debtor data is complete: the
 * raw documents, and the tables and workbooks made of them. Totals, hashes and facts stay. No run goes on meanwhile.
 */
import type { Decision } from "./Decision.ts"
import * as FileSystem from "@effect/platform/FileSystem"
import { SqlClient } from "@effect/sql/SqlClient"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import type { Dataset } from "../dataset/Dataset.ts"
import { query } from "../database/statement.ts"
import { Lock } from "../journal/Lock.ts"
import { QuarantineLog } from "../journal/QuarantineLog.ts"
import type { Run, RunFile } from "../journal/Run.ts"
import { Runs } from "../journal/Runs.ts"
import * as Commit from "../run/Commit.ts"
import { Folder } from "../run/Folder.ts"
import { FileFailed } from "../run/FileFailed.ts"
import { archiveName } from "../run/Staging.ts"
import * as Archive from "./Archive.ts"
import * as Manifest from "./Manifest.ts"

/** What is needed of a dataset. */
type Source<E, R> = Pick<Dataset<E, R>, "name" | "remake" | "withoutDebtor">

/** A run with files that hold debtor data. */
export interface Purgeable<E, R> {
  readonly dataset: Source<E, R>
  readonly run: Run
  readonly manifest: Manifest.Manifest
  readonly files: ReadonlyArray<RunFile>
}

export interface Purged {
  /** Paths of the files that are no more. */
  readonly removed: ReadonlyArray<string>
  /** Paths of those that have taken their place. */
  readonly kept: ReadonlyArray<string>
}

/** What would be purged. The lock is held until the scope closes. */
export const examine = <E, R>(datasets: ReadonlyArray<Source<E, R>>, profile: string, olderThan: DateTime.Utc) =>
  Effect.gen(function* () {
    const runs = yield* Runs
    yield* (yield* Lock).hold(profile, DateTime.formatIso(yield* DateTime.now))
    const found: Array<Purgeable<E, R>> = []
    for (const dataset of datasets) {
      for (const run of yield* runs.history(profile, dataset.name)) {
        if (run.started_at >= DateTime.formatIso(olderThan)) continue
        const manifest = Option.getOrUndefined(yield* Effect.option(Manifest.decode(run.manifest)))
        const files = (yield* runs.files(run)).filter((file) => file.personal === 1 && file.purged_at === null)
        if (manifest !== undefined && manifest.privacy !== "none" && files.length > 0) {
          found.push({ dataset, run, manifest, files })
        }
      }
    }
    return found
  })

/** Takes the debtor data out of the runs, whose files are in the folder. */
export const purge = <E, R>(found: ReadonlyArray<Purgeable<E, R>>, folder: string, decided: Decision) =>
  Effect.gen(function* () {
    const purged = yield* Effect.forEach(found, (one) => purgeRun(one, folder, decided))
    const sql = yield* SqlClient
    // What SQLite has deleted stays legible in the file until it is written anew.
    yield* query(sql.onDialectOrElse({ sqlite: () => sql`VACUUM`, orElse: () => sql`SELECT 1` }))
    const all: Purged = {
      removed: purged.flatMap(({ removed }) => removed),
      kept: purged.flatMap(({ kept }) => kept),
    }
    return all
  })

const purgeRun = <E, R>({ dataset, files, manifest, run }: Purgeable<E, R>, folder: string, decided: Decision) =>
  Effect.gen(function* () {
    const runs = yield* Runs
    const folders = yield* Folder
    // A purge that was interrupted has its copy already: it goes on with removing.
    const copied = (yield* runs.files(run)).filter(({ name }) => name.startsWith(copyOf(manifest)))
    const kept = copied.length > 0 ? copied : yield* keep({ dataset, files, manifest, run }, folder)
    const now = DateTime.formatIso(yield* DateTime.now)
    for (const { name } of files) {
      yield* folders.discard(folders.final(folder, name))
      yield* runs.purged(run, name, now, decided)
    }
    yield* (yield* QuarantineLog).changeSources(run.profile, run.dataset, run.serial, dataset.withoutDebtor)
    const pathsOf = (some: ReadonlyArray<RunFile>) => some.map(({ name }) => folders.final(folder, name))
    const purged: Purged = { removed: pathsOf(files), kept: pathsOf(kept) }
    return purged
  }).pipe(Effect.scoped)

/** Common beginning of the names of a run's files. */
const baseOf = ({ files }: Manifest.Manifest): string =>
  files.find(({ role }) => role === "raw")?.name.slice(0, -archiveName("").length) ?? ""

/** The same of its copy without debtor data. */
const copyOf = (manifest: Manifest.Manifest): string => `${baseOf(manifest)}-without-debtors`

/** The files without debtor data, under their names and in the journal after this. */
const keep = <E, R>(purgeable: Purgeable<E, R>, folder: string) =>
  Effect.gen(function* () {
    const folders = yield* Folder
    const fs = yield* FileSystem.FileSystem
    for (const { name } of purgeable.files) {
      const path = folders.final(folder, name)
      if (!(yield* Effect.orElseSucceed(fs.exists(path), () => false))) return yield* notHere(purgeable.run, path)
    }
    const copied = yield* copy(purgeable, folder)
    for (const { name, sha256 } of copied) yield* folders.publish(folder, name, sha256)
    yield* folders.flushFolder(folder)
    yield* (yield* Runs).addFiles(purgeable.run, copied)
    return copied
  })

/** Stages the files of the run without debtor data, flushed and hashed. */
const copy = <E, R>({ dataset, manifest, run }: Purgeable<E, R>, folder: string) =>
  Effect.gen(function* () {
    const folders = yield* Folder
    const fs = yield* FileSystem.FileSystem
    const base = copyOf(manifest)
    const staged = (name: string) => folders.staged(folder, name)
    const isOfCopy = (name: string) => name.startsWith(base)
    yield* folders.clear(folder, isOfCopy)
    yield* Effect.addFinalizer(() => Effect.ignore(folders.clear(folder, isOfCopy)))
    const archive = staged(archiveName(base))
    yield* Effect.scoped(
      Effect.gen(function* () {
        const writer = yield* Archive.open(archive)
        yield* Archive.read(folders.final(folder, archiveName(baseOf(manifest)))).pipe(
          Stream.map(dataset.withoutDebtor),
          Stream.runForEachChunk((documents) => writer.write([...documents])),
        )
        yield* writer.end
      }),
    )
    yield* Effect.scoped(dataset.remake({ run, manifest: { ...manifest, privacy: "none" }, base, archive, staged }))
    const kept: Array<RunFile> = []
    for (const { name: original, role, rows } of manifest.files) {
      const name = original.replace(baseOf(manifest), base)
      const isThere = yield* Effect.orElseSucceed(fs.exists(staged(name)), () => false)
      if (isThere) kept.push(yield* Commit.sealFile(folder, { name, role, rows, debtorData: false }))
    }
    return kept
  })

const notHere = (run: Run, path: string) =>
  new FileFailed({
    message: `run ${run.serial} (${run.dataset}) has debtor data that cannot be purged: ${path} is not there`,
    hint: `give the folder that its files are in with --out; it was written to ${run.folder}`,
    swedish: {
      message: `körning ${run.serial} (${run.dataset}) har gäldenärsuppgifter som inte kan tas bort: ${path} finns inte`,
      hint: `ange mappen där filerna ligger med --out; de skrevs i ${run.folder}`,
    },
    path,
  })
