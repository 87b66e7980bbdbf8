/** What a run did, for the person who started it. */
import type { Bilingual } from "@amili-cases/sheets/Column"
import type { Run } from "../journal/Run.ts"

export interface Outcome {
  readonly dataset: string
  /** Absent when there was nothing to write, and for a backfill. */
  readonly serial: number | undefined
  readonly counts: Readonly<Record<string, number>>
  readonly sums: ReadonlyArray<{ readonly currency: string; readonly count: number; readonly sum: string }>
  /** Absolute paths, in the order of importance. */
  readonly files: ReadonlyArray<string>
  readonly warnings: ReadonlyArray<Bilingual>
  /** Runs of an earlier process that this one finished first. */
  readonly recovered: ReadonlyArray<Run>
  /** ISO, inclusive start of what was asked for; undefined means from the beginning, or that the dataset has no windows. */
  readonly from: string | undefined
  /** ISO, exclusive: everything is known up to here. */
  readonly until: string | undefined
}
