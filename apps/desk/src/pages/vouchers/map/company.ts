/** What the account map says of a company: each account with what is booked on it, and the rules. */
import { foreign, type Markup, markup } from "@amili-cases/accounting/html/markup"
import { table } from "@amili-cases/accounting/html/table"
import { accountsOf, type Company } from "@amili-cases/accounting/vouchers/map/AccountMap"
import type { Language } from "@amili-cases/sheets/Column"
import { facts, section } from "../../../layout/parts.ts"
import { receiverOf } from "../receiver.ts"
import { words } from "./words.ts"

export const company = (of: Company, language: Language): Markup =>
  section(of.name, [
    facts([
      [words.organisationNumber[language], foreign(of.organisationNumber)],
      [words.creditors[language], of.creditors === "all" ? words.all[language] : of.creditors.join(", ")],
      [words.method[language], of.method],
      [words.receiver[language], receiverOf(of.receiver, language)],
      [words.series[language], of.series],
      [words.currency[language], of.currency],
      [words.years[language], of.fiscalYears.map(({ end, start }) => markup`${start} – ${end}<br />`)],
      [words.closedThrough[language], of.closedThrough],
      [words.invoiceVat[language], of.invoiceVat === undefined ? words.different[language] : `${of.invoiceVat} %`],
    ]),
    accounts(of, language),
    rules(of, language),
  ])

const accounts = (of: Company, language: Language): Markup => {
  const uses = accountsOf(of)
  return table({
    caption: words.accounts[language],
    columns: [
      { header: words.account[language], kind: "word", cell: ([number]) => foreign(number) },
      { header: words.name[language], kind: "text", cell: ([, { name }]) => foreign(name) },
      {
        header: words.use[language],
        kind: "text",
        cell: ([number]) =>
          [
            ...new Set(uses.flatMap(([place, account]) => (account === number ? [useOf(place, of, language)] : []))),
          ].join(", "),
      },
      {
        header: words.about[language],
        kind: "text",
        cell: ([, { about }]) => (about === undefined ? undefined : foreign(about)),
      },
    ],
    rows: Object.entries(of.accounts).toSorted(([a], [b]) => (a < b ? -1 : 1)),
    empty: "",
  })
}

const own = ["bank", "clearing", "confirmedLoss", "probableLoss", "provision", "receivable"] as const

/** Of a place in the map, such as `clearing`, `vat.25` or `rules[2].account`. */
const useOf = (place: string, { booking }: Company, language: Language): string => {
  const rule = booking.rules[Number(/^rules\[(\d+)\]/.exec(place)?.[1] ?? Number.NaN)]
  if (rule !== undefined) return rule.category
  const known = own.find((name) => name === place)
  return known === undefined ? `${words.vat[language]} ${place.replace("vat.", "")} %` : words[known][language]
}

const rules = ({ booking }: Company, language: Language): Markup =>
  table({
    caption: words.rules[language],
    columns: [
      { header: words.category[language], kind: "word", cell: ({ category }) => foreign(category) },
      {
        header: words.article[language],
        kind: "text",
        cell: ({ article }) => (article === undefined ? undefined : foreign(article)),
      },
      { header: words.account[language], kind: "word", cell: ({ account }) => foreign(account) },
      { header: words.vat[language], kind: "text", cell: ({ vat }) => words[vat][language] },
    ],
    rows: booking.rules,
    empty: "",
  })
