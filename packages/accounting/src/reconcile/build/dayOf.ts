import * as CalendarDay from "@amili-cases/core/CalendarDay"
import { dayOfIso } from "@amili-cases/export-engine/run/Instant"
import * as Option from "effect/Option"

/** The day in Stockholm of an instant that the journal wrote. */
export const dayOf = (iso: string | null): CalendarDay.CalendarDay | undefined =>
  Option.getOrUndefined(Option.flatMap(Option.fromNullable(dayOfIso(iso ?? undefined)), CalendarDay.parse))
