/**
 * What a run of closed cases asks for: the window of close dates, as core's `Checkpoint` has it, and since when cases may
 * have changed. What is older than the overlap of the windows is found through its date of change.
 */
import * as Checkpoint from "@amili-cases/core/Checkpoint"
import type * as Journal from "@amili-cases/export-engine/journal/Checkpoints"
import * as DateTime from "effect/DateTime"
import * as Duration from "effect/Duration"
import * as Option from "effect/Option"

export interface Window {
  /** Inclusive; undefined means from the beginning. */
  readonly from: DateTime.Utc | undefined
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

/** A case closed at this instant or later, so long after a run's `until`, has a date that nobody can know yet. ISO both. */
export const futureOf = (until: string): string =>
  DateTime.formatIso(DateTime.addDuration(DateTime.unsafeMake(until), Duration.days(1)))

/** The server writes dates of change itself and at once: a day of overlap is for clocks that disagree. */
const changeLag = Duration.days(1)

const changedSince = (known: Journal.Checkpoint): DateTime.Utc =>
  DateTime.subtractDuration(DateTime.unsafeMake(known.started_at), changeLag)

/**
 * `start` counts for the first run of a scope only, and so does `others`, the oldest checkpoint of any creditors: what was
 * exported for those may have changed since. All instants by the server's clock, whole seconds.
 */
export const next = (
  checkpoint: Option.Option<Journal.Checkpoint>,
  startedAt: DateTime.Utc,
  start: DateTime.Utc | undefined,
  margins: Margins = defaults,
  others: Option.Option<Journal.Checkpoint> = Option.none(),
): Window => {
  const previous = Option.getOrUndefined(Option.map(checkpoint, ofRow))
  const { floor, from, until } = Checkpoint.next(previous, startedAt, { ...margins, start })
  const known = Option.orElse(checkpoint, () => others)
  return { from, until, floor, changedSince: Option.getOrUndefined(Option.map(known, changedSince)), startedAt }
}

const ofRow = ({ floor, until }: Journal.Checkpoint): Checkpoint.Checkpoint => ({
  until: DateTime.unsafeMake(until),
  ...(floor === null ? {} : { floor: DateTime.unsafeMake(floor) }),
})
