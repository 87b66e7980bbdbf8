/**
 * How the files of a run come to count. Everything is on the disk, flushed and hashed, before the journal hears of it
 * (`prepared`); then the files get their names; then the run is committed. Before `prepared` a run is undone, after it
 * the run is finished, by `Recovery` if need be.
 */
import * as FileSystem from "@effect/platform/FileSystem"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schedule from "effect/Schedule"
import type { Checkpoint } from "../journal/Checkpoints.ts"
import { JournalError } from "../database/JournalError.ts"
import type { Previous, Run, RunFile } from "../journal/Run.ts"
import type { Held, LockLost } from "../journal/Fence.ts"
import { type RunLost, Runs } from "../journal/Runs.ts"
import * as Content from "../evidence/Content.ts"
import type { SqlClient } from "@effect/sql/SqlClient"
import * as Remember from "../witness/Remember.ts"
import type { Witness } from "../witness/Witness.ts"
import { type FileFailed, fileFailed } from "./FileFailed.ts"
import { Folder } from "./Folder.ts"
import * as Manifest from "../evidence/Manifest.ts"
import { at } from "./Steps.ts"

/** A staged file, complete but perhaps not yet flushed. */
export interface StagedFile {
  readonly name: string
  readonly role: string
  readonly rows: number
  readonly debtorData: boolean
}

/** Files on the disk, and the manifest that names them: its text, and its hash, which is the run's. */
export interface Sealed {
  readonly text: string
  readonly hash: string
  readonly files: ReadonlyArray<RunFile>
}

/** Where the files of a run are staged. */
export interface Where {
  readonly folder: string
  /** Common beginning of their names. */
  readonly base: string
  /** The run's; files outside the journal have none. */
  readonly token?: string | undefined
}

/** Flushes and hashes the staged files, and writes the manifest that names them and the run before. */
export const seal = (
  { base, folder, token }: Where,
  staged: ReadonlyArray<StagedFile>,
  draft: Manifest.Draft,
  previous: Previous | undefined,
): Effect.Effect<Sealed, FileFailed, Folder | FileSystem.FileSystem> =>
  Effect.gen(function* () {
    const folders = yield* Folder
    const files: Array<RunFile> = []
    const contents = new Map<string, string>()
    for (const file of staged) {
      files.push(yield* sealFile(folder, file, token))
      const content = file.role === "workbook" ? yield* contentOf(folder, file, token) : undefined
      if (content !== undefined) contents.set(file.name, content)
    }
    const moved = previous?.api !== undefined && previous.api !== draft.api
    const text = Manifest.encode(draft, {
      format: "amili-export-manifest/1",
      apiMovedFrom: moved ? previous.api : undefined,
      files: files.map((file) => manifestFile(file, contents.get(file.name))),
      previousRunSha256: previous?.hash ?? null,
    })
    const hash = Manifest.hashOf(text)
    const bytes = new TextEncoder().encode(text)
    const name = `${base}-manifest.json`
    yield* folders.write(folder, name, bytes, token)
    yield* folders.flush(folder, name, token)
    yield* folders.flushFolder(folder)
    files.push({ name, role: "manifest", rows: 0, bytes: bytes.length, sha256: hash, personal: 0, purged_at: null })
    return { text, hash, files }
  })

const manifestFile = (
  { bytes, name, personal, role, rows, sha256 }: RunFile,
  contentSha256: string | undefined,
): Manifest.Manifest["files"][number] => {
  const file = { name, role, rows, bytes, sha256 }
  const debtorData = personal === 1
  return contentSha256 === undefined ? { ...file, debtorData } : { ...file, contentSha256, debtorData }
}

const contentOf = (folder: string, { name }: StagedFile, token: string | undefined) =>
  Effect.flatMap(Folder, (folders) => {
    const path = folders.staged(folder, name, token)
    return Effect.mapError(Content.digestOf(path), fileFailed("read the file", path))
  })

/** Flushes and hashes a staged file. */
export const sealFile = (folder: string, file: StagedFile, token?: string) =>
  Effect.gen(function* () {
    const folders = yield* Folder
    const fs = yield* FileSystem.FileSystem
    yield* folders.flush(folder, file.name, token)
    yield* at(`hash:${file.name}`)
    const path = folders.staged(folder, file.name, token)
    const failed = fileFailed("read the file", path)
    const sha256 = yield* folders.hash(path).pipe(Effect.mapError(failed))
    const { size } = yield* fs.stat(path).pipe(Effect.mapError(failed))
    const sealed: RunFile = {
      name: file.name,
      role: file.role,
      rows: file.rows,
      bytes: Number(size),
      sha256,
      personal: file.debtorData ? 1 : 0,
      purged_at: null,
    }
    return sealed
  })

