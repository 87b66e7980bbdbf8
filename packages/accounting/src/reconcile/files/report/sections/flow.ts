/** From closing to bank, and what waits on the way. */
import { AgeBucket } from "../../../stand/states.ts"
import type { Summary } from "../../../stand/Summary.ts"
import { buckets } from "../../words/states.ts"
import type { Chart } from "../Chart.ts"
import { bars } from "../bars.ts"
import { drawn, type Facts, section } from "../facts.ts"
import type { Markup } from "../../../../html/markup.ts"
import { table } from "../../../../html/table.ts"

const steps = ["closedPaid", "specified", "scheduled", "paidOut", "arrived"] as const
type Step = (typeof steps)[number]

const called = ({ say }: Facts, step: Step) => say(step === "arrived" ? "onBank" : step)

/** A chart of nothing says nothing: none where all is zero. */
export const charts = (facts: Facts): ReadonlyArray<Chart> => {
  const { amount, home, language, say, summary } = facts
  const own = summary.funnel.find(({ currency }) => currency === home)
  const passed = steps.flatMap((step) => {
    const minor = own?.[step]
    return minor === undefined ? [] : [{ label: called(facts, step), minor }]
  })
  const waiting = AgeBucket.literals.map((bucket) => ({
    label: buckets[bucket][language],
    minor: waitingIn(summary, bucket, home),
  }))
  const barsOf = (rows: typeof passed) =>
    rows.map(({ label, minor }) => ({ label, value: drawn(minor), text: `${amount(minor)} ${home ?? ""}`.trim() }))
  return [
    bars("funnel", `${say("funnel")} (${home})`, barsOf(passed)),
    bars("ageing", `${say("ageing")} (${home})`, barsOf(waiting)),
  ].flatMap((chart) => chart ?? [])
}

export const funnel = (facts: Facts, chart: Markup | undefined): Markup => {
  const { amount, say, summary } = facts
  const { currencies } = summary
  const of = (currency: string, step: Step) => summary.funnel.find((one) => one.currency === currency)?.[step]
  const isTold = currencies.length > 1 || chart === undefined
  return section(
    "funnel",
    say("funnel"),
    chart,
    isTold
      ? table({
          columns: [
            { header: say("step"), kind: "text", cell: (step: Step) => called(facts, step) },
            ...currencies.map((currency) => ({
              header: currency,
              kind: "number" as const,
              cell: (step: Step) => {
                const minor = of(currency, step)
                return minor === undefined ? "–" : amount(minor)
              },
            })),
          ],
          rows: steps,
          empty: "",
        })
      : undefined,
  )
}

const waitingIn = ({ ageing }: Summary, bucket: AgeBucket, currency: string | undefined): bigint =>
  ageing.reduce((sum, age) => (age.bucket === bucket && age.currency === currency ? sum + age.amount : sum), 0n)

export const ageing = ({ amount, count, language, say, summary }: Facts, chart: Markup | undefined): Markup => {
  const cases = (bucket?: AgeBucket) =>
    summary.ageing.reduce((sum, age) => (bucket === undefined || age.bucket === bucket ? sum + age.cases : sum), 0)
  return section(
    "ageing",
    say("ageing"),
    chart,
    table({
      columns: [
        {
          header: say("days"),
          kind: "text",
          cell: (bucket: AgeBucket) => buckets[bucket][language],
          total: say("total"),
        },
        { header: say("cases"), kind: "number", cell: (bucket) => count(cases(bucket)), total: count(cases()) },
        ...summary.currencies.map((currency) => ({
          header: currency,
          kind: "number" as const,
          cell: (bucket: AgeBucket) => amount(waitingIn(summary, bucket, currency)),
          total: amount(AgeBucket.literals.reduce((sum, bucket) => sum + waitingIn(summary, bucket, currency), 0n)),
        })),
      ],
      rows: AgeBucket.literals,
      empty: "",
    }),
  )
}
