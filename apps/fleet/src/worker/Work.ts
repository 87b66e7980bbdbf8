/** What a worker does with an attempt: makes the export in a lane, and says how it ended. */
import * as Predicate from "effect/Predicate"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Schedule from "effect/Schedule"
import { Profiles } from "../store/Profiles.ts"
import { type Ended, largeAfter, Units } from "../store/Units.ts"
import * as Metrics from "../telemetry/Metrics.ts"
import * as backoff from "../units/backoff.ts"
import type { Attempt } from "../units/Unit.ts"
import type { Lanes } from "./Lanes.ts"

/** Ends in any case; what the database does not take is tried again until it does. */
export const make = <E, R>(
  worker: string,
  lanes: Lanes,
  /** Makes the export; what it says when it has ended. */
  exporting: (attempt: Attempt) => Effect.Effect<string, E, R>,
) =>
  Effect.gen(function* () {
    const units = yield* Units
    const profiles = yield* Profiles

    const attempted = (attempt: Attempt) =>
      Effect.gen(function* () {
        const token = `${worker}-${Date.now()}-${Math.random().toString(36).slice(2)}`
        if (!(yield* patiently(units.begin(attempt, worker, token)))) return
        const failures = yield* patiently(units.failures(attempt))
        const began = Date.now()
        const exit = yield* Effect.exit(Effect.retry(exporting(attempt), { while: isPassing, schedule: soon }))
        if (Exit.isInterrupted(exit)) return yield* Effect.interrupt
        const seconds = (Date.now() - began) / 1000
        const ended = Exit.match(exit, {
          onSuccess: (message): Ended => ({ state: "done", message }),
          onFailure: (cause) => failed(Cause.squash(cause), failures + 1),
        })
        if (attempt.dataset === "closed" && ended.state === "done")
          yield* patiently(profiles.took(attempt.profile, seconds))
        yield* patiently(units.end(attempt, token, ended))
        yield* Metrics.ended(ended.state, seconds)
        const said = { profile: attempt.profile, dataset: attempt.dataset, period: attempt.period, seconds }
        yield* Effect.annotateLogs(
          ended.state === "done" ? Effect.logInfo(ended.message) : Effect.logWarning(ended.message),
          said,
        )
      }).pipe(
        Effect.withSpan("unit", {
          attributes: { profile: attempt.profile, dataset: attempt.dataset, period: attempt.period },
        }),
      )

    return (attempt: Attempt) =>
      Effect.flatMap(patiently(profiles.lastTook(attempt.profile)), (seconds) =>
        lanes.within(seconds > largeAfter, attempted(attempt)),
      )
  })

/** The database is away, or the profile's lock is still that of a worker that is gone: neither is a failed attempt. */
const isPassing = (error: unknown): boolean =>
  Predicate.hasProperty(error, "_tag") &&
  ["JournalError", "LockHeld", "LockLost", "RunLost"].some((tag) => tag === error._tag)

const soon = Schedule.spaced("1 second").pipe(Schedule.intersect(Schedule.recurs(120)))

const patiently = <A, E>(effect: Effect.Effect<A, E>) =>
  Effect.retry(effect, Schedule.spaced("1 second").pipe(Schedule.intersect(Schedule.recurs(600)))).pipe(Effect.orDie)

const failed = (error: unknown, failures: number): Ended => {
  const again = backoff.nextAfter(error, failures)
  const message = Predicate.hasProperty(error, "message") ? String(error.message) : String(error)
  const hint = Predicate.hasProperty(error, "hint") && Predicate.isString(error.hint) ? error.hint : undefined
  return { state: again === undefined ? "person" : "failed", message: message.split("\n")[0] ?? "", hint, again }
}
