/** Dates as people type them, in Stockholm time: `2026-01-13`, `today`, `yesterday`, `7d`, `2w`, or an exact instant. */
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import { DateTime, Effect, Option } from "effect"
import { UsageError } from "./UsageError.ts"

/** The forms, for the help of options. */
export const forms = "2026-01-13, yesterday, 7d, 2w (Stockholm time) or 2026-01-13T09:30:00Z"

/**
 * The first instant of the day that was typed; `7d` is the day seven days ago. An exact instant needs its offset
 * (`Z` or `+01:00`), because a time without one means something else on every machine.
 */
export const parse = (text: string, today: CalendarDay.CalendarDay): Option.Option<DateTime.Utc> => {
  const word = text.trim().toLowerCase()
  if (word === "today") return Option.some(CalendarDay.startOf(today))
  if (word === "yesterday") return Option.some(CalendarDay.startOf(CalendarDay.addDays(today, -1)))
  const [, amount, unit] = /^(\d{1,5})([dw])$/.exec(word) ?? []
  if (amount !== undefined) {
    const days = Number(amount) * (unit === "w" ? 7 : 1)
    return Option.some(CalendarDay.startOf(CalendarDay.addDays(today, -days)))
  }
  return Option.orElse(Option.map(CalendarDay.parse(text.trim()), CalendarDay.startOf), () => instant(text.trim()))
}

/** The value of an option, or an error that names the option and shows how a date is written. */
export const option = (name: string, text: string): Effect.Effect<DateTime.Utc, UsageError> =>
  Effect.flatMap(CalendarDay.today, (today) =>
    Option.match(parse(text, today), {
      onSome: Effect.succeed,
      onNone: () => new UsageError({ message: `${name}: "${text}" is not a date`, hint: `write it as ${forms}` }),
    }),
  )

const instantShape = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/

const instant = (text: string): Option.Option<DateTime.Utc> => {
  const [, day] = instantShape.exec(text) ?? []
  if (day === undefined || Option.isNone(CalendarDay.parse(day))) return Option.none()
  return Option.map(DateTime.make(text), DateTime.toUtc)
}
