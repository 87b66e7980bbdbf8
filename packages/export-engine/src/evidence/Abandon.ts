/**
 * Gives up a run whose files were complete and are lost: their disk is gone, or the machine that has them. The number is
 * spent, since somebody may have seen files that bear it; what the run said is unsaid, and its cases are the next run's.
 */
import * as Data from "effect/Data"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { Lock } from "../journal/Lock.ts"
import { Machine } from "../journal/Machine.ts"
import type { Run, RunFile } from "../journal/Run.ts"
import { Runs } from "../journal/Runs.ts"
import type { Decision } from "./Decision.ts"
import * as Abandonment from "./Abandonment.ts"
import { Folder } from "../run/Folder.ts"
import * as Manifest from "./Manifest.ts"
import * as Naming from "../run/Naming.ts"
import * as Recovery from "../run/Recovery.ts"

/** There is no such run, or it is not one to abandon. */
export class NotLost extends Data.TaggedError("NotLost")<{ readonly message: string; readonly hint: string }> {}

export interface Lost {
  readonly run: Run
  readonly manifest: Manifest.Manifest
  readonly files: ReadonlyArray<RunFile>
  /** As it will be written. */
  /** The text that takes the place of the manifest. */
  readonly recordOf: (decided: Decision) => string
  readonly name: string
}

interface Wanted {
  readonly profile: string
  readonly dataset: string
  readonly serial: number
  readonly tool: string
}

/** What would be abandoned; already abandoned, it is `Done`. Holds the lock until the scope closes. */
export const examine = ({ dataset, profile, serial, tool }: Wanted) =>
  Effect.gen(function* () {
    const runs = yield* Runs
    const now = DateTime.formatIso(yield* DateTime.now)
    yield* (yield* Lock).hold(profile, now)
    const run = Option.getOrUndefined(yield* runs.find({ profile, dataset, serial }))
    if (run === undefined) {
      return yield* new NotLost({ message: `there is no ${dataset} run ${serial}`, hint: "see amili-export history" })
    }
    if (run.state === "abandoned") return run
    if (run.state === "committed") {
      return yield* new NotLost({
        message: `${dataset} run ${serial} counts, and a run that counts cannot be abandoned`,
        hint: "amili-export replay makes its files again",
      })
    }
    const files = yield* runs.files(run)
    const states = yield* Effect.forEach(files, (file) => Recovery.stateOf(run, file))
    if (run.state === "staging" || states.every((state) => state === "published" || state === "staged")) {
      return yield* new NotLost({
        message: `${dataset} run ${serial} is not lost`,
        hint: `the next amili-export ${dataset} ${run.state === "staging" ? "undoes it" : "finishes it: its files are all there"}`,
      })
    }
    const manifest = yield* Effect.orDie(Manifest.decode(run.manifest))
    const recordOf = (decided: Decision) =>
      Abandonment.encode({
        format: "amili-export-abandoned/1",
        tool,
        profile,
        dataset,
        serial,
        startedAt: run.started_at,
        abandonedAt: now,
        decided,
        api: manifest.api,
        machine: run.machine,
        folder: run.folder,
        counts: manifest.counts,
        sums: manifest.sums,
        files: manifest.files,
        preparedManifest: run.manifest ?? "",
        preparedSha256: run.hash ?? "",
        previousRunSha256: run.previous_hash,
      })
    const base = files.find(({ role }) => role === "manifest")?.name.replace(/-manifest\.json$/, "") ?? ""
    const lost: Lost = { run, manifest, files, recordOf, name: `${base}-abandoned.json` }
    return lost
  })

/** From here on it is abandoned: first in the journal, then as a file in the folder, which is absolute and there. */
export const abandon = ({ files, name, recordOf, run }: Lost, folder: string, decided: Decision) =>
  Effect.gen(function* () {
    const runs = yield* Runs
    const { dataset, profile, serial } = run
    const record = recordOf(decided)
    const sha256 = Manifest.hashOf(record)
    const bytes = new TextEncoder().encode(record).length
    const file = { name, role: "abandoned", rows: 0, bytes, sha256, personal: 0, purged_at: null }
    const abandoned = yield* runs.abandon(run, { text: record, file, folder })
    if (run.machine === (yield* Machine).id) {
      yield* Recovery.remove(run, files)
      yield* (yield* Folder).clear(run.folder, (name) => Naming.serialIn(name, profile, dataset) === serial)
    }
    return yield* write(abandoned)
  })

/** Path of the file of an abandoned run, written if it is not there: a crash may have come before it. */
export const write = (run: Run) =>
  Effect.gen(function* () {
    const folders = yield* Folder
    const file = (yield* (yield* Runs).files(run)).find(({ role }) => role === "abandoned")
    const name = file?.name ?? ""
    const path = folders.final(run.folder, name)
    if ((yield* folders.matches(path, file?.sha256 ?? "")) !== true) {
      yield* folders.discard(folders.staged(run.folder, name))
      yield* folders.write(run.folder, name, new TextEncoder().encode(run.manifest ?? ""))
      yield* folders.flush(run.folder, name)
      yield* folders.publish(run.folder, name, file?.sha256 ?? "")
      yield* folders.flushFolder(run.folder)
    }
    return path
  })
