import { isSmall, small } from "./internal/amount.ts"

/** Sums of amounts in hundredths, and how many rows they are of, by any key: exact, whatever the size. */
export class Totals {
  private readonly sums = new Map<string, Sum>()
  private lastKey: string | undefined
  private last = new Sum()

  /** Counts a row; an absent amount counts as a row of nothing. */
  add(key: string, minor: bigint | undefined): void {
    if (key !== this.lastKey) {
      this.last = this.of(key)
      this.lastKey = key
    }
    this.last.add(minor)
  }

  private of(key: string): Sum {
    const known = this.sums.get(key)
    if (known !== undefined) return known
    const fresh = new Sum()
    this.sums.set(key, fresh)
    return fresh
  }

  get(key: string): { readonly rows: number; readonly minor: bigint } {
    const sum = this.sums.get(key)
    return { rows: sum?.rows ?? 0, minor: sum?.minor ?? 0n }
  }

  /** Keys in the order of their characters, so that the order of rows does not show. */
  keys(): ReadonlyArray<string> {
    return [...this.sums.keys()].toSorted((a, b) => (a < b ? -1 : 1))
  }

  /** The sums alone. */
  minor(): ReadonlyMap<string, bigint> {
    return new Map(this.keys().map((key) => [key, this.get(key).minor]))
  }
}

/** Far enough below 2^53 for one more small amount. */
const FULL = 2 ** 52

/** A bigint made for each row would be garbage right away: small amounts are added up in a double while it is exact. */
class Sum {
  rows = 0
  private large = 0n
  private gathered = 0

  add(minor: bigint | undefined): void {
    this.rows++
    if (minor === undefined) return
    if (!isSmall(minor)) {
      this.large += minor
      return
    }
    this.gathered += small(minor)
    if (this.gathered < FULL && this.gathered > -FULL) return
    this.large += BigInt(this.gathered)
    this.gathered = 0
  }

  get minor(): bigint {
    return this.large + BigInt(this.gathered)
  }
}