/**
 * Gives the files their names and commits: the second half, which recovery repeats after a crash. `by` holds the lock: the
 * process whose run it is, or one that finishes it.
 */
export const finish = (
  run: Run,
  files: ReadonlyArray<RunFile>,
  by: Held = run,
): Effect.Effect<Run, FileFailed | JournalError | LockLost | RunLost, Folder | Runs | SqlClient | Witness> =>
  Effect.gen(function* () {
    const folders = yield* Folder
    yield* Remember.announce(run)
    for (const { name, sha256 } of files) yield* folders.publish(run.folder, name, sha256, run.token)
    yield* folders.flushFolder(run.folder)
    yield* at("commit")
    const committed = yield* commit(run, by).pipe(Effect.tapErrorTag("RunLost", () => withdraw(run, files)))
    yield* at("committed")
    return committed
  })

/**
 * Committing again gives the committed run where the first time did commit. So a lost connection is tried again, and
 * after any other failure the journal is asked.
 */
const commit = (run: Run, by: Held) =>
  Effect.gen(function* () {
    const runs = yield* Runs
    const tried = runs.commit(run, checkpointOf(run), by)
    return yield* tried.pipe(
      Effect.retry({ while: (error) => error._tag === "JournalError" && error.lost, schedule: reconnecting }),
      Effect.catchTag("JournalError", (error) =>
        runs.find(run).pipe(
          Effect.map(Option.filter(({ state, token }) => state === "committed" && token === run.token)),
          Effect.catchAll(() => unknown(run, error)),
          Effect.flatMap(Option.match({ onNone: () => notYet(run, error), onSome: Effect.succeed })),
        ),
      ),
    )
  })

/** A server that restarts is back within seconds. */
const reconnecting = Schedule.spaced("1 second").pipe(Schedule.intersect(Schedule.recurs(5)))

const notYet = ({ dataset, serial }: Run, error: JournalError) =>
  new JournalError({
    busy: error.busy,
    lost: error.lost,
    cause: error,
    message: `${dataset} run ${serial} is written and does not count yet: ${error.message}`,
    hint: `${error.hint}; the next amili-export finishes run ${serial}`,
    swedish: {
      message: `körning ${serial} av ${dataset} är skriven men gäller inte ännu: ${error.swedish.message}`,
      hint: `${error.swedish.hint}; nästa amili-export slutför körning ${serial}`,
    },
  })

const unknown = ({ dataset, folder, serial }: Run, error: JournalError) =>
  new JournalError({
    busy: error.busy,
    lost: error.lost,
    cause: error,
    message: `it is not known whether ${dataset} run ${serial} counts: ${error.message}`,
    hint: `run this again before anything is booked from run ${serial} in ${folder}: the journal says then whether it counts, or finishes it`,
    swedish: {
      message: `det är inte känt om körning ${serial} av ${dataset} gäller: ${error.swedish.message}`,
      hint: `kör igen innan något bokförs från körning ${serial} i ${folder}: då säger journalen om den gäller, eller slutför den`,
    },
  })

/** Takes the names back where the run was abandoned meanwhile: nobody else uses its number, and nobody must book from it. */
const withdraw = (run: Run, files: ReadonlyArray<RunFile>) =>
  Effect.gen(function* () {
    const folders = yield* Folder
    const now = Option.getOrUndefined(yield* (yield* Runs).find(run))
    if (now?.state !== "abandoned") return
    for (const { name, sha256 } of files) {
      const path = folders.final(run.folder, name)
      if ((yield* folders.matches(path, sha256)) === true) yield* folders.discard(path)
    }
  })

/** What the next run of this scope starts from, where the dataset is read in windows of time. */
export const checkpointOf = (run: Run): Checkpoint | undefined =>
  run.window_until !== null
    ? {
        profile: run.profile,
        dataset: run.dataset,
        scope: run.scope,
        until: run.window_until,
        started_at: run.started_at,
        floor: run.floor,
        difference: run.difference,
        unsure: run.unsure,
      }
    : undefined
