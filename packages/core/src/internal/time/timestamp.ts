/**
 * An instant as the API writes it: RFC 1123 in GMT, `Wed, 03 Sep 2025 11:18:59 GMT`, whole seconds.
 *
 * Read tolerantly, as the server itself reads (a wrong but existing weekday, a one-digit day, any case, extra blanks),
 * and written exactly: a date that the server cannot parse inside a filter gives an empty answer instead of an error,
 * so `format` is the only place that writes one, and it reads its own output back.
 */
import * as DateTime from "effect/DateTime"
import * as Option from "effect/Option"
import { months, weekdays } from "../schema/writtenDate.ts"
import { read } from "./readTimestamp.ts"

/** The instant that the text names, or none: another zone, a day or an hour that does not exist, or another format. */
export const parse = (text: string): Option.Option<DateTime.Utc> => Option.fromNullable(read(text))

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

const pad = (value: number, digits: number): string => String(value).padStart(digits, "0")

const write = (date: Date): string =>
  `${weekdays[date.getUTCDay()]}, ${pad(date.getUTCDate(), 2)} ${months[date.getUTCMonth()]} ${pad(date.getUTCFullYear(), 4)} ` +
  `${pad(date.getUTCHours(), 2)}:${pad(date.getUTCMinutes(), 2)}:${pad(date.getUTCSeconds(), 2)} GMT`
