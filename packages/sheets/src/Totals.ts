/** Sums of amounts in hundredths, and how many rows they are of, by any key: exact, whatever the size. */
export class Totals {
  private readonly sums = new Map<string, { rows: number; minor: bigint }>()
  private lastKey: string | undefined
  private last = { rows: 0, minor: 0n }

  /** Counts a row; an absent amount counts as a row of nothing. */
  add(key: string, minor: bigint | undefined): void {
    if (key !== this.lastKey) {
      this.last = this.of(key)
      this.lastKey = key
    }
    this.last.rows++
    if (minor !== undefined) this.last.minor += minor
  }

  private of(key: string): { rows: number; minor: bigint } {
    const known = this.sums.get(key)
    if (known !== undefined) return known
    const fresh = { rows: 0, minor: 0n }
    this.sums.set(key, fresh)
    return fresh
  }

  get(key: string): { readonly rows: number; readonly minor: bigint } {
    return this.sums.get(key) ?? { rows: 0, minor: 0n }
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
