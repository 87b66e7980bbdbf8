/** A run's surroundings: the lock is held, and what earlier processes left has been put right. */
import type * as FileSystem from "@effect/platform/FileSystem"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import type { Datasets } from "../dataset/Dataset.ts"
import type { JournalError } from "../database/JournalError.ts"
import type { LockLost } from "../journal/Fence.ts"
import { Lock, type LockHeld } from "../journal/Lock.ts"
import type { Machine } from "../journal/Machine.ts"
import type { Run } from "../journal/Run.ts"
import type { Runs } from "../journal/Runs.ts"
import type { SqlClient } from "@effect/sql/SqlClient"
import * as Remember from "../witness/Remember.ts"
import * as SameHistory from "../witness/SameHistory.ts"
import type { Witness } from "../witness/Witness.ts"
import type { Origins } from "../journal/Origins.ts"
import type { Folder } from "./Folder.ts"
import * as Recovery from "./Recovery.ts"
import type { RunSettings } from "./RunSettings.ts"
import * as SameApi from "./SameApi.ts"
import { at } from "./Steps.ts"

export interface Session {
  /** Names this process in the journal. */
  readonly token: string
  readonly recovered: ReadonlyArray<Run>
}

export type SessionFailed =
  | Recovery.RecoveryFailed
  | SameApi.OtherApi
  | SameHistory.Failed
  | LockHeld
  | LockLost
  | JournalError

/**
 * Lasts until the scope closes. Refused before anything is done where the journal belongs to another API, or is not the
 * one that was used last. `once` names the dataset of this run, if its cases must come once.
 */
export const open = (
  settings: RunSettings,
  { once }: { readonly once?: string | undefined } = {},
): Effect.Effect<
  Session,
  SessionFailed,
  Datasets | FileSystem.FileSystem | Folder | Lock | Machine | Origins | Runs | Scope.Scope | SqlClient | Witness
> =>
  Effect.gen(function* () {
    const { api, folder, profile } = settings
    const lock = yield* Lock
    const token = yield* lock.hold(profile, DateTime.formatIso(yield* DateTime.now))
    yield* at("locked")
    const held = { profile, token }
    return yield* Effect.gen(function* () {
      yield* SameApi.check(profile, api)
      yield* SameHistory.check(settings, once)
      // What a crash leaves unremembered is remembered by the next run.
      yield* Effect.addFinalizer(() => Effect.ignore(Remember.lastRuns(settings)))
      const recovered = yield* Recovery.recover(held, folder)
      return { token, recovered }
      // One that has lost the lock sees what another process does at the same time, and would call it a fault.
    }).pipe(Effect.tapError(() => lock.confirm(held)))
  })
