/**
 * An instant as the API writes it: RFC 1123 in GMT, `Wed, 03 Sep 2025 11:18:59 GMT`, whole seconds.
 *
 * Read tolerantly, as the server itself reads (a wrong but existing weekday, a one-digit day, any case, extra blanks),
 * and written exactly: a date that the server cannot parse inside a filter gives an empty answer instead of an error,
 * so `format` is the only place that writes one, and it reads its own output back.
 */
import * as DateTime from "effect/DateTime"
import * as Option from "effect/Option"
import * as ParseResult from "effect/ParseResult"
import * as Schema from "effect/Schema"
import { FastDecode } from "./internal/schema/decoder.ts"
import { utc } from "./internal/schema/instant.ts"
import { months, parseWritten, weekdays } from "./internal/schema/writtenDate.ts"

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

const pad = (value: number, digits: number): string => String(value).padStart(digits, "0")

const write = (date: Date): string =>
  `${weekdays[date.getUTCDay()]}, ${pad(date.getUTCDate(), 2)} ${months[date.getUTCMonth()]} ${pad(date.getUTCFullYear(), 4)} ` +
  `${pad(date.getUTCHours(), 2)}:${pad(date.getUTCMinutes(), 2)}:${pad(date.getUTCSeconds(), 2)} GMT`
