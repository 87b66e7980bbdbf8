/**
 * The only date format that the API reads and writes: Python's `%a, %d %b %Y %H:%M:%S GMT` with English names.
 * What `strptime` does not accept is no date, and stays a string without a word of complaint.
 */
import * as Option from "effect/Option"

const weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"] as const
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const

// Python compiles the format with IGNORECASE, each blank as `\s+`; seconds up to 61 match but make no datetime.
const pattern = new RegExp(
  `^(?:${weekdays.join("|")}),\\s+(3[0-1]|[1-2]\\d|0[1-9]|[1-9]| [1-9])\\s+(${months.join("|")})\\s+(\\d{4})\\s+(2[0-3]|[0-1]\\d|\\d):([0-5]\\d|\\d):(6[0-1]|[0-5]\\d|\\d)\\s+GMT$`,
  "iu",
)

/** Reads a date as Python's `strptime` does: any existing weekday, a one-digit day, any case, several blanks; nothing else. */
export const parse = (text: string): Option.Option<Date> => {
  const found = pattern.exec(text)
  if (found === null) return Option.none()
  const [, day = "", monthName = "", year = "", hour = "", minute = "", second = ""] = found
  const month = months.findIndex((name) => name.toLowerCase() === monthName.toLowerCase())
  const date = new Date(0)
  date.setUTCFullYear(Number(year), month, Number(day))
  date.setUTCHours(Number(hour), Number(minute), Number(second))
  const real = Number(year) >= 1 && date.getUTCDate() === Number(day) && Number(second) < 60
  return real ? Option.some(date) : Option.none()
}

const two = (value: number): string => (value < 10 ? `0${value}` : String(value))

/** Writes a date; the milliseconds are cut off, as Eve does. */
export const format = (date: Date): string =>
  `${weekdays[date.getUTCDay()] ?? ""}, ${two(date.getUTCDate())} ${months[date.getUTCMonth()] ?? ""} ${date.getUTCFullYear()} ${two(
    date.getUTCHours(),
  )}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())} GMT`
