/**
 * Which close dates a run asks for. Closed start with an overlap: what turns up late with an earlier date is still seen,
 * and what the journal holds is dropped. The end lies a little before the server's now, since cases that close in this
 * second may not all be visible yet. What is later than the overlap is found through its date of change.
 */
import { DateTime, Duration, Option } from "effect"
import type { Checkpoint } from "@amili-cases/export-engine/journal/Checkpoints"

export interface Window {
  /** Inclusive; undefined means from the beginning. */
  readonly from: DateTime.Utc | undefined
  /** Exclusive. */
  readonly until: DateTime.Utc
  /** Inclusive; undefined when nothing has been exported that could have changed. */
  readonly changedSince: DateTime.Utc | undefined
  /** Cases closed before it stay out. */
  readonly floor: DateTime.Utc | undefined
  readonly startedAt: DateTime.Utc
}

export interface Margins {
  /** How far back the start overlaps what is known. */
  readonly lag: Duration.Duration
  /** How far before now the end lies. */
  readonly settle: Duration.Duration
}

export const defaults: Margins = { lag: Duration.days(7), settle: Duration.seconds(60) }

/** The server writes dates of change itself and at once: a day of overlap is for clocks that disagree. */
const changeLag = Duration.days(1)

const changedSince = (known: Checkpoint): DateTime.Utc =>
  DateTime.subtractDuration(DateTime.unsafeMake(known.started_at), changeLag)

/**
 * `start` counts for the first run of a scope only, and so does `others`, the oldest checkpoint of any creditors: what was
 * exported for those may have changed since. All instants by the server's clock, whole seconds.
 */
export const next = (
  checkpoint: Option.Option<Checkpoint>,
  startedAt: DateTime.Utc,
  start: DateTime.Utc | undefined,
  margins: Margins = defaults,
  others: Option.Option<Checkpoint> = Option.none(),
): Window => {
  const until = DateTime.subtractDuration(startedAt, margins.settle)
  return Option.match(checkpoint, {
    onNone: () => ({
      from: start,
      until,
      changedSince: Option.getOrUndefined(Option.map(others, changedSince)),
      floor: start,
      startedAt,
    }),
    onSome: (known) => {
      const floor = known.floor === null ? undefined : DateTime.unsafeMake(known.floor)
      const overlap = DateTime.subtractDuration(DateTime.unsafeMake(known.until), margins.lag)
      return {
        from: floor === undefined ? overlap : DateTime.max(floor, overlap),
        // A clock that was set back must not make the journal forget how far it had come.
        until: DateTime.max(until, DateTime.unsafeMake(known.until)),
        changedSince: changedSince(known),
        floor,
        startedAt,
      }
    },
  })
}
