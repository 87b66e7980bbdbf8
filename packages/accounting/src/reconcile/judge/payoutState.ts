/** The state of a payout, by the lines that name it. Pure. */
import { minorOf } from "../../cases/Facts.ts"
import type { PayoutEvent } from "../../payouts/events/PayoutEvent.ts"
import type { PayoutState } from "../stand/states.ts"

/** What the lines of a payout come to. */
export interface LineSum {
  readonly lines: number
  readonly sum: bigint
  /** Lines in another currency, or without an amount: they cannot be added. */
  readonly unsummed: number
}

export const noLines: LineSum = { lines: 0, sum: 0n, unsummed: 0 }

export const payoutState = (payout: PayoutEvent, { lines, sum, unsummed }: LineSum): PayoutState => {
  if (payout.state === "reversed" || payout.state === "gone") return "reversed"
  const total = minorOf(payout.total)
  if (total === undefined) return "total_unknown"
  if ((lines === 0 && total !== 0n) || unsummed > 0) return "lines_incomplete"
  return total === sum ? "balanced" : "differs"
}

export const needsPerson = (state: PayoutState): boolean =>
  state === "differs" || state === "lines_incomplete" || state === "total_unknown"
