const TWO_DIGITS = Array.from({ length: 100 }, (_, cents) => String(cents).padStart(2, "0"))

/** Hundredths as plain decimal text with two decimals: -1 is "-0.01". Small amounts go by way of doubles: exact, and several times as fast. */
export const format = (minor: bigint, mark: string): string => {
  const value = Number(minor)
  if (!Number.isSafeInteger(value)) {
    const digits = String(minor < 0n ? -minor : minor)
    return `${minor < 0n ? "-" : ""}${digits.slice(0, -2)}${mark}${digits.slice(-2)}`
  }
  const size = Math.abs(value)
  const whole = Math.floor(size / 100)
  const text = whole + mark + TWO_DIGITS[size - whole * 100]
  return value < 0 ? `-${text}` : text
}

/** Whether a spreadsheet's number, a double shown with 15 significant digits, holds the amount exactly. */
export const fitsSpreadsheet = (minor: bigint): boolean => {
  const value = Number(minor)
  return value < 1e15 && value > -1e15
}
