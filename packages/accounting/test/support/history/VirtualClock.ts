/**
 * A clock that goes at once to the time that somebody waits for. Whoever waits because of the API (a pause before another
 * attempt, the silence after a 429, an answer that never ends) waits a few turns of the event loop, and the clock has
 * moved on by as much as it would have taken.
 */
import { Clock, Duration, Effect } from "effect"

export interface VirtualClock extends Clock.Clock {
  /** Epoch milliseconds. */
  now: number
}

/** The lock's heartbeat goes on for as long as a run does: it moves with the others, and moves nobody. */
const heartbeat = 15_000
/** Answers are there at once: whoever still sleeps after so many turns waits for the time to come. */
const turns = 4

export const make = (start: number): VirtualClock => {
  const sleepers = new Set<{ readonly until: number; readonly drives: boolean; readonly wake: () => void }>()
  let pumping = false

  const pump = (left: number): void => {
    const waiting = [...sleepers].filter((sleeper) => sleeper.drives)
    if (waiting.length === 0) {
      pumping = false
      return
    }
    if (left === 0) {
      clock.now = Math.max(clock.now, Math.min(...waiting.map(({ until }) => until)))
      for (const sleeper of sleepers) {
        if (sleeper.until > clock.now) continue
        sleepers.delete(sleeper)
        sleeper.wake()
      }
    }
    setImmediate(pump, left === 0 ? turns : left - 1)
  }

  const clock: VirtualClock = {
    [Clock.ClockTypeId]: Clock.ClockTypeId,
    now: start,
    unsafeCurrentTimeMillis: () => clock.now,
    unsafeCurrentTimeNanos: () => BigInt(clock.now) * 1_000_000n,
    currentTimeMillis: Effect.sync(() => clock.now),
    currentTimeNanos: Effect.sync(() => BigInt(clock.now) * 1_000_000n),
    sleep: (duration) =>
      Effect.async<void>((resume) => {
        const millis = Duration.toMillis(duration)
        const sleeper = {
          until: clock.now + millis,
          drives: millis !== heartbeat,
          wake: () => resume(Effect.void),
        }
        sleepers.add(sleeper)
        if (!pumping && sleeper.drives) {
          pumping = true
          setImmediate(pump, turns)
        }
        return Effect.sync(() => {
          sleepers.delete(sleeper)
        })
      }),
  }
  return clock
}
