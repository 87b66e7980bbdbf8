/** What a run did, for the person who started it. */
import type { Run } from "../journal/Runs.ts"
import type { Reconciliation } from "./Reconciliation.ts"

export interface Outcome {
  readonly dataset: "open" | "closed"
  /** Absent when there was nothing to write, and for a backfill. */
  readonly serial: number | undefined
  readonly counts: Readonly<Record<string, number>>
  readonly sums: ReadonlyArray<{ readonly currency: string; readonly count: number; readonly sum: string }>
  /** Absolute paths, in the order of importance. */
  readonly files: ReadonlyArray<string>
  readonly warnings: ReadonlyArray<string>
  /** Of a run over closed cases, where the API gives totals. */
  readonly reconciliation?: Reconciliation | undefined
  /** Runs of an earlier process that this one finished first. */
  readonly recovered: ReadonlyArray<Run>
  /** ISO, inclusive: closed cases from here on were asked for; undefined means from the beginning, and for open cases. */
  readonly from: string | undefined
  /** ISO, exclusive: closed cases are known up to here. */
  readonly until: string | undefined
}
