/** A run's surroundings: the lock is held, and what earlier processes left has been put right. */
import type { FileSystem } from "@effect/platform"
import { DateTime, Effect, type Scope } from "effect"
import type { Datasets } from "../dataset/Dataset.ts"
import type { JournalError } from "../journal/JournalError.ts"
import { Lock, type LockHeld } from "../journal/Lock.ts"
import type { Machine } from "../journal/Machine.ts"
import type { Run, Runs } from "../journal/Runs.ts"
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

export type SessionFailed = Recovery.RecoveryFailed | SameApi.OtherApi | LockHeld | JournalError

/** Lasts until the scope closes. Refused before anything is done where the journal belongs to another API. */
export const open = ({
  api,
  folder,
  profile,
}: RunSettings): Effect.Effect<
  Session,
  SessionFailed,
  Folder | Lock | Origins | Runs | Machine | Datasets | FileSystem.FileSystem | Scope.Scope
> =>
  Effect.gen(function* () {
    const lock = yield* Lock
    const token = yield* lock.hold(profile, DateTime.formatIso(yield* DateTime.now))
    yield* at("locked")
    yield* SameApi.check(profile, api)
    const recovered = yield* Recovery.recover(profile, folder)
    return { token, recovered }
  })
