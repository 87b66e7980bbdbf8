/** Numbers written digit by digit: a text made of each, only to be copied, costs more than twice as much. */

import { isSmall, small } from "./amount.ts"
import type { Bytes } from "../bytes/Bytes.ts"
import * as decimal from "./decimal.ts"

/** Below this, whole numbers are divided by the processor's own instruction. */
const SMALL = 2 ** 31
/** Room for the longest whole number there is, its sign with it. */
const ROOM = 32
const MINUS = 45
const ZERO = 48

/** A whole number, as `String` writes it. */
export const integer = (out: Bytes, value: number): void => {
  out.reserve(ROOM)
  if (value >= 0 && value < SMALL && Number.isInteger(value)) natural(out, value)
  else out.ascii(String(value))
}

/** Hundredths with two decimals after the mark, as `decimal.format` writes them. */
export const money = (out: Bytes, minor: bigint, mark: string): void => {
  if (!isSmall(minor)) {
    const text = decimal.format(minor, mark)
    out.reserve(text.length)
    return out.ascii(text)
  }
  const value = small(minor)
  const size = value < 0 ? -value : value
  out.reserve(ROOM)
  if (value < 0) out.byte(MINUS)
  const whole = (size / 100) | 0
  const cents = size - whole * 100
  const tens = (cents / 10) | 0
  natural(out, whole)
  out.byte(mark.charCodeAt(0))
  out.byte(ZERO + tens)
  out.byte(ZERO + cents - tens * 10)
}

/** From the last digit to the first; unchecked. */
const natural = (out: Bytes, value: number): void => {
  const { buffer, length } = out
  let width = 1
  for (let power = 10; value >= power; power *= 10) width++
  let rest = value | 0
  for (let at = length + width - 1; at >= length; at--) {
    const tenth = (rest / 10) | 0
    buffer[at] = ZERO + rest - tenth * 10
    rest = tenth
  }
  out.length = length + width
}
