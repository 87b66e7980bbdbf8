/** The files of a run, and whether they are as they were written. */
import * as FileState from "@amili-cases/export-engine/evidence/FileState"
import type { Run, RunFile } from "@amili-cases/export-engine/journal/Run"
import { Runs } from "@amili-cases/export-engine/journal/Runs"
import { shown } from "@amili-cases/export-engine/run/Instant"
import * as Effect from "effect/Effect"

export interface File extends RunFile {
  /** intact, changed, missing, not to be read and why, or removed and when; lost, of an abandoned run. */
  readonly state: string
}

/** Those in the folder `out`. */
export const of = (run: Run, out: string) =>
  Effect.gen(function* () {
    const runs = yield* Runs
    return yield* Effect.forEach(yield* runs.files(run), (file) =>
      Effect.gen(function* () {
        const now = yield* FileState.of(out, file)
        const isLost = run.state === "abandoned" && file.role !== "abandoned"
        const found: File = {
          ...file,
          state: isLost ? lost(now) : file.purged_at === null ? now : purged(file.purged_at),
        }
        return found
      }),
    )
  })

const lost = (now: string) => (now === "missing" ? "lost" : "there, and does not count")

const purged = (at: string) => `removed ${shown(at)}`
