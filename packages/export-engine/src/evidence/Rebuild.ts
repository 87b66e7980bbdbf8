/**
 * Makes a journal again from the files of its runs: manifests and raw documents. Each run is recorded as when it was
 * made and proven against the hashes in its manifest, so that the chain is the same and the next run goes on.
 */
import * as FileSystem from "@effect/platform/FileSystem"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { Dataset } from "../dataset/Dataset.ts"
import { scopeOf } from "../journal/Checkpoints.ts"
import { Lock } from "../journal/Lock.ts"
import { Machine } from "../journal/Machine.ts"
import { Origins } from "../journal/Origins.ts"
import type { RunFile } from "../journal/Run.ts"
import { Runs } from "../journal/Runs.ts"
import * as Commit from "../run/Commit.ts"
import { fileFailed } from "../run/FileFailed.ts"
import { Folder } from "../run/Folder.ts"
import * as Naming from "../run/Naming.ts"
import * as Chain from "../witness/Chain.ts"
import { type Line, Witness } from "../witness/Witness.ts"
import * as Abandonment from "./Abandonment.ts"
import { doesNotFollow, missing, otherData, otherRun, unreadable, withoutDocuments } from "./CannotRebuild.ts"
import * as Manifest from "./Manifest.ts"

export type Rebuildable<E, R> = Pick<Dataset<E, R>, "name" | "rebuild" | "rebuildRest" | "until">

export interface Rebuilt {
  readonly dataset: string
  readonly serial: number
}

/** The runs that the journal did not know and knows now. Going on after an interruption does no harm. */
export const run = <E, R>(datasets: ReadonlyArray<Rebuildable<E, R>>, profile: string, folder: string) =>
  Effect.gen(function* () {
    const runs = yield* Runs
    const now = DateTime.formatIso(yield* DateTime.now)
    const token = yield* (yield* Lock).hold(profile, now)
    const rebuilt: Array<Rebuilt> = []
    for (const left of yield* runs.unfinished(profile))
      if (left.state === "staging") yield* runs.undo(left, { profile, token })
    for (const dataset of datasets) {
      yield* nameFiles(folder, profile, dataset.name)
      const records = yield* recordsIn(folder, profile, dataset.name)
      for (const { name, serial } of records) {
        const chain = yield* Chain.of(profile, dataset.name)
        const known = chain.find((link) => link.serial === serial)
        const text = yield* textOf(folder, name)
        if (known !== undefined) {
          if (known.hash !== Manifest.hashOf(text)) return yield* otherRun(name)
          continue
        }
        const last = chain.at(-1)
        if (serial !== (last?.serial ?? 0) + 1) return yield* missing(dataset.name, (last?.serial ?? 0) + 1)
        const place = { profile, folder, token, name, text, previous: last?.hash ?? null }
        yield* name.endsWith("-abandoned.json") ? abandoned(dataset, place) : counted(dataset, place)
        rebuilt.push({ dataset: dataset.name, serial })
      }
      yield* refuseIncomplete(folder, profile, dataset.name)
      if (dataset.rebuildRest !== undefined) yield* dataset.rebuildRest({ profile, folder })
    }
    return rebuilt
  }).pipe(Effect.scoped)

/** A run that a witness knows was complete: what has not got its name yet gets it now. */
const nameFiles = (folder: string, profile: string, dataset: string) =>
  Effect.gen(function* () {
    const folders = yield* Folder
    const fs = yield* FileSystem.FileSystem
    const lines = yield* witnesses(folder, profile, dataset)
    for (const staged of yield* folders.list(folder)) {
      const [, name = "", token] = /^\.(.*-manifest\.json)(?:\.([\w-]+))?\.partial$/.exec(staged) ?? []
      if (Naming.serialIn(name, profile, dataset) === undefined) continue
      const path = folders.staged(folder, name, token)
      const text = yield* fs.readFileString(path).pipe(Effect.mapError(fileFailed("read the file", path)))
      const hash = Manifest.hashOf(text)
      if (!lines.some((line) => line.hash === hash)) continue
      const { files } = yield* Manifest.decode(text).pipe(Effect.mapError(() => unreadable(name)))
      for (const file of [...files, { name, sha256: hash }])
        yield* folders.publish(folder, file.name, file.sha256, token)
      yield* folders.flushFolder(folder)
    }
  })

/** A run that a witness knows, and that is neither in the folder nor in the journal: the next run would be refused. */
const refuseIncomplete = (folder: string, profile: string, dataset: string) =>
  Effect.gen(function* () {
    const chain = yield* Chain.of(profile, dataset)
    const first = Chain.end(chain)?.first
    const last = chain.at(-1)?.serial ?? 0
    const isOwn = (line: Line) => (first === undefined ? line.folder === folder : line.first === first)
    const lines = yield* witnesses(folder, profile, dataset)
    if (lines.some((line) => isOwn(line) && line.serial > last)) return yield* missing(dataset, last + 1)
  })

