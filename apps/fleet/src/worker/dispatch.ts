/** Hands what is due to the engine, on one worker at a time: enough for all lanes to be busy, and no more. */
import * as Effect from "effect/Effect"
import * as Schedule from "effect/Schedule"
import { Engine } from "../engine/Engine.ts"
import { Profiles } from "../store/Profiles.ts"
import { Units } from "../store/Units.ts"
import { Workers } from "../store/Workers.ts"
import { latest } from "../units/schedule.ts"

/** Units on their way for each lane: workers do not all get the same number of profiles. */
const perLane = 4

export const dispatch = Effect.gen(function* () {
  const engine = yield* Engine
  const profiles = yield* Profiles
  const units = yield* Units
  const workers = yield* Workers

  const handOut = Effect.gen(function* () {
    const lanes = yield* workers.lanes
    const most = Math.max(1, lanes) * perLane
    const busy = yield* units.busy
    const taken = yield* units.take(Math.max(0, most - busy.small), Math.max(0, Math.ceil(most / 4) - busy.large))
    yield* Effect.forEach(taken, engine.send, { concurrency: 8, discard: true })
  })

  /** What was taken and never came to a worker: its dispatcher died in between. */
  const sendAgain = Effect.flatMap(units.unread(30), (attempts) =>
    Effect.forEach(attempts, engine.send, { concurrency: 8, discard: true }),
  )

  const late = Effect.zipRight(sendAgain, units.free)

  /** Rows that are wrong are told by `status` and `doctor`, and hold up no other. */
  const fallDue = Effect.gen(function* () {
    const { profiles: known } = yield* profiles.all
    yield* units.add(latest(known, Date.now()))
  })

  const every = (what: Effect.Effect<void, unknown>, pause: "1 hour" | "250 millis" | "30 seconds") =>
    what.pipe(
      Effect.catchAllCause((cause) => Effect.logWarning("what is due could not be handed out", cause)),
      Effect.repeat(Schedule.spaced(pause)),
    )

  return yield* Effect.all(
    [
      every(handOut, "250 millis"),
      every(late, "30 seconds"),
      every(fallDue, "30 seconds"),
      every(engine.prune, "1 hour"),
    ],
    { concurrency: "unbounded" },
  ).pipe(Effect.zipRight(Effect.never))
})
