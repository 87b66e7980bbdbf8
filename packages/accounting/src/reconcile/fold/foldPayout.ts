/** How a payout stood when a month ended, and how it has stood since. Pure. */
import type { PayoutEvent } from "../../payouts/events/PayoutEvent.ts"
import { countBefore, instantOf, isMoved, type Runs } from "../time/dating.ts"
import type { Month } from "../time/Month.ts"

export interface FoldedPayout {
  /** The last event that counts before the month ends; undefined where it came later. */
  readonly now: PayoutEvent | undefined
  /** The last event of all that are known: later payouts explain later transfers. */
  readonly last: PayoutEvent
  readonly hasMoved: boolean
  readonly isLate: boolean
}

export const foldPayout = (events: ReadonlyArray<PayoutEvent>, month: Month, runs: Runs): FoldedPayout | undefined => {
  const known = events.filter(({ serial }) => serial <= runs.through)
  const last = known.at(-1)
  if (last === undefined) return undefined
  const instants = known.map((event) => instantOf(event, ownOf(event), runs))
  const until = countBefore(instants, month.end)
  const from = countBefore(instants, month.start)
  return {
    now: known[until - 1],
    last,
    hasMoved: until > from,
    isLate: known.slice(from, until).some((event) => isMoved(event, ownOf(event), runs)),
  }
}

const ownOf = ({ createdAt, kind, payoutDate }: PayoutEvent): string | null =>
  kind === "new" ? createdAt : kind === "paid_out" ? payoutDate : null
