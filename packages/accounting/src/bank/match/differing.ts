/** Payouts under whose references another amount came: those that have a transfer in common are one matter. */
import * as BigDecimal from "effect/BigDecimal"
import { type Expected, total } from "./Expected.ts"
import type { Transfer } from "./Transfer.ts"

export interface Found {
  readonly payouts: ReadonlyArray<Expected>
  /** Those of them for which there are no candidates. */
  readonly unmatched: ReadonlyArray<Expected>
  /** What came under their reference. */
  readonly transfers: ReadonlyArray<Transfer>
}

export interface Differing {
  readonly transfers: ReadonlyArray<Transfer>
  /** What came for all payouts of the matter less what they come to: at the first of them, undefined at the others. */
  readonly difference: BigDecimal.BigDecimal | undefined
}

export const differing = (found: ReadonlyArray<Found>): ReadonlyMap<Expected, Differing> => {
  const matterOf = new Map<Transfer, Array<Found>>()
  for (const one of found) {
    const joined = new Set(one.transfers.flatMap((transfer) => matterOf.get(transfer) ?? []))
    const matter = [...joined, one]
    for (const { transfers } of matter) for (const transfer of transfers) matterOf.set(transfer, matter)
  }
  return new Map(
    [...new Set(matterOf.values())].flatMap((matter) => {
      const came = total([...new Set(matter.flatMap(({ transfers }) => transfers))])
      const difference = BigDecimal.subtract(came, total(matter.flatMap(({ payouts }) => payouts)))
      return matter
        .flatMap(({ transfers, unmatched }) => unmatched.map((payout) => ({ payout, transfers })))
        .map(({ payout, transfers }, index) => {
          const found: Differing = { transfers, difference: index === 0 ? difference : undefined }
          return [payout, found] as const
        })
    }),
  )
}
