/** What a person has to decide, and the largest sums that wait. */
import { waitingOf } from "../../../stand/amounts.ts"
import type { PaidCase } from "../../../stand/rows.ts"
import { causeOf, remedyOf } from "../../words/causes.ts"
import { caseStates } from "../../words/states.ts"
import { type Facts, section } from "../facts.ts"
import { foreign, type Markup, markup } from "../../../../html/markup.ts"
import { table } from "../../../../html/table.ts"

export const decisions = ({ count: shown, language, say, summary }: Facts): Markup => {
  const rows = summary.decisions.filter(({ count }) => count > 0)
  return section(
    "decisions",
    say("decisions"),
    rows.length === 0 ? undefined : markup`<p class="note">${say("decisionsNote")}</p>`,
    table({
      columns: [
        {
          header: say("cause"),
          kind: "text",
          cell: ({ cause }: (typeof rows)[number]) =>
            markup`${foreign(causeOf(cause, language))} <span class="key">${foreign(cause)}</span>`,
        },
        { header: say("count"), kind: "number", cell: ({ count }) => shown(count) },
        { header: say("toDo"), kind: "text", cell: ({ cause }) => remedyOf(cause, language) },
      ],
      rows,
      empty: say("noDecisions"),
    }),
  )
}

export const largest = ({ amount, language, say, summary }: Facts): Markup =>
  section(
    "largest",
    say("largest"),
    table({
      columns: [
        {
          header: say("caseId"),
          kind: "word",
          cell: ({ caseId }: PaidCase) => markup`<span class="key">${foreign(caseId)}</span>`,
        },
        { header: say("invoice"), kind: "text", cell: ({ invoiceNumber }) => foreign(invoiceNumber) },
        { header: say("creditor"), kind: "text", cell: ({ creditor }) => foreign(creditor) },
        { header: say("closedOn"), kind: "word", cell: ({ closedOn }) => foreign(closedOn) },
        { header: say("state"), kind: "text", cell: ({ state }) => caseStates[state][language] },
        {
          header: say("amount"),
          kind: "number",
          cell: (row) => markup`${amount(waitingOf(row))} ${foreign(row.currency)}`,
        },
      ],
      rows: summary.largestWaiting,
      empty: say("nothingWaits"),
    }),
  )
