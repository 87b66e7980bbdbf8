/** Dates and amounts as one reads them by hand for speed, when one takes no more than the forms that the API writes. */
import { BigDecimal, DateTime } from "effect"

const months = new Map(
  ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"].map((name, at) => [name, at]),
)

/** `Wed, 03 Sep 2025 11:18:59 GMT`, by the places of its digits. */
export const dateOf = (text: string): DateTime.Utc | undefined => {
  const month = months.get(text.slice(8, 11))
  if (text.length !== 29 || month === undefined || !text.endsWith(" GMT")) return undefined
  const day = two(text, 5)
  const ms = Date.UTC(two(text, 12) * 100 + two(text, 14), month, day, two(text, 17), two(text, 20), two(text, 23))
  // A day that does not exist moves into the next month.
  return Number.isNaN(ms) || new Date(ms).getUTCDate() !== day ? undefined : DateTime.unsafeMake(ms)
}

const two = (text: string, at: number): number => {
  const tens = text.charCodeAt(at) - 48
  const units = text.charCodeAt(at + 1) - 48
  return tens >= 0 && tens <= 9 && units >= 0 && units <= 9 ? tens * 10 + units : Number.NaN
}

/** Amounts of up to two decimals by way of whole hundredths, others by way of their text. */
export const amountOf = (value: number): BigDecimal.BigDecimal | undefined => {
  const hundredths = Math.round(value * 100)
  if (hundredths / 100 === value && Number.isSafeInteger(hundredths)) return BigDecimal.make(BigInt(hundredths), 2)
  const text = String(value)
  const point = text.indexOf(".")
  if (text.includes("e") || !Number.isFinite(value)) return undefined
  return BigDecimal.make(BigInt(text.replace(".", "")), point < 0 ? 0 : text.length - point - 1)
}
