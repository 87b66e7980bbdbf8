/** How a month stands, in words: colour alone says nothing. */
import { alertsOf, headlineOf, type Verdict, verdictOf } from "@amili-cases/accounting/reconcile/files/headline"
import type { Summary } from "@amili-cases/accounting/reconcile/stand/Summary"
import { foreign, type Markup, markup } from "@amili-cases/accounting/html/markup"
import type { Language } from "@amili-cases/sheets/Column"
import { message } from "../../layout/parts.ts"
import { words } from "./words.ts"

const kinds = { balances: "good", needs_person: "warning", fails: "bad" } as const satisfies Record<Verdict, string>

/** What it comes to in a line. */
export const outcome = (summary: Summary, language: Language): Markup => {
  const is = verdictOf(summary)
  return markup`<p><strong>${words[is][language]}.</strong> ${headlineOf(summary, language)}</p>`
}

/** The same, and each thing that does not agree or waits for a person. */
export const verdict = (summary: Summary, language: Language): Markup => {
  const alerts = alertsOf(summary, language)
  return message(kinds[verdictOf(summary)], [
    outcome(summary, language),
    alerts.length === 0 ? undefined : markup`<ul>${alerts.map((alert) => markup`<li>${foreign(alert)}</li>`)}</ul>`,
  ])
}
