/** Dates as people type them, in Stockholm time: `2026-01-13`, `today`, `yesterday`, `7d`, `2w`, or an exact instant. */
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import { Options } from "@effect/cli"
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

/** An instant for a person: `2026-01-13 10:30`, Stockholm time. */
export const shown = (instant: DateTime.Utc): string => `${CalendarDay.of(instant)} ${CalendarDay.clockOf(instant)}`

/** The same of an instant in ISO 8601; any other text stays as it is. */
export const shownIso = (text: string): string =>
  Option.match(DateTime.make(text), { onNone: () => text, onSome: (instant) => shown(DateTime.toUtc(instant)) })

const dated = (name: string, description: string) =>
  Options.text(name).pipe(Options.withPseudoName("date"), Options.optional, Options.withDescription(description))

/** `--until`. */
export const until = (description: string) => dated("until", description)

/** `--since` and `--until`, each with what it means. */
export const options = (since: string, before: string) => ({
  since: dated("since", `${since}: ${forms}`),
  until: until(before),
})

/** A time: `since` inclusive, `until` exclusive. */
export interface Span {
  readonly since: Option.Option<DateTime.Utc>
  readonly until: Option.Option<DateTime.Utc>
}

/** What `--since` and `--until` say; refuses a time that ends before it begins. */
export const span = (typed: {
  readonly since: Option.Option<string>
  readonly until: Option.Option<string>
}): Effect.Effect<Span, UsageError> =>
  Effect.gen(function* () {
    const since = yield* Effect.transposeMapOption(typed.since, (text) => option("--since", text))
    const until = Option.isSome(since)
      ? yield* untilAfter(since.value, typed.until)
      : yield* Effect.transposeMapOption(typed.until, (text) => option("--until", text))
    return { since, until }
  })

/** What `--until` says; `since` is when the time begins. */
export const untilAfter = (
  since: DateTime.Utc,
  typed: Option.Option<string>,
  names = { since: "--since", until: "--until" },
): Effect.Effect<Option.Option<DateTime.Utc>, UsageError> =>
  Effect.transposeMapOption(typed, (text) =>
    Effect.filterOrFail(
      option(names.until, text),
      (end) => DateTime.greaterThan(end, since),
      () =>
        new UsageError({
          message: `${names.until} ${text} is not after ${names.since} (${CalendarDay.of(since)}): nothing lies between them`,
          hint: `${names.since} is the first day, ${names.until} the day after the last`,
        }),
    ),
  )

const instantShape = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/

const instant = (text: string): Option.Option<DateTime.Utc> => {
  const [, day] = instantShape.exec(text) ?? []
  if (day === undefined || Option.isNone(CalendarDay.parse(day))) return Option.none()
  return Option.map(DateTime.make(text), DateTime.toUtc)
}
