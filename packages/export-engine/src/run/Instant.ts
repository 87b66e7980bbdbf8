/** Instants as the journal and the manifest write them: ISO 8601 in UTC, so that they sort as text; null is none. */
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import { DateTime } from "effect"

export function isoOf(instant: DateTime.Utc): string
export function isoOf(instant: DateTime.Utc | undefined): string | null
export function isoOf(instant: DateTime.Utc | undefined): string | null {
  return instant === undefined ? null : DateTime.formatIso(instant)
}

/** The day in Stockholm of an instant that the journal wrote. */
export const dayOfIso = (iso: string | undefined): string | undefined =>
  iso === undefined ? undefined : CalendarDay.of(DateTime.unsafeMake(iso))
