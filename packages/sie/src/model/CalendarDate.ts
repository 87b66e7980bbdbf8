/** Dates and months of the calendar, `2026-11-30` and `2026-11`, so that they compare and sort as text. SIE writes `20261130`, `202611`. */
import * as Brand from "effect/Brand"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"

export type CalendarDate = typeof CalendarDate.Type
export type Month = typeof Month.Type

const dayMillis = 86_400_000
const shape = /^(\d{4})-?(\d{2})-?(\d{2})$/
const monthShape = /^\d{4}-(0[1-9]|1[0-2])$/

/** The same day again when it exists: JavaScript turns 31 February into 3 March. */
const existing = (text: string): string | undefined => {
  const [, year, month, day] = shape.exec(text) ?? []
  if (year === undefined || year === "0000") return undefined
  const iso = `${year}-${month}-${day}`
  const time = Date.parse(`${iso}T00:00:00Z`)
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== iso ? undefined : iso
}

/** `2026-11-30`, a day that exists. `CalendarDate.make("2026-11-30")` throws for one that does not. */
export const CalendarDate = Schema.String.pipe(
  Schema.filter((text) => existing(text) === text, { message: () => "not a day of the calendar (2026-11-30)" }),
  Schema.brand("CalendarDate"),
).annotations({
  identifier: "CalendarDate",
  arbitrary: () => (fc) =>
    fc.integer({ min: 0, max: 47_482 }).map((days) => branded(new Date(days * dayMillis).toISOString().slice(0, 10))),
})

/** `2026-11`, a month of a balance or a budget. */
export const Month = Schema.String.pipe(
  Schema.filter((text) => monthShape.test(text), { message: () => "not a month (2026-11)" }),
  Schema.brand("Month"),
).annotations({
  identifier: "Month",
  arbitrary: () => (fc) =>
    fc
      .tuple(fc.integer({ min: 1900, max: 2099 }), fc.integer({ min: 1, max: 12 }))
      .map(([year, month]) => brandedMonth(`${year}-${String(month).padStart(2, "0")}`)),
})

const branded = Brand.nominal<CalendarDate>()
const brandedMonth = Brand.nominal<Month>()

/** The day that `2026-11-30` or `20261130` names, or none. */
export const parse = (text: string): Option.Option<CalendarDate> =>
  Option.map(Option.fromNullable(existing(text)), (iso) => branded(iso))

/** The month that `202611` names, or none. */
export const parseMonth = (text: string): Option.Option<Month> => {
  const iso = `${text.slice(0, 4)}-${text.slice(4)}`
  return monthShape.test(iso) ? Option.some(brandedMonth(iso)) : Option.none()
}

/** `20261130`, or `202611` of a month: as SIE writes them. */
export const format = (date: CalendarDate | Month): string => date.replaceAll("-", "")
