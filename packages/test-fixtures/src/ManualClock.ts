/**
 * A clock that stands still until it is moved, for the client and the server of a test alike. Unlike `TestClock` it waits
 * for nothing when it moves, so that a month of history takes milliseconds; who sleeps wakes when the clock gets there.
 */
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"

/** A `Clock` that only `advance` moves. */
export interface ManualClock extends Clock.Clock {
  /** Moves the clock forward. */
  readonly advance: (by: Duration.DurationInput) => Effect.Effect<void>
}

/** A clock that starts at an instant in epoch milliseconds. */
export const make = (start: number): ManualClock => {
  let now = start
  let sleepers: Array<{ readonly until: number; readonly wake: () => void }> = []
  const nanos = (): bigint => BigInt(now) * 1_000_000n
  return {
    [Clock.ClockTypeId]: Clock.ClockTypeId,
    unsafeCurrentTimeMillis: () => now,
    unsafeCurrentTimeNanos: nanos,
    currentTimeMillis: Effect.sync(() => now),
    currentTimeNanos: Effect.sync(nanos),
    sleep: (duration) =>
      Effect.async<void>((resume) => {
        const sleeper = { until: now + Duration.toMillis(duration), wake: () => resume(Effect.void) }
        sleepers.push(sleeper)
        return Effect.sync(() => {
          sleepers = sleepers.filter((other) => other !== sleeper)
        })
      }),
    advance: (by) =>
      Effect.suspend(() => {
        now += Duration.toMillis(by)
        const due = sleepers.filter(({ until }) => until <= now)
        sleepers = sleepers.filter(({ until }) => until > now)
        for (const { wake } of due) wake()
        return Effect.yieldNow()
      }),
  }
}

/** Makes everything built on the layer follow the clock. */
export const layer = (clock: ManualClock): Layer.Layer<never> => Layer.setClock(clock)
