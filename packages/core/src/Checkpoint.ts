/**
 * Which window of time to read next, so that no closed case is missed: a closed start, an overlap for what turns up
 * late or out of order, and an end that lies behind the server's clock by the time that writing takes to settle.
 * The overlap brings back what you have: keep what you read by case id, and count a case again only when it changed.
 */
import { Context, DateTime, type Duration, type Effect, type Option, Schema } from "effect"
import * as Timestamp from "./Timestamp.ts"

/** The end of the last window that was read and stored. */
export const Checkpoint = Schema.Struct({ until: Schema.DateTimeUtc })
export type Checkpoint = typeof Checkpoint.Type

/** Whole seconds, as the API compares them. */
export interface Window {
  /** Inclusive; absent the first time: everything so far. */
  readonly from?: DateTime.Utc
  /** Exclusive. Store this one, with the rows, once they are stored. */
  readonly until: DateTime.Utc
}

export interface Options {
  /** How far each window reaches back into the ones before. 7 days by default. */
  readonly lag?: Duration.DurationInput
  /** How old a change must be before it is trusted to be all there. 60 seconds by default. */
  readonly settle?: Duration.DurationInput
}

/**
 * The next window to read. `serverNow` is the server's clock before the first request (`AmiliClient.serverTime`). The
 * end never moves back, whatever the clock does.
 */
export const next = (
  previous: Checkpoint | undefined,
  serverNow: DateTime.Utc,
  { lag = "7 days", settle = "60 seconds" }: Options = {},
): Window => {
  const settled = Timestamp.floor(DateTime.subtractDuration(serverNow, settle))
  if (previous === undefined) return { until: settled }
  return {
    from: Timestamp.floor(DateTime.subtractDuration(previous.until, lag)),
    until: DateTime.max(previous.until, settled),
  }
}

/** What to store once the rows of the window are stored. */
export const after = ({ until }: Window): Checkpoint => ({ until })

/** Where a program keeps its checkpoint; store it in one transaction with the rows, or after them. */
export class CheckpointStore extends Context.Tag("core/CheckpointStore")<
  CheckpointStore,
  {
    readonly load: Effect.Effect<Option.Option<Checkpoint>>
    readonly save: (checkpoint: Checkpoint) => Effect.Effect<void>
  }
>() {}
