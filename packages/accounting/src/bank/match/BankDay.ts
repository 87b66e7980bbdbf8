/** Days on which Swedish banks transfer money: Monday to Friday without holidays, and without the eves that banks keep. */
import * as CalendarDay from "@amili-cases/core/CalendarDay"

export const isBankDay = (day: CalendarDay.CalendarDay): boolean => {
  const weekday = weekdayOf(day)
  if (weekday === saturday || weekday === sunday) return false
  return !fixedHolidays.has(day.slice(5)) && !isMidsummerEve(day) && !easterHolidays.has(daysAfterEaster(day))
}

/** The bank day so many bank days later, or earlier when negative; the day itself need not be one. */
export const addBankDays = (day: CalendarDay.CalendarDay, count: number): CalendarDay.CalendarDay => {
  const step = Math.sign(count)
  let moved = day
  for (let left = Math.abs(count); left > 0;) {
    const next = CalendarDay.addDays(moved, step)
    // The calendar ends on 31 December 9999, a date that people type for "never".
    if (next === moved) return moved
    moved = next
    if (isBankDay(moved)) left--
  }
  return moved
}

const saturday = 6
const sunday = 0
const friday = 5

/** New Year's Day, Epiphany, May Day, National Day, Christmas Eve, Christmas Day, Boxing Day, New Year's Eve. */
const fixedHolidays = new Set(["01-01", "01-06", "05-01", "06-06", "12-24", "12-25", "12-26", "12-31"])

/** Good Friday, Easter Monday and Ascension Day, in days after Easter Sunday. */
const easterHolidays = new Set([-2, 1, 39])

/** The Friday from 19 to 25 June. */
const isMidsummerEve = (day: CalendarDay.CalendarDay): boolean =>
  weekdayOf(day) === friday && day.slice(5) >= "06-19" && day.slice(5) <= "06-25"

const dateOf = (day: CalendarDay.CalendarDay): Date => new Date(`${day}T00:00:00Z`)
const weekdayOf = (day: CalendarDay.CalendarDay): number => dateOf(day).getUTCDay()

const daysAfterEaster = (day: CalendarDay.CalendarDay): number =>
  (dateOf(day).getTime() - easterSunday(dateOf(day).getUTCFullYear())) / 86_400_000

/** Midnight UTC of Easter Sunday, by the Gregorian algorithm of Meeus, Jones and Butcher. */
const easterSunday = (year: number): number => {
  const golden = year % 19
  const century = Math.floor(year / 100)
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3)
  const epact = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor((year % 100) / 4) - epact - (year % 4)) % 7
  const shift = Math.floor((golden + 11 * epact + 22 * weekday) / 451)
  const days = epact + weekday - 7 * shift + 114
  return Date.UTC(year, Math.floor(days / 31) - 1, (days % 31) + 1)
}
