/** What is shown of a voucher: its transactions, what they are of, and what is known of that. */
import { foreign, type Markup, markup } from "@amili-cases/accounting/html/markup"
import { table } from "@amili-cases/accounting/html/table"
import { amountText } from "@amili-cases/accounting/reconcile/files/headline"
import { parts } from "@amili-cases/accounting/vouchers/files/words"
import type { Kept } from "@amili-cases/accounting/vouchers/journal/Vouchers"
import { postingsOf } from "@amili-cases/accounting/vouchers/rules/grouped"
import type { explain } from "@amili-cases/operations/vouchers/explain"
import type { Language } from "@amili-cases/sheets/Column"
import type * as Effect from "effect/Effect"
import * as Addresses from "../../../layout/addresses.ts"
import { section } from "../../../layout/parts.ts"
import * as Shown from "../../../words/shown.ts"
import { words } from "./words.ts"

type Explained = Effect.Effect.Success<ReturnType<typeof explain>>[number]

export const transactions = (
  voucher: Kept,
  nameOf: (creditor: string, account: string) => string,
  language: Language,
): Markup => {
  const postings = postingsOf(voucher)
  const sum = postings.reduce((total, { amount }) => (amount > 0n ? total + amount : total), 0n)
  return section(
    words.transactions[language],
    table({
      caption: words.transactions[language],
      columns: [
        { header: words.account[language], kind: "word", cell: ({ account }) => account, total: words.sum[language] },
        {
          header: words.accountName[language],
          kind: "text",
          cell: ({ account }) => foreign(nameOf(voucher.creditorId, account)),
        },
        {
          header: words.debit[language],
          kind: "number",
          cell: ({ amount }) => (amount > 0n ? amountText(amount, language) : undefined),
          total: amountText(sum, language),
        },
        {
          header: words.credit[language],
          kind: "number",
          cell: ({ amount }) => (amount < 0n ? amountText(-amount, language) : undefined),
          total: amountText(
            postings.reduce((total, { amount }) => (amount < 0n ? total - amount : total), 0n),
            language,
          ),
        },
        {
          header: words.invoice[language],
          kind: "text",
          cell: ({ invoice }) => (invoice === undefined ? undefined : foreign(invoice)),
        },
      ],
      rows: postings,
      empty: "",
    }),
  )
}

export const sources = ({ shares }: Kept, profile: string, language: Language): Markup =>
  section(
    words.sources[language],
    table({
      caption: words.sources[language],
      columns: [
        { header: words.id[language], kind: "word", cell: ({ source }) => foreign(source.id) },
        { header: words.kind[language], kind: "word", cell: ({ source }) => words[source.kind][language] },
        { header: words.part[language], kind: "word", cell: ({ source }) => parts[source.part][language] },
        {
          header: words.caseId[language],
          kind: "word",
          cell: ({ caseId }) =>
            caseId === undefined
              ? undefined
              : markup`<a href="${Addresses.of(profile, `/cases/${caseId}`)}">${caseId}</a>`,
        },
        {
          header: words.payout[language],
          kind: "word",
          cell: ({ payoutId }) => (payoutId === undefined ? undefined : foreign(payoutId)),
        },
      ],
      rows: shares,
      empty: "",
    }),
  )

export const decided = (decisions: Explained["decisions"], language: Language): Markup =>
  section(
    words.decisions[language],
    table({
      caption: words.decisions[language],
      columns: [
        { header: words.what[language], kind: "word", cell: ({ what }) => words[what][language] },
        { header: words.by[language], kind: "text", cell: ({ decided_by }) => foreign(decided_by) },
        { header: words.reason[language], kind: "text", cell: ({ reason }) => foreign(reason) },
        { header: words.at[language], kind: "word", cell: ({ decided_at }) => Shown.iso(decided_at) },
      ],
      rows: decisions,
      empty: words.noDecisions[language],
    }),
  )

export const statements = (said: Explained["said"], language: Language, raw: boolean): Markup =>
  section(words.said[language], [
    table({
      caption: words.said[language],
      columns: [
        { header: words.dataset[language], kind: "word", cell: ({ dataset }) => dataset },
        { header: words.run[language], kind: "number", cell: ({ serial }) => serial },
        { header: words.at[language], kind: "word", cell: ({ at }) => Shown.iso(at) },
        { header: words.what[language], kind: "text", cell: ({ what }) => foreign(what) },
        { header: words.detail[language], kind: "text", cell: ({ detail }) => foreign(detail) },
      ],
      rows: said,
      empty: words.nothingSaid[language],
    }),
    raw
      ? said.map(
          ({ dataset, document, serial }) =>
            markup`<h3>${words.raw[language]}: ${dataset} ${serial}</h3><pre>${document ?? words.noRaw[language]}</pre>`,
        )
      : undefined,
  ])
