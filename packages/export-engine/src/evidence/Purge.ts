/** Removes what holds debtor data from runs of long ago; their totals, hashes and facts stay. No run goes on meanwhile. */
import { DateTime, Effect, Option } from "effect"
import { Datasets } from "../dataset/Dataset.ts"
import { Lock } from "../journal/Lock.ts"
import { QuarantineLog } from "../journal/QuarantineLog.ts"
import { Runs } from "../journal/Runs.ts"
import { Folder } from "../run/Folder.ts"
import * as Manifest from "./Manifest.ts"
import { whereIs } from "./Verify.ts"

/** Paths of the files that are no more. */
export const debtorData = (profile: string, folder: string, olderThan: DateTime.Utc) =>
  Effect.gen(function* () {
    const runs = yield* Runs
    const folders = yield* Folder
    const log = yield* QuarantineLog
    const now = DateTime.formatIso(yield* DateTime.now)
    yield* (yield* Lock).hold(profile, now)
    const removed: Array<string> = []
    for (const { name: dataset } of yield* Datasets) {
      for (const run of yield* runs.history(profile, dataset)) {
        if (run.started_at >= DateTime.formatIso(olderThan)) continue
        const manifest = Option.getOrUndefined(yield* Effect.option(Manifest.decode(run.manifest)))
        if (manifest?.privacy === "none") continue
        for (const file of yield* runs.files(run)) {
          if (file.personal === 0 || file.purged_at !== null) continue
          const path = yield* whereIs(folder, run, file.name)
          yield* folders.discard(path)
          yield* runs.purged(run, file.name, now)
          removed.push(path)
        }
        yield* log.forgetSources(profile, dataset, run.serial)
      }
    }
    return removed
  }).pipe(Effect.scoped)
