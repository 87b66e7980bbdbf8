/** A month of the calendar in Europe/Stockholm: `2026-11`. */
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import { isoOf } from "@amili-cases/export-engine/run/Instant"
import * as Option from "effect/Option"

export interface Month {
  /** "2026-11". */
  readonly name: string
  /** First and last day, both inclusive. */
  readonly from: CalendarDay.CalendarDay
  readonly to: CalendarDay.CalendarDay
  /** ISO: from the first instant (inclusive) until the first one of the next month (exclusive). */
  readonly start: string
  readonly end: string
}

/** None for what is no month. */
export const parse = (name: string): Option.Option<Month> =>
  /^\d{4}-\d{2}$/.test(name) ? Option.map(CalendarDay.parse(`${name}-01`), beginningOn) : Option.none()

/** The month that a day is in. */
export const of = (day: CalendarDay.CalendarDay): Month => beginningOn(firstOf(day))

/** The month so many months later, or earlier when negative. */
export const add = (month: Month, count: number): Month => {
  let found = month
  for (let left = Math.abs(count); left > 0; left--)
    found = of(count < 0 ? CalendarDay.addDays(found.from, -1) : CalendarDay.addDays(found.to, 1))
  return found
}

/** The first instant after a day. ISO. */
export const endOf = (day: CalendarDay.CalendarDay): string => isoOf(CalendarDay.startOf(CalendarDay.addDays(day, 1)))

const firstOf = (day: CalendarDay.CalendarDay) => CalendarDay.addDays(day, 1 - Number(day.slice(8)))

const beginningOn = (from: CalendarDay.CalendarDay): Month => {
  // The 32nd day after the first is in the next month, whatever its length.
  const next = firstOf(CalendarDay.addDays(from, 31))
  return {
    name: from.slice(0, 7),
    from,
    to: CalendarDay.addDays(next, -1),
    start: isoOf(CalendarDay.startOf(from)),
    end: isoOf(CalendarDay.startOf(next)),
  }
}
