/** Which months a monthly schedule exports: the one that ended, after those that were missed. */
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import { Checkpoints, scopeOf } from "@amili-cases/export-engine/journal/Checkpoints"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as KnownJournal from "../journal/KnownJournal.ts"
import type { Owner } from "../profile/Chosen.ts"

/** Oldest first; none where the last one has been exported already. */
export const monthsDue = (owner: Owner) =>
  Effect.gen(function* () {
    const checkpoint = yield* (
      KnownJournal.inside(owner, ({ profile }) =>
        Effect.flatMap(Checkpoints, (checkpoints) => checkpoints.covering(profile, "closed", scopeOf([]))),
      )
        // Without a journal this is the first run. Where it cannot be read, the export says so itself.
        .pipe(Effect.orElseSucceed(Option.none))
    )
    const known = Option.map(checkpoint, ({ until }) => DateTime.unsafeMake(until))
    return monthsBetween(known, yield* CalendarDay.today)
  })

/** The months that end after `known`, up to the one before today's; without anything known, that one alone. */
export const monthsBetween = (
  known: Option.Option<DateTime.Utc>,
  today: CalendarDay.CalendarDay,
): ReadonlyArray<string> => {
  const due: Array<string> = []
  for (let month = before(today); ; month = before(month.first)) {
    const isKnown = Option.exists(known, (until) => DateTime.greaterThanOrEqualTo(until, month.until))
    if (isKnown) return due
    due.unshift(month.name)
    if (Option.match(known, { onNone: () => true, onSome: DateTime.greaterThanOrEqualTo(month.from) })) return due
  }
}

/** The month before that of a day. */
const before = (day: CalendarDay.CalendarDay) => {
  const last = CalendarDay.addDays(day, -Number(day.slice(-2)))
  const first = CalendarDay.addDays(last, 1 - Number(last.slice(-2)))
  return {
    name: first.slice(0, 7),
    first,
    from: CalendarDay.startOf(first),
    until: CalendarDay.startOf(CalendarDay.addDays(last, 1)),
  }
}
