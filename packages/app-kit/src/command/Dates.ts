/** Dates as people type them, in Stockholm time: `2026-01-13`, `today`, `yesterday`, `7d`, `2w`, or an exact instant. */
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import * as Options from "@effect/cli/Options"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { UsageError } from "./UsageError.ts"
import * as Values from "./Values.ts"

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

/** A required option that is a date, such as `--older-than`. */
export const option = (name: string, description: string): Options.Options<DateTime.Utc> =>
  Options.text(name).pipe(
    Options.withPseudoName("date"),
    Options.withDescription(description),
    Options.mapEffect((text) =>
      Effect.flatMap(CalendarDay.today, (today) =>
        Option.match(parse(text, today), {
          onSome: Effect.succeed,
          onNone: () => Values.invalid(`--${name}: "${text}" is not a date`, `write it as ${forms}`),
        }),
      ),
    ),
  )

/** An instant for a person: `2026-01-13 10:30`, Stockholm time. */
export const shown = (instant: DateTime.Utc): string => `${CalendarDay.of(instant)} ${CalendarDay.clockOf(instant)}`

/** The same of an instant in ISO 8601; any other text stays as it is. */
export const shownIso = (text: string): string =>
  Option.match(DateTime.make(text), { onNone: () => text, onSome: (instant) => shown(DateTime.toUtc(instant)) })

/** The same of every instant within a text. */
export const shownIn = (text: string): string =>
  text.replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?Z/g, shownIso)

/** `--until`. */
export const until = (description: string) => Options.optional(option("until", description))

/** `--since` and `--until`, each with what it means. */
export const options = (since: string, before: string) => ({
  since: Options.optional(option("since", `${since}: ${forms}`)),
  until: until(before),
})

/** A time: `since` inclusive, `until` exclusive. */
export interface Span {
  readonly since: Option.Option<DateTime.Utc>
  readonly until: Option.Option<DateTime.Utc>
}

/** Refuses a time that ends before it begins. */
export const ordered = (
  { since, until }: Span,
  names = { since: "--since", until: "--until" },
): Effect.Effect<void, UsageError> =>
  Option.isNone(since) || Option.isNone(until) || DateTime.greaterThan(until.value, since.value)
    ? Effect.void
    : new UsageError({
        message: `${names.until} ${CalendarDay.of(until.value)} is not after ${names.since} (${CalendarDay.of(since.value)}): nothing lies between them`,
        hint: `${names.since} is the first day, ${names.until} the day after the last`,
      })

const instantShape = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/

const instant = (text: string): Option.Option<DateTime.Utc> => {
  const [, day] = instantShape.exec(text) ?? []
  if (day === undefined || Option.isNone(CalendarDay.parse(day))) return Option.none()
  return Option.map(DateTime.make(text), DateTime.toUtc)
}
