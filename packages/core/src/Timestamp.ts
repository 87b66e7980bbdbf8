/**
 * An instant as the API writes it: RFC 1123 in GMT, `Wed, 03 Sep 2025 11:18:59 GMT`, whole seconds.
 *
 * Read tolerantly, as the server itself reads (a wrong but existing weekday, a one-digit day, any case, extra blanks),
 * and written exactly: a date that the server cannot parse inside a filter gives an empty answer instead of an error,
 * so `format` is the only place that writes one, and it reads its own output back.
 */
import { DateTime, Option, ParseResult, Schema } from "effect"
import { FastDecode } from "./internal/schema/decoder.ts"
import { utc } from "./internal/schema/instant.ts"

const weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
const shape = new RegExp(
  `^\\s*(?:${weekdays.join("|")}),\\s*(\\d{1,2})\\s+(${months.join("|")})\\s+(\\d{4})\\s+(\\d{1,2}):(\\d{1,2}):(\\d{1,2})\\s+GMT\\s*$`,
  "i",
)
const monthIndex = new Map(months.map((name, index) => [name.toLowerCase(), index]))

/** The instant that the text names, or none: another zone, a day or an hour that does not exist, or another format. */
export const parse = (text: string): Option.Option<DateTime.Utc> => Option.fromNullable(read(text))

const read = (text: string): DateTime.Utc | undefined => {
  const millis = parseWritten(text) ?? parseTolerantly(text)
  return millis === undefined ? undefined : utc(millis)
}

const parseTolerantly = (text: string): number | undefined => {
  const [, day, month, year, hour, minute, second] = shape.exec(text) ?? []
  const index = monthIndex.get(month?.toLowerCase() ?? "")
  if (index === undefined || Number(year) < 1) return undefined
  const date = new Date(0)
  date.setUTCFullYear(Number(year), index, Number(day))
  date.setUTCHours(Number(hour), Number(minute), Number(second))
  const exists =
    date.getUTCDate() === Number(day) &&
    date.getUTCHours() === Number(hour) &&
    date.getUTCMinutes() === Number(minute) &&
    date.getUTCSeconds() === Number(second)
  return exists ? date.getTime() : undefined
}

/** The whole second that the instant falls in; the server stores milliseconds but neither shows nor accepts them. */
export const floor = (instant: DateTime.Utc): DateTime.Utc =>
  DateTime.unsafeMake(Math.floor(instant.epochMillis / 1000) * 1000)

/** The first and the last instant that the API can read: years 1 to 9999. */
const first = Date.parse("0001-01-01T00:00:00.000Z")
const last = Date.parse("9999-12-31T23:59:59.999Z")

/** Whether the instant lies in the years 1 to 9999, which is what can be written. */
export const isWritable = ({ epochMillis }: DateTime.Utc): boolean => epochMillis >= first && epochMillis <= last

/** The instant as the API reads it, cut to whole seconds. One that is not `isWritable` is a defect. */
export const format = (instant: DateTime.Utc): string => {
  const whole = floor(instant)
  const text = write(new Date(whole.epochMillis))
  const readBack = parse(text)
  if (Option.isSome(readBack) && readBack.value.epochMillis === whole.epochMillis) return text
  throw new RangeError(`${whole.epochMillis} ms since 1970 cannot be written as a date of the API`)
}

/** `Wed, 03 Sep 2025 11:18:59 GMT` as a `DateTime.Utc`. Encoding cuts to whole seconds. */
export const Timestamp: Schema.Schema<DateTime.Utc, string> = Schema.transformOrFail(
  Schema.String,
  Schema.DateTimeUtcFromSelf.annotations({
    arbitrary: () => (fc) =>
      fc.integer({ min: -2_208_988_800, max: 4_102_444_800 }).map((seconds) => DateTime.unsafeMake(seconds * 1000)),
  }),
  {
    strict: true,
    decode: (text, _, ast) =>
      Option.match(parse(text), {
        onNone: () => ParseResult.fail(new ParseResult.Type(ast, text, "not an RFC 1123 date")),
        onSome: ParseResult.succeed,
      }),
    encode: (instant, _, ast) =>
      isWritable(instant)
        ? ParseResult.succeed(format(instant))
        : ParseResult.fail(new ParseResult.Type(ast, instant, "not in the years 1 to 9999")),
  },
).annotations({
  identifier: "Timestamp",
  description: "an RFC 1123 date",
  [FastDecode]: (wire: unknown) => (typeof wire === "string" ? read(wire) : undefined),
})

/**
 * What the API writes nearly always: 29 characters with everything in its place. Rows have several dates and come by the
 * million, so this takes no regular expression; whatever is not exactly so is left to the tolerant way.
 */
const parseWritten = (text: string): number | undefined => {
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

const pad = (value: number, digits: number): string => String(value).padStart(digits, "0")

const write = (date: Date): string =>
  `${weekdays[date.getUTCDay()]}, ${pad(date.getUTCDate(), 2)} ${months[date.getUTCMonth()]} ${pad(date.getUTCFullYear(), 4)} ` +
  `${pad(date.getUTCHours(), 2)}:${pad(date.getUTCMinutes(), 2)}:${pad(date.getUTCSeconds(), 2)} GMT`
