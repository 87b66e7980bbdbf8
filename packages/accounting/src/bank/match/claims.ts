/** Which transfers belong to which payouts, as far as only one answer is possible. */
import type { Transfer } from "./Transfer.ts"

export interface Proposal<Payout, Rule> {
  readonly rule: Rule
  readonly payouts: ReadonlyArray<Payout>
  /** Each a set of transfers that would explain all of the payouts; several are for a person to choose from. */
  readonly options: ReadonlyArray<ReadonlyArray<Transfer>>
}

export interface Settled<Rule> {
  readonly rule: Rule
  readonly transfers: ReadonlyArray<Transfer>
}

export const makeClaims = <Payout, Rule>() => {
  const settled = new Map<Payout, Settled<Rule>>()
  const taken = new Set<Transfer>()
  const disputed = new Map<Payout, Set<Transfer>>()

  const isOpen = (payout: Payout): boolean => !settled.has(payout)
  const free = (transfers: Iterable<Transfer>): ReadonlyArray<Transfer> =>
    Array.from(transfers).filter((transfer) => !taken.has(transfer))

  /** Grants every proposal that has one option whose transfers no other of the proposals mentions. */
  const settle = (proposals: ReadonlyArray<Proposal<Payout, Rule>>): void => {
    const possible = proposals.filter(({ options, payouts }) => options.length > 0 && payouts.every(isOpen))
    const mentions = new Map<Transfer, number>()
    for (const { options } of possible)
      for (const transfer of new Set(options.flat())) mentions.set(transfer, (mentions.get(transfer) ?? 0) + 1)
    for (const { options, payouts, rule } of possible) {
      const [transfers = [], ...others] = options
      const isOnly = others.length === 0 && transfers.every((transfer) => mentions.get(transfer) === 1)
      for (const payout of payouts)
        if (isOnly) settled.set(payout, { rule, transfers })
        else disputed.set(payout, new Set([...(disputed.get(payout) ?? []), ...options.flat()]))
      if (isOnly) for (const transfer of transfers) taken.add(transfer)
    }
  }

  return {
    settle,
    free,
    isOpen,
    settled: (payout: Payout) => settled.get(payout),
    /** Free transfers that were proposed for the payout and not granted. */
    candidates: (payout: Payout) => free(disputed.get(payout) ?? []),
  }
}
