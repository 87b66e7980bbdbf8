/** A run from its serial number to its commit: taken back when the scope closes, unless its files were complete. */
import type * as FileSystem from "@effect/platform/FileSystem"
import type { SqlClient } from "@effect/sql/SqlClient"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import type { Witness } from "../witness/Witness.ts"
import type { JournalError } from "../database/JournalError.ts"
import type { Machine } from "../journal/Machine.ts"
import type { Previous, Run } from "../journal/Run.ts"
import type { LockLost } from "../journal/Fence.ts"
import { type Beginning, type Prepared, type RunLost, Runs } from "../journal/Runs.ts"
import * as Commit from "./Commit.ts"
import type { FileFailed } from "./FileFailed.ts"
import type { Folder } from "./Folder.ts"
import * as Recovery from "./Recovery.ts"
import { at } from "./Steps.ts"

export interface RunHandle {
  readonly run: Run
  /** The run before it. */
  readonly previous: Previous | undefined
  /** From here on the run is finished and not taken back. */
  prepared: boolean
}

export const begin = (
  beginning: Beginning,
): Effect.Effect<RunHandle, JournalError | FileFailed | LockLost, Runs | Folder | Machine | Scope.Scope> =>
  Effect.gen(function* () {
    const runs = yield* Runs
    yield* at("begin")
    const previous = yield* runs.last(beginning.profile, beginning.dataset)
    const handle = yield* Effect.acquireRelease(
      Effect.map(runs.begin(beginning), (run): RunHandle => ({ run, previous, prepared: false })),
      // What cannot be taken back now is taken back by the next run.
      (handle) => (handle.prepared ? Effect.void : Effect.ignore(Recovery.undo(handle.run))),
    )
    return handle
  })

/** Prepares, names the files, commits. Once begun it is not interrupted: it takes no longer than a few renames. */
export const complete = (
  handle: RunHandle,
  sealed: Commit.Sealed,
  remembered?: Prepared["remembered"],
): Effect.Effect<
  Run,
  FileFailed | JournalError | LockLost | RunLost,
  Folder | FileSystem.FileSystem | Runs | SqlClient | Witness
> =>
  Effect.gen(function* () {
    const runs = yield* Runs
    yield* at("prepare")
    const prepared = yield* runs.prepare(handle.run, {
      manifest: sealed.text,
      hash: sealed.hash,
      previousHash: handle.previous?.hash,
      files: sealed.files,
      remembered,
    })
    handle.prepared = true
    yield* at("prepared")
    return yield* Commit.finish(prepared, sealed.files)
  }).pipe(Effect.uninterruptible)
