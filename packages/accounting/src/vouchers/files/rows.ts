/** The rows of the files of vouchers, made of what is kept of them. */
import type { QuestionRow } from "../journal/Decisions.ts"
import { postingsOf, type Voucher } from "../rules/grouped.ts"
import type { Cause } from "../rules/Doubt.ts"
import type { Part } from "../rules/Source.ts"

export interface PostingRow {
  readonly voucherId: string
  readonly creditorId: string
  readonly company: string
  readonly date: string
  readonly series: string
  readonly text: string
  readonly part: Part
  readonly events: number
  readonly account: string
  readonly accountName: string
  readonly amount: bigint
  readonly currency: string
  readonly invoice: string | undefined
}

export interface AccountRow {
  readonly creditorId: string
  readonly company: string
  readonly year: string
  readonly account: string
  readonly accountName: string
  readonly debit: bigint
  readonly credit: bigint
  readonly amount: bigint
  readonly currency: string
}

export interface QuestionLine {
  readonly id: string
  readonly cause: Cause
  readonly why: string
  readonly kind: string
  readonly subject: string
  readonly creditorId: string | undefined
  readonly caseId: string | undefined
  readonly invoice: string | undefined
  readonly amount: string | undefined
  readonly currency: string | undefined
}

export type VouchersRows = {
  readonly postings: PostingRow
  readonly accounts: AccountRow
  readonly questions: QuestionLine
}

/** The names that rows show. */
export interface Names {
  readonly company: (creditor: string) => string
  readonly account: (creditor: string, account: string) => string
}

export const postingRows = (voucher: Voucher, names: Names): ReadonlyArray<PostingRow> =>
  postingsOf(voucher).map(({ account, amount, invoice }) => ({
    voucherId: voucher.id,
    creditorId: voucher.creditorId,
    company: names.company(voucher.creditorId),
    date: voucher.date,
    series: voucher.series,
    text: voucher.text,
    part: voucher.shares[0]?.source.part ?? "entry",
    events: voucher.shares.length,
    account,
    accountName: names.account(voucher.creditorId, account),
    amount,
    currency: voucher.currency,
    invoice,
  }))

/** What each account gets, of each creditor and fiscal year; in order of all three. */
export const accountRows = (vouchers: ReadonlyArray<Voucher>, names: Names): ReadonlyArray<AccountRow> => {
  const sums = new Map<string, AccountRow>()
  for (const voucher of vouchers)
    for (const { account, amount } of postingsOf(voucher)) {
      const { creditorId, currency } = voucher
      const year = `${voucher.year.start} - ${voucher.year.end}`
      const key = `${creditorId} ${year} ${account}`
      const before = sums.get(key)
      sums.set(key, {
        creditorId,
        company: names.company(creditorId),
        year,
        account,
        accountName: names.account(creditorId, account),
        debit: (before?.debit ?? 0n) + (amount > 0n ? amount : 0n),
        credit: (before?.credit ?? 0n) + (amount < 0n ? -amount : 0n),
        amount: (before?.amount ?? 0n) + amount,
        currency,
      })
    }
  return [...sums].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row)
}

export const questionLine = (row: QuestionRow): QuestionLine => ({
  id: row.id,
  cause: row.cause,
  why: row.why,
  kind: row.kind,
  subject: row.source_id,
  creditorId: row.creditor_id ?? undefined,
  caseId: row.case_id ?? undefined,
  invoice: row.invoice ?? undefined,
  amount: row.amount ?? undefined,
  currency: row.currency ?? undefined,
})
