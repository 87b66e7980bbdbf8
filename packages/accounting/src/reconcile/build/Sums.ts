/** Sums by group and currency, in the order of their names. */

export class Sums<F extends string> {
  private readonly groups = new Map<string, Map<string, Record<F, bigint>>>()

  private readonly none: Readonly<Record<F, bigint>>

  /** `none` has a zero for each sum. */
  constructor(none: Readonly<Record<F, bigint>>) {
    this.none = none
  }

  add(group: string, currency: string, amounts: Partial<Readonly<Record<F, bigint>>>): void {
    const ofCurrency = this.groups.get(currency) ?? new Map<string, Record<F, bigint>>()
    const known: Record<F, bigint> = ofCurrency.get(group) ?? { ...this.none }
    this.groups.set(currency, ofCurrency.set(group, known))
    for (const field in amounts) known[field] += amounts[field] ?? 0n
  }

  get(group: string, currency: string): Readonly<Record<F, bigint>> {
    return this.groups.get(currency)?.get(group) ?? this.none
  }

  all(): ReadonlyArray<{
    readonly group: string
    readonly currency: string
    readonly sums: Readonly<Record<F, bigint>>
  }> {
    return [...this.groups]
      .toSorted(byName)
      .flatMap(([currency, groups]) => [...groups].toSorted(byName).map(([group, sums]) => ({ group, currency, sums })))
  }
}

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1)
