/** Instants as the journal and the manifest write them: ISO 8601 in UTC, so that they sort as text; null is none. */
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import * as DateTime from "effect/DateTime"
import * as Option from "effect/Option"

export function isoOf(instant: DateTime.Utc): string
export function isoOf(instant: DateTime.Utc | undefined): string | null
export function isoOf(instant: DateTime.Utc | undefined): string | null {
  return instant === undefined ? null : DateTime.formatIso(instant)
}

/** For a person: `2026-01-13 10:30`, Stockholm time; any other text stays as it is. */
export const shown = (iso: string): string =>
  Option.match(DateTime.make(iso), {
    onNone: () => iso,
    onSome: (instant) => {
      const utc = DateTime.toUtc(instant)
      return `${CalendarDay.of(utc)} ${CalendarDay.clockOf(utc)}`
    },
  })

/** The day alone. */
export const shownDay = (iso: string): string => shown(iso).slice(0, 10)

/** The day in Stockholm of an instant that the journal wrote. */
export const dayOfIso = (iso: string | undefined): string | undefined =>
  iso === undefined ? undefined : CalendarDay.of(DateTime.unsafeMake(iso))
