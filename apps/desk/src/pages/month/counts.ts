/** How many there are of each: what has to be decided, states of cases, days waited. Each leads to its rows. */
import { foreign, markup, type Markup } from "@amili-cases/accounting/html/markup"
import { table } from "@amili-cases/accounting/html/table"
import { amountText, countText } from "@amili-cases/accounting/reconcile/files/headline"
import { causeOf, remedyOf } from "@amili-cases/accounting/reconcile/files/words/causes"
import { buckets, caseMeanings, caseStates } from "@amili-cases/accounting/reconcile/files/words/states"
import type { Summary } from "@amili-cases/accounting/reconcile/stand/Summary"
import type { Language } from "@amili-cases/sheets/Column"
import { section } from "../../layout/parts.ts"
import { words } from "./words.ts"

export const decisions = (summary: Summary, language: Language, linkOf: (cause: string) => string): Markup =>
  section(
    words.decisions[language],
    table({
      columns: [
        {
          header: words.cause[language],
          kind: "text",
          cell: ({ cause }) => markup`<a href="${linkOf(cause)}">${foreign(causeOf(cause, language))}</a>`,
        },
        { header: words.count[language], kind: "number", cell: ({ count }) => countText(count, language) },
        { header: words.toDo[language], kind: "text", cell: ({ cause }) => remedyOf(cause, language) },
      ],
      rows: summary.decisions.filter(({ count }) => count > 0),
      empty: words.noDecisions[language],
    }),
  )

export const states = (summary: Summary, language: Language, linkOf: (state: string) => string): Markup =>
  section(
    words.states[language],
    table({
      columns: [
        {
          header: words.state[language],
          kind: "text",
          cell: ({ state }) => markup`<a href="${linkOf(state)}">${caseStates[state][language]}</a>`,
        },
        { header: words.meaning[language], kind: "text", cell: ({ state }) => caseMeanings[state][language] },
        { header: words.count[language], kind: "number", cell: ({ cases }) => countText(cases, language) },
        { header: words.amount[language], kind: "number", cell: ({ amount }) => amountText(amount, language) },
        { header: words.currency[language], kind: "word", cell: ({ currency }) => foreign(currency) },
      ],
      rows: summary.states,
      empty: words.noCases[language],
    }),
  )

export const ages = (summary: Summary, language: Language, linkOf: (bucket: string) => string): Markup =>
  section(
    words.toReconcile[language],
    table({
      columns: [
        {
          header: words.age[language],
          kind: "text",
          cell: ({ bucket }) => markup`<a href="${linkOf(bucket)}">${buckets[bucket][language]}</a>`,
        },
        { header: words.count[language], kind: "number", cell: ({ cases }) => countText(cases, language) },
        { header: words.amount[language], kind: "number", cell: ({ amount }) => amountText(amount, language) },
        { header: words.currency[language], kind: "word", cell: ({ currency }) => foreign(currency) },
      ],
      // Of a currency in which nothing waits there is nothing to tell.
      rows: summary.ageing.filter(({ currency }) =>
        summary.ageing.some((one) => one.currency === currency && one.cases > 0),
      ),
      empty: words.nothingWaits[language],
    }),
  )