const witnesses = (folder: string, profile: string, dataset: string) =>
  Effect.gen(function* () {
    const witness = yield* Witness
    const ofMachine = (yield* witness.ofMachine).filter((line) => line.profile === profile && line.dataset === dataset)
    return [...ofMachine, ...Option.toArray(yield* witness.ofFolder(folder, profile, dataset))]
  })

/** Manifests, and what stands for them in abandoned runs, in the order of the runs. */
const recordsIn = (folder: string, profile: string, dataset: string) =>
  Effect.gen(function* () {
    const names = yield* (yield* Folder).list(folder)
    return names
      .filter((name) => name.endsWith("-manifest.json") || name.endsWith("-abandoned.json"))
      .flatMap((name) => {
        const serial = Naming.serialIn(name, profile, dataset)
        return serial === undefined ? [] : [{ name, serial }]
      })
      .toSorted((a, b) => a.serial - b.serial)
  })

interface Place {
  readonly profile: string
  readonly folder: string
  readonly token: string
  /** The file that stands for the run, and what is in it. */
  readonly name: string
  readonly text: string
  readonly previous: string | null
}

const counted = <E, R>(dataset: Rebuildable<E, R>, place: Place) =>
  Effect.gen(function* () {
    const { folder, name, profile, text } = place
    const runs = yield* Runs
    const manifest = yield* Manifest.decode(text).pipe(Effect.mapError(() => unreadable(name)))
    if (manifest.previousRunSha256 !== place.previous) return yield* doesNotFollow(name)
    const raw = manifest.files.find(({ role }) => role === "raw")
    const archive = (yield* Folder).final(folder, raw?.name ?? "")
    if (raw === undefined || (yield* (yield* Folder).matches(archive, raw.sha256)) !== true) {
      return yield* withoutDocuments(raw?.name ?? name, dataset.name)
    }
    const run = yield* begin(dataset, place, manifest)
    yield* Effect.gen(function* () {
      const said = yield* dataset.rebuild({ run, manifest, archive })
      if (said !== manifest.dataSha256) return yield* otherData(name)
      const files = [...manifest.files.map(fileOf), ownFile(place, "manifest")]
      const hash = Manifest.hashOf(text)
      const prepared = yield* runs.prepare(run, {
        manifest: text,
        hash,
        previousHash: place.previous ?? undefined,
        files,
        remembered: undefined,
      })
      yield* runs.commit(prepared, Commit.checkpointOf(prepared))
    }).pipe(
      Effect.scoped,
      Effect.onError(() => Effect.ignore(runs.undo(run))),
    )
    if (manifest.apiMovedFrom !== undefined) {
      yield* (yield* Origins).move(profile, { from: manifest.apiMovedFrom, to: manifest.api, at: manifest.startedAt })
    }
  })

const abandoned = <E, R>(dataset: Rebuildable<E, R>, place: Place) =>
  Effect.gen(function* () {
    const { folder, name, text } = place
    const runs = yield* Runs
    const record = yield* Abandonment.decode(text).pipe(Effect.mapError(() => unreadable(name)))
    const manifest = yield* Manifest.decode(record.preparedManifest).pipe(Effect.mapError(() => unreadable(name)))
    if (record.previousRunSha256 !== place.previous) return yield* doesNotFollow(name)
    const prepared = yield* runs.prepare(yield* begin(dataset, place, manifest), {
      manifest: record.preparedManifest,
      hash: record.preparedSha256,
      previousHash: place.previous ?? undefined,
      files: record.files.map(fileOf),
      remembered: undefined,
    })
    yield* runs.abandon(prepared, { text, file: ownFile(place, "abandoned"), folder })
  })

const begin = <E, R>({ until }: Rebuildable<E, R>, { folder, profile, token }: Place, manifest: Manifest.Manifest) =>
  Effect.gen(function* () {
    const { creditors, dataset, startedAt, window } = manifest
    return yield* (yield* Runs).begin({
      profile,
      dataset,
      token,
      machine: (yield* Machine).id,
      folder,
      scope: scopeOf(creditors),
      started_at: startedAt,
      window_from: window?.from ?? null,
      window_until: window?.until ?? until?.(manifest) ?? null,
      changed_since: window?.changedSince ?? null,
      floor: window?.floor ?? null,
    })
  })

const fileOf = ({ bytes, debtorData, name, role, rows, sha256 }: Manifest.Manifest["files"][number]): RunFile => ({
  name,
  role,
  rows,
  bytes,
  sha256,
  personal: debtorData ? 1 : 0,
  purged_at: null,
})

const ownFile = ({ name, text }: Place, role: string): RunFile => ({
  name,
  role,
  rows: 0,
  bytes: new TextEncoder().encode(text).length,
  sha256: Manifest.hashOf(text),
  personal: 0,
  purged_at: null,
})

const textOf = (folder: string, name: string) =>
  Effect.gen(function* () {
    const path = (yield* Folder).final(folder, name)
    const fs = yield* FileSystem.FileSystem
    return yield* fs.readFileString(path).pipe(Effect.mapError(fileFailed("read the file", path)))
  })
