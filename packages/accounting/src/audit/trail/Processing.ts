/** One run as the trail has it: what it did stands in its manifest. */
import * as Abandonment from "@amili-cases/export-engine/evidence/Abandonment"
import * as Manifest from "@amili-cases/export-engine/evidence/Manifest"
import type { Run } from "@amili-cases/export-engine/journal/Run"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { StandRow } from "../../reconcile/journal/Stands.ts"

/** A run that counts, or one that was abandoned. */
export interface Processing {
  readonly run: Run
  /** Of an abandoned run, the one that it would have had; undefined where somebody has made it unreadable. */
  readonly manifest: Manifest.Manifest | undefined
  /** Of an abandoned run. */
  readonly abandonment: Abandonment.Abandonment | undefined
  /** Of a reconciliation. */
  readonly stand: StandRow | undefined
}

export const make = (run: Run, stand: StandRow | undefined): Effect.Effect<Processing> =>
  Effect.gen(function* () {
    const isAbandoned = run.state === "abandoned"
    const abandonment = isAbandoned ? yield* readable(Abandonment.decode(run.manifest)) : undefined
    const text = isAbandoned ? abandonment?.preparedManifest : run.manifest
    return { run, manifest: yield* readable(Manifest.decode(text)), abandonment, stand }
  })

/** What cannot be read any more is for `verify` to report, and no reason to say nothing of the rest. */
const readable = <A, E>(decoded: Effect.Effect<A, E>): Effect.Effect<A | undefined> =>
  Effect.map(Effect.option(decoded), Option.getOrUndefined)

/** `closed 12`, as commands name a run. */
export const nameOf = ({ run: { dataset, serial } }: Processing): string => `${dataset} ${serial}`
