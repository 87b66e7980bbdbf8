/** Everything unusual that can happen to a case's money, with its probability when `unkind` is 1. */

const described = {
  "line-without-case": [0.2, "a line that does not name its case"],
  "line-of-no-case": [0.03, "a line that names a case that does not exist"],
  "line-late": [0.15, "a line that is created 3 to 30 days after the payment"],
  "line-missing": [0.05, "a payment whose line is never created"],
  "line-of-direct-payment": [0.3, "a capital line of a case that was paid straight to the creditor"],
  "line-foreign-currency": [0.03, "a line in another currency than its case"],
  "line-edited": [0.06, "an amount that changes after the line was created"],
  "line-edited-silently": [0.04, "the same, without a new `_updated`"],
  "line-reversed": [0.06, "a line of opposite amounts takes the first one back, and the case is opened again"],
  "line-withdrawn": [0.03, "a line loses its payout again after it was paid out"],
  "line-deleted": [0.02, "a line disappears"],
  "invoice-at-two-creditors": [0.06, "an invoice number that another creditor uses too"],
  "invoice-of-two-cases": [0.03, "an invoice number that another case of the same creditor has too"],
  "payout-split": [0.15, "two payouts where one was due"],
  "payout-merged": [0.12, "one payout for all categories, itself without a category"],
  "payout-negative": [0.5, "a payout of a negative sum, where it otherwise waits for lines that outweigh it"],
  "payout-reversed": [0.06, "a payout that is taken back; its lines are paid out again later"],
  "payout-reversed-keeping-lines": [0.03, "the same, but its lines go on naming it and are not paid out again"],
  "payout-without-lines": [0.04, "a payout without lines"],
  "payout-fee": [0.08, "a payout that is reduced by a fee"],
  "payout-one-ore-off": [0.08, "a payout whose total differs from its lines by 0.01"],
  "payout-only-total": [0.1, "a payout with `total_amount` alone"],
  "payout-only-parts": [0.1, "a payout with `amount` and `vat_amount`, without `total_amount`"],
  "payout-without-total": [0.05, "a payout without any total"],
  "payout-label": [0.1, "a payout reference that is a label, the same for every creditor"],
  "cascade-late": [0.2, "lines that carry their payout days after it was created"],
  "cascade-silent": [0.5, "lines that get their payout without a new `_updated`"],
  "transfer-batched": [0.4, "one row on the bank for several payouts"],
  "transfer-late": [0.06, "money that arrives more than five bank days late"],
  "transfer-lost": [0.02, "money that never arrives"],
  "transfer-short": [0.03, "money that arrives less the bank's fee"],
  "row-without-bank-reference": [0.2, "a row on the bank without the bank's own reference"],
  "row-twice": [0.1, "two rows on the bank that differ in nothing"],
} as const

/** The name of something unusual that real finance data have, such as `row-twice`. */
export type Oddity = keyof typeof described

const isOddity = (name: string): name is Oddity => name in described

/** Every oddity. */
export const all: ReadonlyArray<Oddity> = Object.keys(described).filter(isOddity)

/** What is unusual, in a few words for a person. */
export const describe = (oddity: Oddity): string => described[oddity][1]

/** The probability of the oddity at a share of unkindness from 0 to 1. */
export const probability = (oddity: Oddity, unkind: number): number => described[oddity][0] * unkind
