/**
 * What a crash left is put right before anything else: a run whose files were complete is finished, with the same number
 * and the same bytes; any other is undone, and its number is free again.
 */
import type { FileSystem } from "@effect/platform"
import { Data, Effect } from "effect"
import { Datasets } from "../dataset/Dataset.ts"
import type { JournalError } from "../journal/JournalError.ts"
import { Machine } from "../journal/Machine.ts"
import { type Run, type RunFile, type RunLost, Runs } from "../journal/Runs.ts"
import * as Commit from "./Commit.ts"
import type { FileFailed } from "./FileFailed.ts"
import { Folder } from "./Folder.ts"
import * as Naming from "./Naming.ts"

/** The files of an unfinished run are on a machine that this one cannot look into. */
export class RunElsewhere extends Data.TaggedError("RunElsewhere")<{
  readonly message: string
  readonly hint: string
}> {}

export type RecoveryFailed = JournalError | FileFailed | RunLost | RunElsewhere

/** Puts right what earlier processes left; the lock is held. Returns the runs that were finished. */
export const recover = (
  profile: string,
  folder: string,
): Effect.Effect<ReadonlyArray<Run>, RecoveryFailed, Runs | Folder | Machine | Datasets | FileSystem.FileSystem> =>
  Effect.gen(function* () {
    const runs = yield* Runs
    const folders = yield* Folder
    const finished: Array<Run> = []
    for (const run of yield* runs.unfinished(profile)) {
      if (run.state === "prepared") {
        const outcome = yield* finishOrUndo(run)
        if (outcome !== undefined) finished.push(outcome)
      } else yield* undo(run)
    }
    for (const { name } of yield* Datasets) yield* folders.clear(folder, `${Naming.stem(profile, name)}-`)
    return finished
  })

/** Takes back a run that no person has seen: its number, its entries and its staged files. */
export const undo = (run: Run): Effect.Effect<void, JournalError | FileFailed, Runs | Folder | Machine> =>
  Effect.gen(function* () {
    const runs = yield* Runs
    const folders = yield* Folder
    const machine = yield* Machine
    // On another machine its own next start clears the folder.
    if (run.machine === machine.id) {
      yield* folders.clear(run.folder, Naming.prefix(run.profile, run.dataset, run.serial))
    }
    yield* runs.undo(run)
  })

const finishOrUndo = (run: Run) =>
  Effect.gen(function* () {
    const runs = yield* Runs
    const files = yield* runs.files(run)
    const states = yield* Effect.forEach(files, (file) => stateOf(run, file))
    if (states.every((state) => state !== "damaged" && state !== "gone")) return yield* Commit.finish(run, files)
    const machine = yield* Machine
    if (run.machine !== machine.id && states.every((state) => state === "gone")) {
      return yield* new RunElsewhere({
        message: `run ${run.serial} (${run.dataset}) was interrupted on ${run.machine.split(" ")[0]} after its files were written`,
        hint: `run amili-export there once more to finish it; its files are in ${run.folder}. If that disk is lost: amili-export journal abandon ${run.serial}${run.dataset === "closed" ? "" : ` --dataset ${run.dataset}`}`,
      })
    }
    yield* takeBack(run, files)
    return undefined
  })

/** Where a file of a prepared run is: under its name, still staged, not at all, or not as it was written. */
export const stateOf = (run: Run, file: RunFile) =>
  Effect.gen(function* () {
    const folders = yield* Folder
    const published = yield* folders.matches(folders.final(run.folder, file.name), file.sha256)
    if (published === true) return "published"
    const staged = yield* folders.matches(folders.staged(run.folder, file.name), file.sha256)
    if (staged === true) return "staged"
    return published === undefined && staged === undefined ? "gone" : "damaged"
  })

/** A file vanished or was changed before the run counted: what is left of it goes, and the run is made again. */
const takeBack = (run: Run, files: ReadonlyArray<RunFile>) => Effect.zipRight(remove(run, files), undo(run))

/** Removes the files of a run that does not count, as far as they are there and its own. */
export const remove = (run: Run, files: ReadonlyArray<RunFile>) =>
  Effect.gen(function* () {
    const folders = yield* Folder
    for (const { name, sha256 } of files) {
      const path = folders.final(run.folder, name)
      if ((yield* folders.matches(path, sha256)) === true) yield* folders.discard(path)
    }
  })
