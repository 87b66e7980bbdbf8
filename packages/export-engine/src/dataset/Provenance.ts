import * as DateTime from "effect/DateTime"
import type { Privacy } from "../run/RunSettings.ts"

/** Where a workbook comes from: printed on its summary and kept in the document's properties. */
export interface Provenance {
  /** The number of the run; absent for a file outside the journal. */
  readonly serial?: number | undefined
  readonly profile: string
  /** Creditors the run was limited to, as given. */
  readonly creditors?: ReadonlyArray<string> | undefined
  /** The part of time that no run before had; or, of older runs and backfills, all that was asked for. */
  readonly from?: DateTime.Utc | undefined
  /** Exclusive. */
  readonly until?: DateTime.Utc | undefined
  /** From when on the run has read again what runs before it had, for cases that turn up late. */
  readonly overlapFrom?: DateTime.Utc | undefined
  /** What is older was left out on purpose; only of runs that know their period. */
  readonly floor?: DateTime.Utc | undefined
  /** When the run began, by the server's clock: the only clock a workbook knows. */
  readonly generatedAt: DateTime.Utc
  /** Name and version of the program. */
  readonly tool: string
  readonly privacy: Privacy
}

/** What a provenance says of time, from the window of a run. */
export const spanOf = (
  window: Pick<Provenance, "floor" | "from" | "until"> & {
    readonly period?: Pick<Provenance, "from"> | undefined
  } = {},
): Pick<Provenance, "floor" | "from" | "overlapFrom" | "until"> => {
  const { floor, from, period, until } = window
  if (period === undefined) return { from, until }
  const isOverlapping = from !== undefined && period.from !== undefined && DateTime.lessThan(from, period.from)
  return { from: period.from, until, overlapFrom: isOverlapping ? from : undefined, floor }
}
