/**
 * What a run of closed cases asks for: the window of close dates, as core's `Checkpoint` has it, and since when cases may
 * have changed. What is older than the overlap of the windows is found through its date of change.
 */
import * as Checkpoint from "@amili-cases/core/Checkpoint"
import * as Timestamp from "@amili-cases/core/Timestamp"
import type * as Journal from "@amili-cases/export-engine/journal/Checkpoints"
import * as DateTime from "effect/DateTime"
import * as Duration from "effect/Duration"
import * as Option from "effect/Option"
import type { Limits } from "./Classification.ts"

export interface Window {
  /** Inclusive; undefined means from the beginning. It overlaps the run before, for cases that turn up late. */
  readonly from: DateTime.Utc | undefined
  /** The run's own part of time, without the overlap: it begins where the run before ended, and ends at `until`. */
  readonly period: { readonly from: DateTime.Utc | undefined }
  /** Exclusive. */
  readonly until: DateTime.Utc
  /** Cases closed before it stay out. */
  readonly floor: DateTime.Utc | undefined
  /** Inclusive; undefined when nothing has been exported that could have changed. */
  readonly changedSince: DateTime.Utc | undefined
  readonly startedAt: DateTime.Utc
}

export interface Margins {
  /** How far back the start overlaps what is known. */
  readonly lag: Duration.Duration
  /** How far before now the end lies. */
  readonly settle: Duration.Duration
}

export const defaults: Margins = Checkpoint.defaults

/** Up to when the server's data are complete, at an instant of its clock. */
export const settledAt = (startedAt: DateTime.Utc, settle: Duration.Duration = defaults.settle): DateTime.Utc =>
  Timestamp.floor(DateTime.subtractDuration(startedAt, settle))

/**
 * By which limits a run classifies, from what the journal keeps of it. A case closed a day or more after everything that
 * the run could know has a date that nobody can know yet.
 */
export const limitsOf = (
  run: Pick<Journal.Checkpoint, "floor" | "started_at" | "until">,
  settle?: Duration.Duration,
): Limits => {
  const until = DateTime.unsafeMake(run.until)
  const settled = settledAt(DateTime.unsafeMake(run.started_at), settle)
  return {
    floor: run.floor ?? undefined,
    until: run.until,
    future: DateTime.formatIso(DateTime.addDuration(DateTime.max(until, settled), Duration.days(1))),
    endsEarlier: DateTime.lessThan(until, settled),
  }
}

/** The server writes dates of change itself and at once: a day of overlap is for clocks that disagree. */
const changeLag = Duration.days(1)

const changedSince = (known: Journal.Checkpoint): DateTime.Utc =>
  DateTime.subtractDuration(DateTime.unsafeMake(known.started_at), changeLag)

/**
 * `start` counts for the first run of a scope only, and so does `others`, the oldest checkpoint of any creditors: what was
 * exported for those may have changed since. With `end` the window ends there: the caller has seen that it lies between
 * what is known and what is settled. All instants by the server's clock, whole seconds.
 */
export const next = (
  checkpoint: Option.Option<Journal.Checkpoint>,
  startedAt: DateTime.Utc,
  start: DateTime.Utc | undefined,
  margins: Margins = defaults,
  others: Option.Option<Journal.Checkpoint> = Option.none(),
  end?: DateTime.Utc,
): Window => {
  const previous = Option.getOrUndefined(Option.map(checkpoint, ofRow))
  const { floor, from, until } = Checkpoint.next(previous, startedAt, { ...margins, start })
  const known = Option.orElse(checkpoint, () => others)
  return {
    from,
    period: { from: previous?.until ?? start },
    until: end ?? until,
    floor,
    changedSince: Option.getOrUndefined(Option.map(known, changedSince)),
    startedAt,
  }
}

const ofRow = ({ floor, until }: Journal.Checkpoint): Checkpoint.Checkpoint => ({
  until: DateTime.unsafeMake(until),
  ...(floor === null ? {} : { floor: DateTime.unsafeMake(floor) }),
})
