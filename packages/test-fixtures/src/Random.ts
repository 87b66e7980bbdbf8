/** Seeded randomness: the same seed gives the same numbers on every machine. */

/** A well-mixed 32-bit number from a seed and any number of coordinates: the same for the same input, in any order of asking. */
export const hash = (seed: number, a: number, b = 0): number => {
  let h =
    Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^
    Math.imul(a + 0x7f4a7c15, 0xc2b2ae35) ^
    Math.imul(b + 0x165667b1, 0x27d4eb2f)
  h = Math.imul(h ^ (h >>> 16), 0x21f0aaad)
  h = Math.imul(h ^ (h >>> 15), 0x735a2d97)
  return (h ^ (h >>> 15)) >>> 0
}

/** A number in [0, 1) from a seed and coordinates. */
export const unit = (seed: number, a: number, b = 0): number => hash(seed, a, b) / 0x1_0000_0000

/** A stream of random numbers from one seed. */
export interface Random {
  /** In [0, 1). */
  readonly next: () => number
  /** A whole number in [0, limit). */
  readonly below: (limit: number) => number
  /** Whether something of that probability happens. */
  readonly chance: (probability: number) => boolean
  /** One of the items; undefined where there is none. */
  readonly pick: <A>(items: ReadonlyArray<A>) => A | undefined
  /** A string of hex digits. */
  readonly hex: (digits: number) => string
}

/** Random numbers from a seed; streams of one seed are independent of each other. */
export const make = (seed: number, stream = 0): Random => {
  let count = 0
  const next = (): number => unit(seed, stream, count++)
  const below = (limit: number): number => Math.floor(next() * limit)
  return {
    next,
    below,
    chance: (probability) => probability > 0 && next() < probability,
    pick: (items) => items[below(items.length)],
    hex: (digits) => Array.from({ length: digits }, () => below(16).toString(16)).join(""),
  }
}

/** A permutation of `size` positions that can be asked position by position, however many there are. */
export const permutation = (seed: number, size: number): ((position: number) => number) => {
  if (size <= 1) return (position) => position
  const half = Math.max(1, Math.ceil(Math.log2(size) / 2))
  const mask = 2 ** half - 1
  const round = (value: number): number => {
    let left = Math.floor(value / (mask + 1))
    let right = value & mask
    for (let i = 0; i < 4; i++) {
      const mixed = left ^ (hash(seed, right, i) & mask)
      left = right
      right = mixed
    }
    return left * (mask + 1) + right
  }
  return (position) => {
    let value = round(position)
    while (value >= size) value = round(value)
    return value
  }
}
