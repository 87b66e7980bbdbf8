/** The day that a voucher gets: that of what it books, or the first day after the periods that are closed. */
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import * as Either from "effect/Either"
import type { Company, FiscalYear } from "../map/AccountMap.ts"
import { type Doubt, doubt } from "./Doubt.ts"

export interface Dated {
  readonly date: CalendarDay.CalendarDay
  /** The day that it would have, were its period open. */
  readonly original: CalendarDay.CalendarDay | undefined
  readonly year: FiscalYear
}

/** `opening` is the first day that is booked at all. */
export const dated = (
  day: CalendarDay.CalendarDay,
  company: Company,
  opening: CalendarDay.CalendarDay | undefined,
): Either.Either<Dated, Doubt> => {
  const before = [company.closedThrough, opening && CalendarDay.addDays(opening, -1)]
  const closed = before.reduce<string>((latest, one) => (one !== undefined && one > latest ? one : latest), "")
  const first = before.find((one) => one === closed)
  const date = first === undefined || day > closed ? day : CalendarDay.addDays(first, 1)
  const year = yearOf(date, company)
  if (year !== undefined) return Either.right({ date, original: date === day ? undefined : day, year })
  return Either.left(doubt("fiscal_year", `${date} ligger i inget räkenskapsår: lägg till det i kartan`))
}

export const yearOf = (day: string, { fiscalYears }: Company): FiscalYear | undefined =>
  fiscalYears.find(({ end, start }) => day >= start && day <= end)
