/** Amounts from the numbers of JSON and back to their digits. */
import * as BigDecimal from "effect/BigDecimal"

/**
 * The amount of a JSON number of at most two decimals and thirteen digits, as nearly all are, without going through text.
 * A number of so few digits is the one closest to its decimal, and no shorter decimal is as close.
 */
export const short = (value: number): BigDecimal.BigDecimal | undefined => {
  if (!(Math.abs(value) < 1e11)) return undefined
  for (let scale = 0, unit = 1; scale <= 2; scale++, unit *= 10) {
    const minor = Math.round(value * unit)
    if (minor / unit === value) return BigDecimal.make(BigInt(minor), scale)
  }
  return undefined
}

/** Plain digits, as exact as the amount: what `parse` reads back. */
export const exact = ({ scale, value }: BigDecimal.BigDecimal): string => {
  if (scale <= 0) return String(value * 10n ** BigInt(-scale))
  const digits = String(value < 0n ? -value : value).padStart(scale + 1, "0")
  return `${value < 0n ? "-" : ""}${digits.slice(0, -scale)}.${digits.slice(-scale)}`
}
