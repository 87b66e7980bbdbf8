import type { PaidCase } from "../../stand/rows.ts"

/** Counts and sums of groups, each currency by itself. */
export class Tally {
  private readonly groups = new Map<string, { rows: number; readonly sums: Map<string, bigint> }>()

  add(group: string, { currency = "" }: Pick<PaidCase, "currency">, minor: bigint): void {
    const known = this.groups.get(group) ?? { rows: 0, sums: new Map() }
    known.rows++
    known.sums.set(currency, (known.sums.get(currency) ?? 0n) + minor)
    this.groups.set(group, known)
  }

  rows(group: string): number {
    return this.groups.get(group)?.rows ?? 0
  }

  /** Hundredths. */
  sum(group: string, currency: string): bigint {
    return this.groups.get(group)?.sums.get(currency) ?? 0n
  }

  currencies(): ReadonlyArray<string> {
    return [...new Set([...this.groups.values()].flatMap(({ sums }) => [...sums.keys()]))].toSorted()
  }
}
