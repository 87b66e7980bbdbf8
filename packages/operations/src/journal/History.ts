/** The runs of a profile. */
import { DatasetName } from "@amili-cases/accounting/DatasetName"
import * as Abandonment from "@amili-cases/export-engine/evidence/Abandonment"
import * as Manifest from "@amili-cases/export-engine/evidence/Manifest"
import type { Run } from "@amili-cases/export-engine/journal/Run"
import { Runs } from "@amili-cases/export-engine/journal/Runs"
import type * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"

export interface Line {
  readonly run: Run
  /** Of an abandoned run, what it would have held. */
  readonly manifest: Pick<Manifest.Manifest, "api" | "counts" | "files" | "sums" | "window"> | undefined
}

export interface Wanted {
  /** Of this one alone. */
  readonly dataset?: DatasetName | undefined
  /** Only runs with smaller numbers. */
  readonly before?: number | undefined
  /** Begun then or later. */
  readonly since?: DateTime.Utc | undefined
  /** Begun before. */
  readonly until?: DateTime.Utc | undefined
  /** At most so many of each dataset, the newest. */
  readonly limit?: number | undefined
}

/** Oldest first, a dataset after the other; and how many runs there are in all. */
export const read = (profile: string, wanted: Wanted = {}) =>
  Effect.gen(function* () {
    const runs = yield* Runs
    const datasets = wanted.dataset === undefined ? DatasetName.literals : [wanted.dataset]
    const found = yield* Effect.forEach(datasets, (dataset) => runs.settled(profile, dataset))
    const lines = yield* Effect.forEach(
      found.flatMap((runs) => chosen(runs, wanted)),
      (run) =>
        Effect.map(Effect.option(told(run)), (manifest): Line => ({ run, manifest: Option.getOrUndefined(manifest) })),
    )
    return { lines, runs: found.flat().length }
  })

const chosen = (runs: ReadonlyArray<Run>, { before, limit, since, until }: Wanted): ReadonlyArray<Run> => {
  const begun = (run: Run) => Date.parse(run.started_at)
  const within = runs.filter(
    (run) =>
      (since === undefined || begun(run) >= since.epochMillis) &&
      (until === undefined || begun(run) < until.epochMillis) &&
      (before === undefined || run.serial < before),
  )
  return limit === undefined ? within : within.slice(-limit)
}

const told = (run: Run): Effect.Effect<NonNullable<Line["manifest"]>, unknown> =>
  run.state === "abandoned" ? Abandonment.decode(run.manifest) : Manifest.decode(run.manifest)
