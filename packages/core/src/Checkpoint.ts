/**
 * Which window of time to read next, so that no closed case is missed: a closed start, an overlap for what turns up
 * late or out of order, and an end that lies behind the server's clock by the time that writing takes to settle.
 * The overlap brings back what you have: keep what you read by case id, and count a case again only when it changed.
 */
import * as Context from "effect/Context"
import * as DateTime from "effect/DateTime"
import * as Duration from "effect/Duration"
import type * as Effect from "effect/Effect"
import type * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as Timestamp from "./Timestamp.ts"

/** Up to when the closed cases are known. To be stored between two reads, whole. */
export const Checkpoint = Schema.Struct({
  /** The end of the last window that was read and stored. */
  until: Schema.DateTimeUtc,
  /** What lies before it is never read, where a start was given. */
  floor: Schema.optionalWith(Schema.DateTimeUtc, { exact: true }),
})
export type Checkpoint = typeof Checkpoint.Type

/** Whole seconds, as the API compares them. */
export interface Window {
  /** Inclusive; absent the first time, if no start was given: everything so far. */
  readonly from?: DateTime.Utc
  /** Exclusive. */
  readonly until: DateTime.Utc
  /** Inclusive, as in the checkpoint. */
  readonly floor?: DateTime.Utc
}

/** How far a window reaches back, and how far it stays behind the server's clock. */
export interface Options {
  /** How far each window reaches back into the ones before. 7 days by default. */
  readonly lag?: Duration.DurationInput
  /** How old a change must be before it is trusted to be all there. 60 seconds by default. */
  readonly settle?: Duration.DurationInput
  /** Where the very first window begins, and before which no later one reaches. It counts only the first time. */
  readonly start?: DateTime.Utc | undefined
}

/** Seven days back, since cases can turn up late, and a minute behind, since a second can still be written to. */
export const defaults = { lag: Duration.days(7), settle: Duration.seconds(60) }

/**
 * The next window to read. `serverNow` is the server's clock before the first request (`AmiliClient.serverTime`). The
 * end never moves back, whatever the clock does.
 */
export const next = (
  previous: Checkpoint | undefined,
  serverNow: DateTime.Utc,
  { lag = defaults.lag, settle = defaults.settle, start }: Options = {},
): Window => {
  const settled = Timestamp.floor(DateTime.subtractDuration(serverNow, settle))
  if (previous === undefined)
    return start === undefined ? { until: settled } : { from: start, until: settled, floor: start }
  const { floor, until } = previous
  const overlap = Timestamp.floor(DateTime.subtractDuration(until, lag))
  return {
    from: floor === undefined ? overlap : DateTime.max(floor, overlap),
    until: DateTime.max(until, settled),
    ...(floor === undefined ? {} : { floor }),
  }
}

/** What to store once the rows of the window are stored. */
export const after = ({ floor, until }: Window): Checkpoint => ({ until, ...(floor === undefined ? {} : { floor }) })

/** Where a program keeps its checkpoint; store it in one transaction with the rows, or after them. */
export class CheckpointStore extends Context.Tag("core/CheckpointStore")<
  CheckpointStore,
  {
    readonly load: Effect.Effect<Option.Option<Checkpoint>>
    readonly save: (checkpoint: Checkpoint) => Effect.Effect<void>
  }
>() {}
