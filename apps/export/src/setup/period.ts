/** The options that say which time an export is about. */
import type { Through } from "@amili-cases/accounting/closed/period/Through"
import * as Dates from "@amili-cases/app-kit/command/Dates"
import { inBoth, type UsageError } from "@amili-cases/app-kit/command/UsageError"
import type * as CalendarDay from "@amili-cases/core/CalendarDay"
import * as Options from "@effect/cli/Options"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as options from "./options.ts"

/** `--from`, `--until` and `--month` of a period outside the journal. */
export const outside = {
  from: options.date("from", "first day, or instant"),
  until: Options.optional(
    Dates.lastOption("until", `last day, which is in it, or an instant, which is not: ${Dates.forms}; now by default`),
  ),
  month: Dates.month("one whole month, instead of --from and --until"),
} as const

export interface Outside {
  readonly from: Option.Option<DateTime.Utc>
  readonly until: Option.Option<DateTime.Utc>
  readonly month: Option.Option<Dates.Month>
}

/** Refuses a period that ends before it begins. `from` is inclusive, `until` exclusive. */
export const outsideOf = (given: Outside) =>
  Effect.gen(function* () {
    const { from, month, until } = given
    if (Option.isSome(month)) {
      if (Option.isNone(from) && Option.isNone(until)) return { from: month.value.from, until: month.value.until }
      return yield* inBoth(
        { message: "--month goes with neither --from nor --until", hint: "leave it out, or them" },
        { message: "--month går inte ihop med --from och --until", hint: "utelämna den, eller dem" },
      )
    }
    if (Option.isSome(from) && Option.isSome(until) && DateTime.lessThanOrEqualTo(until.value, from.value)) {
      return yield* inBoth(
        {
          message: `--until ends before --from ${Dates.shown(from.value)}: nothing lies between them`,
          hint: "--from is the first day, --until the last",
        },
        {
          message: `--until slutar före --from ${Dates.shown(from.value)}: inget ligger emellan`,
          hint: "--from är den första dagen, --until den sista",
        },
      )
    }
    return { from: Option.getOrUndefined(from), until: Option.getOrUndefined(until) }
  })

/** `--month` and `--through`: the day that a run ends with. */
export const ending = {
  month: Dates.month(
    "everything closed until the end of this month that no run has taken; the next run goes on after it",
  ),
  through: Options.optional(
    Dates.dayOption("through", `the same with the last day, which is in it: ${Dates.dayForms}`),
  ),
} as const

export const endingOf = (given: {
  readonly month: Option.Option<Dates.Month>
  readonly through: Option.Option<CalendarDay.CalendarDay>
}): Effect.Effect<Through | undefined, UsageError> => {
  const { month, through } = given
  if (Option.isSome(month) && Option.isSome(through))
    return inBoth(
      { message: "--month and --through exclude each other", hint: "give the one or the other" },
      { message: "--month och --through utesluter varandra", hint: "ange den ena eller den andra" },
    )
  if (Option.isSome(month)) return Effect.succeed({ name: month.value.name, end: month.value.until })
  return Effect.succeed(Option.getOrUndefined(Option.map(through, (day) => ({ name: day, end: Dates.endOf(day) }))))
}
