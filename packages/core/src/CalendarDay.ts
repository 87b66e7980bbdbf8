/**
 * A day of the calendar in Europe/Stockholm, as accounting cuts time: a case closed at 23:30 UTC on 31 December
 * belongs to 1 January. Written `2026-01-13`, so that days compare and sort as text.
 */
import * as DateTime from "effect/DateTime"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { of, parse } from "./internal/time/calendarDay.ts"

export * from "./internal/time/calendarDay.ts"

export type CalendarDay = typeof CalendarDay.Type

/** `2026-01-13`, a day that exists, years 1-9999. */
export const CalendarDay = Schema.String.pipe(
  Schema.filter((text) => Option.isSome(parse(text)), { message: () => "not a day of the calendar (2026-01-13)" }),
  Schema.brand("CalendarDay"),
).annotations({
  identifier: "CalendarDay",
  arbitrary: () => (fc) =>
    fc.integer({ min: -25_567, max: 47_482 }).map((days) => of(DateTime.unsafeMake(days * 86_400_000))),
})
