/** Sums by group and currency, in the order of their names. */

export class Sums<F extends string> {
  private readonly groups = new Map<string, { group: string; currency: string; sums: Record<F, bigint> }>()

  private readonly none: Readonly<Record<F, bigint>>

  /** `none` has a zero for each sum. */
  constructor(none: Readonly<Record<F, bigint>>) {
    this.none = none
  }

  add(group: string, currency: string, amounts: Partial<Readonly<Record<F, bigint>>>): void {
    const key = JSON.stringify([currency, group])
    const known = this.groups.get(key) ?? { group, currency, sums: { ...this.none } }
    this.groups.set(key, known)
    for (const field in amounts) known.sums[field] += amounts[field] ?? 0n
  }

  get(group: string, currency: string): Readonly<Record<F, bigint>> {
    return this.groups.get(JSON.stringify([currency, group]))?.sums ?? this.none
  }

  all(): ReadonlyArray<{
    readonly group: string
    readonly currency: string
    readonly sums: Readonly<Record<F, bigint>>
  }> {
    return [...this.groups].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one)
  }
}
