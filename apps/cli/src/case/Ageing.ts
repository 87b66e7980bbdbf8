/** How old open cases are, in the classes that people report. Days since the case was created, in Stockholm. */
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import type * as DateTime from "effect/DateTime"

const limits = [30, 60, 90, 180, 365]

/** From the youngest; `unknown` for cases that do not say when they were created. */
export const classes: ReadonlyArray<string> = [
  ...limits.map((limit, index) => `${index === 0 ? 0 : (limits[index - 1] ?? 0) + 1}-${limit} days`),
  `over ${limits.at(-1)} days`,
  "unknown",
]

export const classOf = (created: DateTime.Utc | undefined, today: CalendarDay.CalendarDay): string => {
  if (created === undefined) return "unknown"
  const age = CalendarDay.daysBetween(CalendarDay.of(created), today)
  const index = limits.findIndex((limit) => age <= limit)
  return classes[index === -1 ? limits.length : index] ?? "unknown"
}
