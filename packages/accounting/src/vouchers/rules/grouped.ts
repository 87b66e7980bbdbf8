/** Vouchers out of proposals: those of one day that belong together share one, as the account map says. Pure. */
import type { FiscalYear } from "../map/AccountMap.ts"
import { merged, type Posting } from "./Posting.ts"
import { idOf, keyOf, type Source } from "./Source.ts"
import { fitted } from "./texts.ts"
import type { Proposal } from "./walk.ts"

/** What one event has booked in a voucher. */
export interface Share {
  readonly source: Source
  readonly caseId: string | undefined
  readonly payoutId: string | undefined
  readonly postings: ReadonlyArray<Posting>
}

export interface Voucher {
  readonly id: string
  readonly creditorId: string
  readonly currency: string
  readonly series: string
  /** The account on which it books what Amili owes. */
  readonly clearing: string
  readonly date: string
  readonly year: FiscalYear
  readonly text: string
  readonly shares: ReadonlyArray<Share>
}

export const grouped = (proposals: ReadonlyArray<Proposal>): ReadonlyArray<Voucher> => {
  const groups = new Map<string, Array<Proposal>>()
  for (const proposal of proposals) {
    const key = groupOf(proposal)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [proposal])
    else group.push(proposal)
  }
  return [...groups.values()]
    .flatMap(voucherOf)
    .toSorted((a, b) => (`${a.creditorId} ${a.date} ${a.id}` < `${b.creditorId} ${b.date} ${b.id}` ? -1 : 1))
}

/** Decisions and losses stand by themselves, so that each can be approved by itself. */
const groupOf = ({ about, company, date, source }: Proposal): string => {
  const own = [about.creditorId, date, source.part, source.round]
  const alone = [...own, source.kind, source.id, source.event].join(" ")
  if (source.kind !== "line") return alone
  switch (company.grouping) {
    case "none":
      return alone
    case "account":
      return [...own, "account", about.category].join(" ")
    case "case":
      return about.caseId === undefined ? alone : [...own, "case", about.caseId].join(" ")
    case "payout":
      return [...own, "payout", about.payoutId ?? about.payoutReference ?? ""].join(" ")
  }
}

const voucherOf = (group: ReadonlyArray<Proposal>): ReadonlyArray<Voucher> => {
  const [first] = group
  if (first === undefined) return []
  const { about, company, date, year } = first
  const shares = group.map(({ about: { caseId, payoutId }, postings, source }): Share => ({
    source,
    caseId,
    payoutId,
    postings,
  }))
  return [
    {
      id: idOf(shares.map(({ source }) => keyOf(source))),
      creditorId: about.creditorId ?? "",
      currency: company.currency,
      series: company.series,
      clearing: company.booking.clearing,
      date,
      year,
      text: group.length === 1 ? first.text : textOf(first, group.length),
      shares,
    },
  ]
}

const textOf = ({ about, company, source }: Proposal, count: number): string => {
  const what = {
    payout: about.payoutReference === undefined ? "ej utbetalt" : `utbetalning ${about.payoutReference}`,
    account: about.category ?? "utan kategori",
    case: `ärende ${about.invoice ?? about.caseId ?? ""}`,
    none: "",
  }[company.grouping]
  return fitted(`${source.part === "reversal" ? "Återf. " : ""}Amili ${what}, ${count} rader`)
}

/** What the voucher says in the books: debit before credit, one transaction of each for an account and invoice. */
export const postingsOf = ({ shares }: Pick<Voucher, "shares">): ReadonlyArray<Posting> => {
  const all = shares.flatMap(({ postings }) => postings)
  // Apart, since a line and the one that takes it back would leave nothing to be seen.
  return [...merged(all.filter(({ amount }) => amount > 0n)), ...merged(all.filter(({ amount }) => amount < 0n))]
}
