/**
 * Reads a date as the API nearly always writes it, `Wed, 03 Sep 2025 11:18:59 GMT`: 29 characters with everything in its
 * place. A case has five dates and more: this takes 0.3 microseconds and the regular expression of `Timestamp` 1.8, which is
 * three quarters of a second of a walk over 100,000 cases.
 */

export const weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
export const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

/** Milliseconds since 1970, or undefined for whatever is not written exactly so. */
export const parseWritten = (text: string): number | undefined => {
  if (text.length !== 29 || letters(text, 26) !== gmt) return undefined
  const month = monthsByCode.get(letters(text, 8))
  if (month === undefined || !weekdayCodes.has(letters(text, 0))) return undefined
  const year = digits(text, 12, 4)
  const day = digits(text, 5, 2)
  const hour = digits(text, 17, 2)
  const minute = digits(text, 20, 2)
  const second = digits(text, 23, 2)
  const isSeparated =
    text.charCodeAt(3) === comma &&
    text.charCodeAt(4) === blank &&
    text.charCodeAt(7) === blank &&
    text.charCodeAt(11) === blank &&
    text.charCodeAt(16) === blank &&
    text.charCodeAt(19) === colon &&
    text.charCodeAt(22) === colon &&
    text.charCodeAt(25) === blank
  if (!isSeparated || !(day >= 1 && year >= 1000 && hour <= 23 && minute <= 59 && second <= 59)) return undefined
  const leapDay = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 1 : 0
  if (day > (daysOf[month] ?? 0) + (month === 1 ? leapDay : 0)) return undefined
  const days = daysBeforeYear(year) - epochDay + (daysBefore[month] ?? 0) + (month > 1 ? leapDay : 0) + day - 1
  return (((days * 24 + hour) * 60 + minute) * 60 + second) * 1000
}

/** Days of the calendar before the first of January, counted from the year 1. */
const daysBeforeYear = (year: number): number => {
  const past = year - 1
  return past * 365 + Math.floor(past / 4) - Math.floor(past / 100) + Math.floor(past / 400)
}
const epochDay = daysBeforeYear(1970)
const daysOf = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const daysBefore = daysOf.map((_, month) => daysOf.slice(0, month).reduce((sum, days) => sum + days, 0))

/** Three letters as one number, so that a name is looked up without a text of its own; -1 when they are not ASCII. */
const letters = (text: string, at: number): number => {
  const a = text.charCodeAt(at)
  const b = text.charCodeAt(at + 1)
  const c = text.charCodeAt(at + 2)
  return (a | b | c) < 128 ? (a << 16) | (b << 8) | c : -1
}

const monthsByCode = new Map(months.map((name, index) => [letters(name, 0), index]))
const weekdayCodes = new Set(weekdays.map((name) => letters(name, 0)))
const gmt = letters("GMT", 0)
const comma = 0x2c
const colon = 0x3a
const blank = 0x20

/** The number that the digits write, NaN for anything else. */
const digits = (text: string, start: number, length: number): number => {
  let value = 0
  for (let at = start; at < start + length; at++) {
    const digit = text.charCodeAt(at) - 48
    if (digit < 0 || digit > 9) return Number.NaN
    value = value * 10 + digit
  }
  return value
}
