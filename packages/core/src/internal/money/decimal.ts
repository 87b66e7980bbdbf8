/**
 * Decimal amounts: read, round, sum and write. Apart from their schema, so that a browser that shows an amount loads no
 * Schema.
 */
import * as BigDecimal from "effect/BigDecimal"
import * as Option from "effect/Option"
import { short } from "./digits.ts"

const decimal = /^\s*([+-]?)(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?\s*$/

/** The decimal that the text writes, or none. `""`, `NaN`, `1 500,50` are none; minus zero is zero. */
export const parse = (text: string): Option.Option<BigDecimal.BigDecimal> => {
  const [, sign, whole, fraction = "", exponent = "0"] = decimal.exec(text) ?? []
  if (whole === undefined) return Option.none()
  const digits = BigInt(whole + fraction)
  return Option.some(BigDecimal.make(sign === "-" ? -digits : digits, fraction.length - Number(exponent)))
}

/** No money. */
export const zero: BigDecimal.BigDecimal = BigDecimal.make(0n, 0)

/** The amount of a JSON number, or none for what is not finite. */
export const fromNumber = (value: number): Option.Option<BigDecimal.BigDecimal> =>
  Option.orElse(Option.fromNullable(short(value)), () => parse(String(value)))

/**
 * The amount to two decimals, half away from zero: 0.005 is 0.01 and -0.005 is -0.01. This is commercial rounding, the
 * rule of Excel's ROUND, so that a sheet and we agree on every row.
 */
export const round = (amount: BigDecimal.BigDecimal): BigDecimal.BigDecimal => BigDecimal.make(toMinor(amount), 2)

/** The rounded amount in hundredths (öre, cents). */
export const toMinor = ({ scale, value }: BigDecimal.BigDecimal): bigint => {
  // Nearly always so, and powers of big integers take longer than all the rest.
  if (scale === 2) return value
  if (scale === 0) return value * 100n
  if (scale <= 2) return value * 10n ** BigInt(2 - scale)
  const unit = 10n ** BigInt(scale - 2)
  const half = unit / 2n
  return (value < 0n ? value - half : value + half) / unit
}

/** The rounded amount with a point and always two decimals: `1234.50`, `-0.01`, `0.00`; no exponent, no minus zero. */
export const format = (amount: BigDecimal.BigDecimal): string => formatMinor(toMinor(amount))

/** Hundredths written as `format` writes amounts. */
export const formatMinor = (minor: bigint): string => {
  const digits = String(minor < 0n ? -minor : minor).padStart(3, "0")
  return `${minor < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** The sum of the amounts as shown, in hundredths: each is rounded first, so that it equals what a person adds up. */
export const sumMinor = (amounts: Iterable<BigDecimal.BigDecimal>): bigint => {
  let total = 0n
  for (const amount of amounts) total += toMinor(amount)
  return total
}

/** The sum of the amounts as shown. */
export const sum = (amounts: Iterable<BigDecimal.BigDecimal>): BigDecimal.BigDecimal =>
  BigDecimal.make(sumMinor(amounts), 2)

/** An amount with its currency (`SEK`): amounts of different currencies have no sum. */
export interface Money {
  /** How much. */
  readonly amount: BigDecimal.BigDecimal
  /** The code of the currency, such as `SEK`. */
  readonly currency: string
}

/** The sum of the amounts as shown for each currency, in the order in which the currencies appear. */
export const sumByCurrency = (amounts: Iterable<Money>): ReadonlyArray<Money> => {
  const totals = new Map<string, bigint>()
  for (const { amount, currency } of amounts) totals.set(currency, (totals.get(currency) ?? 0n) + toMinor(amount))
  return Array.from(totals, ([currency, minor]) => ({ amount: BigDecimal.make(minor, 2), currency }))
}
