/** The columns of the table, and the fields that they need: nothing about debtors. */
import { foreign, type Markup, markup } from "@amili-cases/accounting/html/markup"
import type { Column } from "@amili-cases/accounting/html/table"
import type { Case } from "@amili-cases/core/Case"
import * as CaseState from "@amili-cases/core/CaseState"
import * as CaseStatus from "@amili-cases/core/CaseStatus"
import * as CloseReason from "@amili-cases/core/CloseReason"
import type { Language } from "@amili-cases/sheets/Column"
import * as Addresses from "../../layout/addresses.ts"
import * as Shown from "../../words/shown.ts"
import type { Asked } from "./Asked.ts"
import { words } from "./words.ts"

export const fields = [
  "state",
  "status",
  "closed",
  "latestStateDate",
  "currency",
  "remainingCapital",
  "creditorId",
  "creditorName",
  "referenceNumber",
  "debt.invoiceNumber",
] as const

/** A word of the API in ours; one that nobody has described as it is. */
export const described = (
  word: string | undefined,
  describe: (word: string, language: Language) => string,
  language: Language,
): Markup => foreign(word === undefined ? undefined : describe(word, language))

export const columnsOf = (show: Asked["show"], profile: string, language: Language): ReadonlyArray<Column<Case>> => {
  const id: Column<Case> = {
    header: words.id[language],
    kind: "word",
    cell: ({ id }) => markup`<a href="${Addresses.of(profile, `/cases/${id}`)}">${id}</a>`,
  }
  const invoice: Column<Case> = {
    header: words.invoice[language],
    kind: "text",
    cell: ({ debt }) => foreign(debt?.invoiceNumber),
  }
  const state: ReadonlyArray<Column<Case>> = [
    {
      header: words.state[language],
      kind: "text",
      cell: ({ state }) => described(state, CaseState.describe, language),
    },
    {
      header: words.status[language],
      kind: "text",
      cell: ({ status }) => described(status, CaseStatus.describe, language),
    },
    { header: words.since[language], kind: "word", cell: ({ latestStateDate }) => Shown.day(latestStateDate) ?? "–" },
  ]
  const closing: ReadonlyArray<Column<Case>> = [
    { header: words.closedOn[language], kind: "word", cell: ({ closed }) => Shown.day(closed?.date) ?? "–" },
    {
      header: words.reason[language],
      kind: "text",
      cell: ({ closed }) => described(closed?.reason, CloseReason.describe, language),
    },
  ]
  return [
    id,
    invoice,
    ...(show === "closed" ? [] : state),
    ...(show === "open" ? [] : closing),
    {
      header: words.remaining[language],
      kind: "number",
      cell: ({ currency, remainingCapital }) => Shown.amount(remainingCapital, currency, language) ?? "–",
    },
    {
      header: words.creditor[language],
      kind: "text",
      cell: ({ creditorId, creditorName }) => foreign(creditorName ?? creditorId),
    },
    { header: words.reference[language], kind: "text", cell: ({ referenceNumber }) => foreign(referenceNumber) },
  ]
}
