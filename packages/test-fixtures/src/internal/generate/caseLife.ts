/** How a generated case lives: when it closes, for what reason, and where it stands until then. */

export const day = 86_400_000

/** Close reasons and how many of a hundred cases close for them. */
export const reasons: ReadonlyArray<readonly [string, number]> = [
  ["fully_paid", 36],
  ["fully_paid_before_debt_collection", 20],
  ["fully_paid_before_reminder", 8],
  ["fully_paid_depreciation", 2],
  ["capital_paid_to_creditor", 8],
  ["recalled", 6],
  ["credit", 6],
  ["written_off", 4],
  ["cancellation", 3],
  ["bankruptcy", 2],
  ["deceased", 1],
  ["dispute", 1],
  ["debt_restructuring", 1],
  ["resubmit_invoice", 1],
  ["migrated", 1],
]
/** Reasons that the guide does not know; a real server had them. */
export const oddReasons = ["prescribed", "fully_paid_by_insurance", "FULLY_PAID"]
/** States of old cases, each as often as it stands here. */
export const lateStates = [
  "enforcement",
  "debt_surveillance",
  "debt_surveillance",
  "amortization",
  "debt_collection",
  "dispute",
  "estate",
  "bankruptcy_estate",
]

/** When a case closes: most within months, some after years, many in one nightly job; `NaN` when that is still to come. */
export const closing = (created: number, delay: number, tail: number, batch: number, now: number): number => {
  const days = 3 + -Math.log(1 - delay) * 75 + (tail < 0.2 ? 800 : 0)
  const exact = created + days * day
  const at = batch < 0.3 ? Math.ceil(exact / day) * day + 2 * 3_600_000 + Math.floor((batch / 0.3) * 900) : exact
  return at < now ? Math.floor(at) : Number.NaN
}
