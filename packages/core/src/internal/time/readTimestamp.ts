/** Reads an instant as the API writes it, and as tolerantly as the server itself reads. */
import type * as DateTime from "effect/DateTime"
import { utc } from "../schema/instant.ts"
import { months, parseWritten, weekdays } from "../schema/writtenDate.ts"

const shape = new RegExp(
  `^\\s*(?:${weekdays.join("|")}),\\s*(\\d{1,2})\\s+(${months.join("|")})\\s+(\\d{4})\\s+(\\d{1,2}):(\\d{1,2}):(\\d{1,2})\\s+GMT\\s*$`,
  "i",
)
const monthIndex = new Map(months.map((name, index) => [name.toLowerCase(), index]))

/** The instant, or undefined for what is none. */
export const read = (text: string): DateTime.Utc | undefined => {
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
