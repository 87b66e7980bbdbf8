/**
 * Dates as people type them, in Stockholm time: `2026-01-13`, `today`, `yesterday`, `7d`, `2w`, or an exact instant; and
 * months, `2026-01`.
 */
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import * as Options from "@effect/cli/Options"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { Language } from "../settings/UiLanguage.ts"
import { UsageError } from "./UsageError.ts"
import * as Values from "./Values.ts"

/** The forms, for the help of options. */
export const forms = "2026-01-13, yesterday, 7d, 2w (Stockholm time) or 2026-01-13T09:30:00Z"
export const dayForms = "2026-01-13, yesterday, 7d or 2w"

/**
 * The first instant of the day that was typed; `7d` is the day seven days ago. An exact instant needs its offset
 * (`Z` or `+01:00`), because a time without one means something else on every machine.
 */
export const parse = (text: string, today: CalendarDay.CalendarDay): Option.Option<DateTime.Utc> => {
  return Option.orElse(Option.map(day(text, today), CalendarDay.startOf), () => instant(text.trim()))
}

/** The day that was typed. */
const day = (text: string, today: CalendarDay.CalendarDay): Option.Option<CalendarDay.CalendarDay> => {
  const word = text.trim().toLowerCase()
  if (word === "today") return Option.some(today)
  if (word === "yesterday") return Option.some(CalendarDay.addDays(today, -1))
  const [, amount, unit] = /^(\d{1,5})([dw])$/.exec(word) ?? []
  if (amount !== undefined) return Option.some(CalendarDay.addDays(today, -Number(amount) * (unit === "w" ? 7 : 1)))
  return CalendarDay.parse(text.trim())
}

/** Where a day ends: before the first instant of the next one. */
export const endOf = (last: CalendarDay.CalendarDay): DateTime.Utc => CalendarDay.startOf(CalendarDay.addDays(last, 1))

/** A required option that is a date, such as `--older-than`. */
export const option = (name: string, description: string): Options.Options<DateTime.Utc> =>
  read(name, description, parse)

/** The same where the day that was typed is the last one: the end of that day, or the exact instant. */
export const lastOption = (name: string, description: string): Options.Options<DateTime.Utc> =>
  read(name, description, (text, today) =>
    Option.orElse(Option.map(day(text, today), endOf), () => instant(text.trim())),
  )

/** A whole day, and no instant within one. */
export const dayOption = (name: string, description: string): Options.Options<CalendarDay.CalendarDay> =>
  read(name, description, day, dayForms)

const read = <A>(
  name: string,
  description: string,
  of: (text: string, today: CalendarDay.CalendarDay) => Option.Option<A>,
  shape = forms,
): Options.Options<A> =>
  Options.text(name).pipe(
    Options.withPseudoName("date"),
    Options.withDescription(description),
    Options.mapEffect((text) =>
      Effect.flatMap(CalendarDay.today, (today) =>
        Option.match(of(text, today), {
          onSome: Effect.succeed,
          onNone: () =>
            Values.invalid(`--${name}: "${text}" is not a ${shape === forms ? "date" : "day"}`, `write it as ${shape}`),
        }),
      ),
    ),
  )

/** A month of the calendar in Stockholm. */
export interface Month {
  /** `2026-10`. */
  readonly name: string
  /** Inclusive. */
  readonly from: DateTime.Utc
  /** Exclusive. */
  readonly until: DateTime.Utc
}

/** The month of that name, or none. */
export const monthOf = (name: string): Option.Option<Month> =>
  Option.flatMap(CalendarDay.parse(`${name}-01`), (first) =>
    // 32 days after the first lies in the next month, whatever the month.
    Option.map(CalendarDay.parse(`${CalendarDay.addDays(first, 31).slice(0, 7)}-01`), (next) => ({
      name,
      from: CalendarDay.startOf(first),
      until: CalendarDay.startOf(next),
    })),
  )

/** `--month`. */
export const month = (description: string): Options.Options<Option.Option<Month>> =>
  Values.checked(
    "month",
    "yyyy-mm",
    (text) => Option.getOrUndefined(monthOf(text.trim())),
    "a month such as 2026-10",
  ).pipe(Options.withDescription(description), Options.optional)

const spanWords = {
  en: { everything: "everything", through: "through", until: "until" },
  sv: { everything: "allt", through: "t.o.m.", until: "till" },
}

/** A time for a person: `2026-10-01 through 2026-10-31`, whole days by their names, other ends by the minute. */
export const span = (from: DateTime.Utc | undefined, until: DateTime.Utc, language: Language = "en"): string => {
  const words = spanWords[language]
  const isMidnight = DateTime.Equivalence(CalendarDay.startOf(CalendarDay.of(until)), until)
  const end = isMidnight
    ? `${words.through} ${CalendarDay.addDays(CalendarDay.of(until), -1)}`
    : `${words.until} ${shown(until)}`
  if (from === undefined) return `${words.everything} ${end}`
  const first = CalendarDay.of(from)
  return `${DateTime.Equivalence(CalendarDay.startOf(first), from) ? first : shown(from)} ${end}`
}

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
