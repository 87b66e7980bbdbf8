/** Follows one case: shows it, and then every change, until it is closed or somebody stops it. */
import type { Case } from "@amili-cases/core/Case"
import * as Money from "@amili-cases/core/Money"
import * as DateTime from "effect/DateTime"
import * as Option from "effect/Option"
import * as Schedule from "effect/Schedule"
import * as Stream from "effect/Stream"
import type * as Duration from "effect/Duration"
import type * as Effect from "effect/Effect"

/** The case now and whenever it has changed; ends with the closed case. Each look is a request. */
export const changes = <E, R>(
  look: Effect.Effect<Case, E, R>,
  every: Duration.DurationInput,
): Stream.Stream<Case, E, R> =>
  Stream.repeatEffectWithSchedule(look, Schedule.spaced(every)).pipe(
    Stream.mapAccum(Option.none<string>(), (before, found) => {
      const now = stateOf(found)
      return [Option.some(now), Option.contains(before, now) ? Option.none<Case>() : Option.some(found)]
    }),
    Stream.filterMap((changed) => changed),
    Stream.takeUntil((found) => found.closed !== undefined),
  )

/** What counts as a change; the etag does not, since it depends on the fields that are asked for. */
const stateOf = ({ closed, remainingCapital, state, status, updatedAt }: Case) =>
  JSON.stringify([
    state,
    status,
    remainingCapital && Money.format(remainingCapital),
    closed === undefined ? null : [closed.reason, closed.date && DateTime.toEpochMillis(closed.date)],
    updatedAt && DateTime.toEpochMillis(updatedAt),
  ])
