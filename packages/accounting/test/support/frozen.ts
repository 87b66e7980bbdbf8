import { Clock, Effect } from "effect"

const instant = Date.parse("2026-02-01T08:00:00Z")

/** A clock that stands still: a server that runs on it says the same thing however often it is asked. */
export const frozen: Clock.Clock = Object.assign(Clock.make(), {
  currentTimeMillis: Effect.succeed(instant),
  unsafeCurrentTimeMillis: () => instant,
})
