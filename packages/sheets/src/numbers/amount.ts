/** Amounts that are small enough to be calculated with by the processor's own instructions: nearly all of them. */

const LIMIT = 2n ** 31n
const LOWER_LIMIT = -LIMIT

/** One place in memory, written as a bigint and read as a number: half of the time that `Number` takes. */
const whole = new BigInt64Array(1)
const halves = new Int32Array(whole.buffer)
whole[0] = 1n
const LOW = halves[0] === 1 ? 0 : 1

/** Whether the amount is less than 2^31, its sign aside. */
export const isSmall = (minor: bigint): boolean => minor < LIMIT && minor > LOWER_LIMIT

/** A small amount as a number. */
export const small = (minor: bigint): number => {
  whole[0] = minor
  return halves[LOW] ?? 0
}
