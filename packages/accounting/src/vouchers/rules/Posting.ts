/** One line of a voucher: an account and an amount in hundredths, debit positive and credit negative. */
import * as Schema from "effect/Schema"

export const Posting = Schema.Struct({
  account: Schema.String,
  amount: Schema.BigInt,
  invoice: Schema.optional(Schema.String),
})
export type Posting = typeof Posting.Type

/** One posting for each account and invoice, those that sum to nothing left out; in order of both. */
export const merged = (postings: Iterable<Posting>): ReadonlyArray<Posting> => {
  const sums = new Map<string, Posting>()
  for (const posting of postings) {
    const key = `${posting.account} ${posting.invoice ?? ""}`
    const amount = (sums.get(key)?.amount ?? 0n) + posting.amount
    sums.set(key, { ...posting, amount })
  }
  return [...sums]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, posting]) => (posting.amount === 0n ? [] : [posting]))
}

export const negated = (postings: ReadonlyArray<Posting>): ReadonlyArray<Posting> =>
  postings.map((posting) => ({ ...posting, amount: -posting.amount }))

export const sumOf = (postings: Iterable<Posting>): bigint => {
  let sum = 0n
  for (const { amount } of postings) sum += amount
  return sum
}
