/** What the API counted in the runs just before, beside what the journal holds and knows that it cannot hold. */
import * as Effect from "effect/Effect"
import { Acknowledgements } from "../../closed/compare/Acknowledgements.ts"
import type { ClosedOutcome } from "../../closed/ClosedRun.ts"
import { Entries } from "../../closed/records/Entries.ts"
import type { PayoutsOutcome } from "../../payouts/PayoutsRun.ts"

/** What the API counts, and what the journal holds or knows that it cannot hold. */
export interface Counted {
  readonly api: number
  readonly journal: number
}

/** Undefined where the API gives no totals. */
export const countedOf = (
  profile: string,
  { completeness: closed }: Pick<ClosedOutcome, "completeness">,
  { completeness: payouts }: Pick<PayoutsOutcome, "completeness">,
) =>
  Effect.gen(function* () {
    if (closed === undefined || payouts?.lines.api === undefined || payouts.payouts.api === undefined) return undefined
    const unread = (yield* (yield* Entries).unread(profile)).length
    // Somebody has said that the API no longer has them.
    const erased = (yield* (yield* Acknowledgements).all(profile)).length
    const counted: Counted = {
      api: closed.api + payouts.lines.api + payouts.payouts.api,
      journal:
        closed.exported +
        closed.undated +
        closed.later +
        unread -
        erased +
        [payouts.lines, payouts.payouts].reduce((sum, one) => sum + one.journal + one.unread, 0),
    }
    return counted
  })
