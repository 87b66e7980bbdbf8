/**
 * What a crash left is put right before anything else: a run whose files were complete is finished, with the same number
 * and the same bytes; a run whose files were never complete is undone, and its number is free again. Between the two, a
 * run whose files were complete and are not all here stops everything: somebody may have them and book from them.
 */
import type { InBoth } from "../report/Said.ts"
import type * as FileSystem from "@effect/platform/FileSystem"
import type { SqlClient } from "@effect/sql/SqlClient"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { Witness } from "../witness/Witness.ts"
import { Datasets } from "../dataset/Dataset.ts"
import type { JournalError } from "../database/JournalError.ts"
import { hostOf, Machine } from "../journal/Machine.ts"
import type { Run, RunFile } from "../journal/Run.ts"
import type { Held, LockLost } from "../journal/Fence.ts"
import { Lock } from "../journal/Lock.ts"
import { type RunLost, Runs } from "../journal/Runs.ts"
import * as Commit from "./Commit.ts"
import type { FileFailed } from "./FileFailed.ts"
import { Folder } from "./Folder.ts"
import * as Naming from "./Naming.ts"

/** The files of a run were complete, and not all of them are where they were. */
export class FilesNotHere extends Data.TaggedError("FilesNotHere")<InBoth> {}

export type RecoveryFailed = JournalError | FileFailed | LockLost | RunLost | FilesNotHere

/** Puts right what earlier processes left. Returns the runs that were finished. */
export const recover = (
  by: Held,
  folder: string,
): Effect.Effect<
  ReadonlyArray<Run>,
  RecoveryFailed,
  Datasets | FileSystem.FileSystem | Folder | Lock | Machine | Runs | SqlClient | Witness
> =>
  Effect.gen(function* () {
    const { profile } = by
    const runs = yield* Runs
    const folders = yield* Folder
    const finished: Array<Run> = []
    for (const run of yield* runs.unfinished(profile)) {
      if (run.state === "prepared") {
        finished.push(yield* finish(run, by))
      } else yield* undo(run, by)
    }
    const datasets = yield* Datasets
    const left = yield* folders.left(folder, (file) =>
      datasets.some(
        ({ name }) => Naming.isOf(file, profile, name) || file.startsWith(`${Naming.witness(profile, name)}.`),
      ),
    )
    // What was there while the lock was held belongs to no other process, whenever it comes to be removed.
    yield* (yield* Lock).confirm(by)
    yield* folders.remove(folder, left)
    return finished
  })

/** Takes back a run that no person has seen: its number, its entries and its staged files. */
export const undo = (
  run: Run,
  by: Held = run,
): Effect.Effect<void, JournalError | FileFailed | LockLost, Runs | Folder | Machine> =>
  Effect.gen(function* () {
    const runs = yield* Runs
    const folders = yield* Folder
    const undone = yield* Effect.either(runs.undo(run, by))
    const left = Option.filter(yield* runs.find(run), ({ token }) => token === run.token)
    // Once they are complete, another process may need the files to finish the run.
    if (Option.exists(left, ({ state }) => state !== "staging")) return yield* undone
    // On another machine its own next start clears the folder.
    if (run.machine === (yield* Machine).id)
      yield* folders.clear(run.folder, (name) => name.includes(`.${run.token}.partial`))
    yield* undone
  })

const finish = (run: Run, by: Held) =>
  Effect.gen(function* () {
    const files = yield* (yield* Runs).files(run)
    const states = yield* Effect.forEach(files, (file) => stateOf(run, file))
    if (states.every((state) => state === "published" || state === "staged"))
      return yield* Commit.finish(run, files, by)
    return yield* filesNotHere(run, (yield* Machine).host)
  })

const filesNotHere = (run: Run, here: string) => {
  const host = hostOf(run.machine)
  const dataset = run.dataset === "closed" ? "" : ` --dataset ${run.dataset}`
  return new FilesNotHere({
    message: `run ${run.serial} (${run.dataset}) was interrupted on ${host} after its files were complete, and not all of them are in ${run.folder} on ${here}`,
    hint: `put them back there${host === here ? "" : ` or run amili-export on ${host}`}, and it is finished; only if nobody has them: amili-export journal abandon ${run.serial}${dataset}`,
    swedish: {
      message: `körning ${run.serial} (${run.dataset}) avbröts på ${host} när filerna var klara, och alla finns inte i ${run.folder} på ${here}`,
      hint: `lägg tillbaka dem där${host === here ? "" : ` eller kör amili-export på ${host}`}, så slutförs den; bara om ingen har dem: amili-export journal abandon ${run.serial}${dataset}`,
    },
  })
}

/** Where a file of a prepared run is: under its name, still staged, not at all, or not as it was written. */
export const stateOf = (run: Run, file: RunFile) =>
  Effect.gen(function* () {
    const folders = yield* Folder
    const published = yield* folders.matches(folders.final(run.folder, file.name), file.sha256)
    if (published === true) return "published"
    const staged = yield* folders.matches(yield* folders.stagedBy(run.folder, file.name, run.token), file.sha256)
    if (staged === true) return "staged"
    return published === undefined && staged === undefined ? "gone" : "damaged"
  })

/** Removes the files of a run that does not count, as far as they are there and its own. */
export const remove = (run: Run, files: ReadonlyArray<RunFile>) =>
  Effect.gen(function* () {
    const folders = yield* Folder
    for (const { name, sha256 } of files) {
      const path = folders.final(run.folder, name)
      if ((yield* folders.matches(path, sha256)) === true) yield* folders.discard(path)
    }
  })
