/**
 * Whole milliseconds of a clock that only goes forward, at the speed of time. Waits and time limits are reckoned by it, so that
 * setting the machine's clock changes none of them. Only differences mean something: it is no date.
 */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"

/** Effect's nanoseconds come from the platform's monotonic clock; its milliseconds follow the machine's date. */
export const now: Effect.Effect<number> = Effect.map(Clock.currentTimeNanos, (nanos) =>
  Number((nanos + 500_000n) / 1_000_000n),
)
