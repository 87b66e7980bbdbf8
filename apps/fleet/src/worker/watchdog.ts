/** Ends a worker where there is work and nothing has moved for long: a new process takes part from the beginning. */
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Schedule from "effect/Schedule"
import * as Metrics from "../telemetry/Metrics.ts"
import { FleetStatus } from "../store/Status.ts"

export class NothingMoves extends Data.TaggedError("NothingMoves")<{
  readonly message: string
  readonly hint: string
}> {}

/** Seconds. */
const patience = 120

export const watch = Effect.gen(function* () {
  const status = yield* FleetStatus
  const look = Effect.gen(function* () {
    const now = yield* status.now
    yield* Metrics.stands(now)
    const { due, oldest, paused, running, still } = now
    const waits = !paused && due > 0 && running === 0 && (oldest ?? 0) > patience && (still ?? 0) > patience
    if (!waits) return
    return yield* new NothingMoves({
      message: `${due} exports are due, and nothing has moved for ${Math.round(still ?? 0)} seconds`,
      hint: "the supervisor starts this worker again; see amili-fleet doctor if it comes back",
    })
  })
  // A database that is away has a message of its own.
  return yield* look.pipe(
    Effect.catchTag("JournalError", () => Effect.void),
    Effect.repeat(Schedule.spaced("15 seconds")),
  )
})
