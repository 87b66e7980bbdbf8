/** Vouchers as the journal keeps them, and as the rules know them. */
import { rowsOf } from "@amili-cases/export-engine/database/rows"
import { storable } from "@amili-cases/export-engine/database/statement"
import * as Schema from "effect/Schema"
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import type { Posting } from "../rules/Posting.ts"
import { keyOf, Kind, Part, type Source } from "../rules/Source.ts"
import type { Share, Voucher } from "../rules/grouped.ts"

const Text = Schema.NullOr(Schema.String)

export const VoucherRow = Schema.Struct({
  id: Schema.String,
  state: Schema.Literal("draft", "approved"),
  creditor_id: Schema.String,
  currency: Schema.String,
  series: Schema.String,
  /** The account on which it books what Amili owes. */
  clearing: Schema.String,
  date: Schema.String,
  year_start: CalendarDay.CalendarDay,
  year_end: CalendarDay.CalendarDay,
  text: Schema.String,
  /** The voucher that this one takes back on request. */
  undoes: Text,
  rebook: Schema.Number,
  /** Which rules of this program it was made by. */
  rule_version: Schema.Number,
})

const source = {
  kind: Kind,
  source_id: Schema.String,
  event: Schema.Number,
  part: Part,
  round: Schema.Number,
}

const SourceRow = Schema.Struct({ voucher_id: Schema.String, case_id: Text, payout_id: Text, ...source })
const PostingRow = Schema.Struct({
  voucher_id: Schema.String,
  account: Schema.String,
  amount: Schema.BigInt,
  invoice: Text,
  ...source,
})

export const decodeVouchers = rowsOf(VoucherRow)
export const decodeSources = rowsOf(SourceRow)
export const decodePostings = rowsOf(PostingRow)

type WithSource = Pick<typeof PostingRow.Type, keyof typeof source>

const sourceOf = ({ event, kind, part, round, source_id }: WithSource): Source => ({
  kind,
  id: source_id,
  event,
  part,
  round,
})

const postingOf = ({ account, amount, invoice }: typeof PostingRow.Type): Posting => ({
  account,
  amount,
  ...(invoice === null ? {} : { invoice }),
})

const columnsOf = ({ event, id, kind, part, round }: Source) => ({ kind, source_id: id, event, part, round })

export const toRows = (profile: string, voucher: Voucher) => ({
  sources: voucher.shares.map(({ caseId, payoutId, source }) => ({
    profile,
    ...columnsOf(source),
    voucher_id: voucher.id,
    case_id: caseId ?? null,
    payout_id: payoutId ?? null,
  })),
  postings: voucher.shares
    .flatMap(({ postings, source }) => postings.map((posting) => ({ ...columnsOf(source), ...posting })))
    .map(({ account, amount, invoice, ...of }, seq) => ({
      profile,
      voucher_id: voucher.id,
      seq,
      ...of,
      account,
      amount: String(amount),
      invoice: storable(invoice),
    })),
})

/** The shares of vouchers, by voucher. */
export const sharesOf = (
  sources: ReadonlyArray<typeof SourceRow.Type>,
  postings: ReadonlyArray<typeof PostingRow.Type>,
): ReadonlyMap<string, ReadonlyArray<Share>> => {
  const bySource = new Map<string, Array<Posting>>()
  for (const row of postings) {
    const key = keyOf(sourceOf(row))
    const known = bySource.get(key)
    if (known === undefined) bySource.set(key, [postingOf(row)])
    else known.push(postingOf(row))
  }
  const shares = new Map<string, Array<Share>>()
  for (const row of sources) {
    const of = sourceOf(row)
    const share = {
      source: of,
      caseId: row.case_id ?? undefined,
      payoutId: row.payout_id ?? undefined,
      postings: bySource.get(keyOf(of)) ?? [],
    }
    const known = shares.get(row.voucher_id)
    if (known === undefined) shares.set(row.voucher_id, [share])
    else known.push(share)
  }
  return shares
}
