/** The beginning of the report: what it is, whether all balances, the figures and the controls. */
import { type Comparison, comparisons, type Side } from "../../comparisons.ts"
import { alertsOf, headlineOf, subtitleOf, verdictOf } from "../../headline.ts"
import { controlTitles, outcomes } from "../../words/controls.ts"
import { type Facts, section } from "../facts.ts"
import { foreign, type Markup, markup } from "../../../../html/markup.ts"
import { table } from "../../../../html/table.ts"

export const opening = ({ language, provenance, say, summary }: Facts): Markup => {
  const alerts = alertsOf(summary, language)
  const number = provenance.serial === undefined ? "" : ` · ${say("run").toLowerCase()} ${provenance.serial}`
  return markup`<header>
    <h1>${say("title")} ${summary.month}</h1>
    <p class="note">${subtitleOf(summary, language)}${number}</p>
    <div class="verdict ${verdictOf(summary)}">
      <strong>${headlineOf(summary, language)}</strong>
      ${
        alerts.length === 0
          ? undefined
          : markup`<ul>
              ${alerts.map((alert) => markup`<li>${foreign(alert)}</li>`)}
            </ul>`
      }
    </div>
  </header>`
}

/** Of the creditor's own currency; the tables below have all of them. */
export const figures = ({ amount, count, home, say, summary }: Facts): Markup => {
  const funnel = summary.funnel.find(({ currency }) => currency === home)
  const cases = summary.states.reduce((sum, state) => sum + state.cases, 0)
  const waiting = summary.ageing.reduce((sum, age) => (age.currency === home ? sum + age.amount : sum), 0n)
  const inHome = (minor: bigint) => markup`${amount(minor)} ${home}`
  const all = [
    [say("reconciledCases"), markup`${count(cases)}`],
    [say("closedInMonth"), inHome(funnel?.closedPaid ?? 0n)],
    [say("ofThatPaidOut"), inHome(funnel?.paidOut ?? 0n)],
    [say("waiting"), inHome(waiting)],
  ] as const
  return markup`<dl class="figures" aria-label="${say("figures")}">
    ${all.map(
      ([title, value]) =>
        markup`<div>
          <dt>${title}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`
}

export const controls = ({ amount, count, language, say, summary }: Facts): Markup => {
  const value = ({ side }: Comparison, of: (side: Side) => bigint) => {
    if (side === undefined) return "–"
    return side.currency === "" ? count(of(side)) : `${amount(of(side))}\u00a0${side.currency}`
  }
  return section(
    "controls",
    say("controls"),
    table({
      columns: [
        {
          header: say("control"),
          kind: "text",
          cell: ({ control, isFirst }: Comparison) =>
            isFirst
              ? markup`<strong>${control.id}</strong> ${controlTitles[control.id][language]}<br /><span class="key">${control[language]}</span>`
              : markup`<strong>${control.id}</strong>`,
        },
        { header: say("left"), kind: "number", cell: (row) => value(row, ({ left }) => left) },
        { header: say("right"), kind: "number", cell: (row) => value(row, ({ right }) => right) },
        { header: say("difference"), kind: "number", cell: (row) => value(row, ({ left, right }) => left - right) },
        {
          header: say("outcome"),
          kind: "word",
          cell: ({ outcome }) => {
            const said = outcomes[outcome][language]
            return outcome === "fails" ? markup`<span class="bad">${said}</span>` : said
          },
        },
      ],
      rows: comparisons(summary),
      empty: "",
    }),
  )
}
