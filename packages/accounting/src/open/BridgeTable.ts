/** The bridge as a table, and as the manifest tells it. */
import * as Money from "@amili-cases/core/Money"
import type { Bilingual, Column, Table } from "@amili-cases/sheets/Column"
import type { Bridge, Item, Row } from "./Bridge.ts"

const words: Readonly<Record<Item, Bilingual>> = {
  opening: { sv: "förra gångens öppna ärenden", en: "previous open portfolio" },
  new: { sv: "nya ärenden", en: "new cases" },
  reopened: { sv: "avslutade förut, öppna igen", en: "closed before, open again" },
  closed: { sv: "avslutade", en: "closed" },
  revalued: { sv: "ändrade belopp", en: "changes of the amounts" },
  unexplained: { sv: "går inte ihop", en: "does not fit" },
  closing: { sv: "öppna ärenden nu", en: "this open portfolio" },
}

/** How the manifest tells the bridge: the lines without the single cases. */
export const summary = (bridge: Bridge) =>
  bridge.rows
    .filter(({ caseId }) => caseId === undefined)
    .map(({ amount, count, currency, item }) => ({ currency, count, sum: Money.formatMinor(amount), item }))

const columns: ReadonlyArray<Column<Row>> = [
  {
    key: "item",
    kind: "enum",
    header: { sv: "Post", en: "Item" },
    about: "What the line adds or takes away",
    width: 16,
    value: (row) => row.item,
  },
  {
    key: "meaning",
    kind: "text",
    header: { sv: "Innebörd", en: "Meaning" },
    about: "The item in words; for a single case, what does not fit",
    width: 40,
    value: (row) => (row.detail ?? words[row.item]).en,
    said: (row, language) => (row.detail ?? words[row.item])[language],
  },
  {
    key: "currency",
    kind: "enum",
    header: { sv: "Valuta", en: "Currency" },
    about: "Currency",
    width: 9,
    value: (row) => row.currency,
  },
  {
    key: "count",
    kind: "integer",
    header: { sv: "Antal", en: "Count" },
    about: "Number of cases, with the sign of the movement",
    width: 10,
    value: (row) => row.count,
  },
  {
    key: "amount",
    kind: "money",
    header: { sv: "Belopp", en: "Amount" },
    about: "Remaining capital, with the sign of the movement",
    width: 18,
    value: (row) => row.amount,
  },
  {
    key: "case_id",
    kind: "id",
    header: { sv: "Ärende-id", en: "Case id" },
    about: "The case that does not fit",
    width: 27,
    value: (row) => row.caseId,
  },
]

export const table: Table<Row> = {
  name: "bridge",
  columns,
  currency: (row) => row.currency,
  amount: (row) => row.amount,
}
