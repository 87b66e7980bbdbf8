/** What came back of what was claimed, by close reason and by creditor. */
import * as CloseReason from "@amili-cases/core/CloseReason"
import type { Summary } from "../../../stand/Summary.ts"
import { type Facts, rateText, section } from "../facts.ts"
import { foreign, type Markup, markup } from "../../../../html/markup.ts"
import { type Column, table } from "../../../../html/table.ts"

type Recovery = Summary["byReason"][number]

export const byReason = (facts: Facts): Markup => {
  const { hasPayouts, language, say, summary } = facts
  return section(
    "reasons",
    say("byReason"),
    markup`<p class="note">${say(hasPayouts ? "recoveredNote" : "noPayouts")}</p>`,
    groups(facts, summary.byReason, {
      header: say("reason"),
      kind: "text",
      cell: ({ group }) =>
        CloseReason.isKnown(group)
          ? markup`${CloseReason.describe(group, language)} <span class="key">${group}</span>`
          : foreign(group === "" ? say("none") : group),
    }),
  )
}

/** Left out where there is but one. */
export const byCreditor = (facts: Facts): Markup | undefined => {
  const { say, summary } = facts
  if (new Set(summary.byCreditor.map(({ group }) => group)).size < 2) return undefined
  return section(
    "creditors",
    say("byCreditor"),
    groups(facts, summary.byCreditor, {
      header: say("creditor"),
      kind: "text",
      cell: ({ group, label }) => foreign(label === "" ? group : label),
    }),
  )
}

/** A row for each group, the currencies beside each other. */
const groups = (
  { amount, count, hasPayouts, language, say, summary: { currencies } }: Facts,
  entries: ReadonlyArray<Recovery>,
  name: Column<Recovery>,
): Markup => {
  const rows = [...new Map(entries.map((entry) => [entry.group, entry])).values()]
  const of = ({ group }: Recovery, currency: string) =>
    entries.find((entry) => entry.group === group && entry.currency === currency)
  const total = (currency: string, field: "claimed" | "recovered") =>
    entries.reduce((sum, entry) => (entry.currency === currency ? sum + entry[field] : sum), 0n)
  const cases = (own: ReadonlyArray<Recovery>) => own.reduce((sum, entry) => sum + entry.cases, 0)
  const shown = (minor: bigint | undefined) => (minor === undefined ? "–" : amount(minor))
  const recovered = (minor: bigint | undefined) => (hasPayouts ? shown(minor) : "–")
  const rated = (recovered: bigint | undefined, claimed: bigint | undefined) =>
    hasPayouts && recovered !== undefined && claimed !== undefined ? rateText(recovered, claimed, language) : "–"
  const apart = (currency: string): ReadonlyArray<Column<Recovery>> => [
    {
      header: say("claimed"),
      kind: "number",
      cell: (row) => shown(of(row, currency)?.claimed),
      total: amount(total(currency, "claimed")),
    },
    {
      header: say("recovered"),
      kind: "number",
      cell: (row) => recovered(of(row, currency)?.recovered),
      total: recovered(total(currency, "recovered")),
    },
    {
      header: say("rate"),
      kind: "number",
      cell: (row) => rated(of(row, currency)?.recovered, of(row, currency)?.claimed),
      total: rated(total(currency, "recovered"), total(currency, "claimed")),
    },
  ]
  const inOne = (of: Pick<Recovery, "claimed" | "recovered"> | undefined) =>
    of === undefined
      ? "–"
      : markup`${recovered(of.recovered)}<br /><span class="key">${say("of")} ${amount(of.claimed)} · ${rated(of.recovered, of.claimed)}</span>`
  const together = (currency: string): Column<Recovery> => ({
    header: `${say("recovered")} ${currency}`,
    kind: "number",
    cell: (row) => inOne(of(row, currency)),
    total: inOne({ claimed: total(currency, "claimed"), recovered: total(currency, "recovered") }),
  })
  return table<Recovery>({
    columns: [
      { ...name, total: say("total") },
      {
        header: say("cases"),
        kind: "number",
        cell: ({ group }) => count(cases(entries.filter((entry) => entry.group === group))),
        total: count(cases(entries)),
      },
      ...(currencies.length === 1 ? currencies.flatMap(apart) : currencies.map(together)),
    ],
    rows,
    empty: say("noClosed"),
  })
}
