/**
 * A day of the calendar in Europe/Stockholm, as accounting cuts time: a case closed at 23:30 UTC on 31 December
 * belongs to 1 January. Written `2026-01-13`, so that days compare and sort as text.
 */
import * as Brand from "effect/Brand"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"

/** `2026-01-13`, a day that exists, years 1-9999. */
type CalendarDay = string & Brand.Brand<"CalendarDay">

const dayMillis = 86_400_000
const shape = /^(\d{4})-(\d{2})-(\d{2})$/

/** The day that the text names, or none. */
export const parse = (text: string): Option.Option<CalendarDay> =>
  midnightUtc(text) === undefined ? Option.none() : Option.some(branded(text))

const branded = Brand.nominal<CalendarDay>()

/** The day in Stockholm that the instant falls on; the calendar's last day for the hour by which Stockholm is ahead of it. */
export const of = (instant: DateTime.Utc): CalendarDay =>
  ofMidnightUtc(Math.floor((instant.epochMillis + offsetAt(instant.epochMillis)) / dayMillis) * dayMillis)

/** What the clocks in Stockholm show at the instant: `10:30`. */
export const clockOf = (instant: DateTime.Utc): string => {
  const sinceMidnight = (instant.epochMillis + offsetAt(instant.epochMillis)) % dayMillis
  // Before 1970 the remainder is negative.
  return new Date((sinceMidnight + dayMillis) % dayMillis).toISOString().slice(11, 16)
}

/** Today in Stockholm, by the clock of the program. */
export const today: Effect.Effect<CalendarDay> = Effect.map(DateTime.now, of)

/** The first instant of the day; the day ends before `startOf(addDays(day, 1))`. Days of 23 and 25 hours included. */
export const startOf = (day: CalendarDay): DateTime.Utc => {
  const midnight = millisOf(day)
  // The offset at midnight in Stockholm, which lies some hours before midnight UTC: clocks may change in between.
  return DateTime.unsafeMake(midnight - offsetAt(midnight - offsetAt(midnight)))
}

/**
 * The day so many days later, or earlier when negative. It stops at the ends of the calendar: 999,999 days of credit, which
 * people type for "never due", are no reason to fail.
 */
export const addDays = (day: CalendarDay, days: number): CalendarDay => ofMidnightUtc(millisOf(day) + days * dayMillis)

/** How many days `b` lies after `a`; negative when before. */
export const daysBetween = (a: CalendarDay, b: CalendarDay): number => (millisOf(b) - millisOf(a)) / dayMillis

const midnightUtc = (text: string): number | undefined => {
  const [, year, month, day] = shape.exec(text) ?? []
  if (year === undefined || year === "0000") return undefined
  const millis = Date.parse(`${text}T00:00:00.000Z`)
  return new Date(millis).getUTCDate() === Number(day) && month !== undefined ? millis : undefined
}

/** A `CalendarDay` has passed the check above. */
const millisOf = (day: CalendarDay): number => midnightUtc(day) ?? Number.NaN

/** Kept once made: a million rows fall on a few thousand days. */
const days = new Map<number, CalendarDay>()
const ofMidnightUtc = (millis: number): CalendarDay => {
  const known = days.get(millis)
  if (known !== undefined) return known
  if (days.size > 50_000) days.clear()
  const day = branded(new Date(Math.min(Math.max(millis, firstDay), lastDay)).toISOString().slice(0, 10))
  days.set(millis, day)
  return day
}
const firstDay = Date.parse("0001-01-01T00:00:00.000Z")
const lastDay = Date.parse("9999-12-31T00:00:00.000Z")

/**
 * How far Stockholm's clocks are ahead of UTC (ms), as the time zone database says. Asking it takes microseconds and rows
 * come by the hundred thousand, so the offset of a UTC day is kept where it is the same at both ends of the day.
 */
const offsetAt = (epochMillis: number): number => {
  const day = Math.floor(epochMillis / dayMillis)
  const offset = offsetAtMidnight(day)
  return offset === offsetAtMidnight(day + 1) ? offset : lookUp(epochMillis)
}

const offsets = new Map<number, number>()
const offsetAtMidnight = (day: number): number => {
  const known = offsets.get(day)
  if (known !== undefined) return known
  if (offsets.size > 50_000) offsets.clear()
  const offset = lookUp(day * dayMillis)
  offsets.set(day, offset)
  return offset
}

const lookUp = (epochMillis: number): number =>
  DateTime.zonedOffset(DateTime.unsafeMakeZoned(epochMillis, { timeZone: "Europe/Stockholm" }))
