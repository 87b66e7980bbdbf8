/** Numbers and times as pages show them, the same in both languages but for the mark of the decimals. */
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import type { Language } from "@amili-cases/sheets/Column"
import * as DateTime from "effect/DateTime"

const locales = { sv: "sv-SE", en: "en-GB" } as const

/** `12 300` or `12,300`. */
export const count = (value: number, language: Language): string => value.toLocaleString(locales[language])

/** `2026-11-30 14:05:12`, in Stockholm. */
export const instant = (millis: number): string => time(DateTime.unsafeMake(millis))

/** The same of an instant. */
export const time = (at: DateTime.Utc): string => `${CalendarDay.of(at)} ${CalendarDay.clockOf(at)}`

/** `56 s`, `12 min`, `2 h 5 min`. */
export const duration = (seconds: number): string => {
  if (seconds < 90) return `${Math.ceil(seconds)} s`
  const minutes = Math.ceil(seconds / 60)
  return minutes < 90 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}
