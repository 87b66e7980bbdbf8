import * as CalendarDay from "@amili-cases/core/CalendarDay"
import * as DateTime from "effect/DateTime"

/** Whether the day of an instant (ISO) is over in Stockholm on the given day. */
export const hasPassed = (iso: string, today: CalendarDay.CalendarDay): boolean =>
  CalendarDay.of(DateTime.unsafeMake(iso)) < today
