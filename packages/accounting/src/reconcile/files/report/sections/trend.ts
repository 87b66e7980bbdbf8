/** New, closed and recovered, month by month. */
import type { Summary } from "../../../stand/Summary.ts"
import { accent, type Chart, dark, ink, light } from "../Chart.ts"
import { type Facts, rate, rateText, section } from "../facts.ts"
import { type Markup, markup } from "../../../../html/markup.ts"
import { type Column, table } from "../../../../html/table.ts"

type Month = Summary["trend"][number]

const months = ({ trend }: Summary): ReadonlyArray<string> => [...new Set(trend.map(({ month }) => month))].toSorted()

/** Undefined where it is not known. */
const counted = ({ trend }: Summary, month: string, field: "closedCases" | "newCases"): number | undefined => {
  const counts = trend.flatMap((one) => (one.month === month ? (one[field] ?? []) : []))
  return counts.length === 0 ? undefined : counts.reduce((sum, one) => sum + one, 0)
}

const of = ({ trend }: Summary, month: string, currency: string | undefined): Month | undefined =>
  trend.find((one) => one.month === month && one.currency === currency)

export const charts = ({ hasPayouts, home, say, summary }: Facts): ReadonlyArray<Chart> => {
  const all = months(summary)
  const [fresh, closed] = (["newCases", "closedCases"] as const).map((field) =>
    all.map((month) => counted(summary, month, field)),
  )
  if ([...(fresh ?? []), ...(closed ?? [])].every((count) => (count ?? 0) === 0)) return []
  const rates = all.map((month) => {
    const own = of(summary, month, home)
    return own === undefined || !hasPayouts ? undefined : rate(own.recovered, own.claimed)
  })
  const rateName = `${say("rate")} ${home}, %`
  const isRated = rates.some((value) => value !== undefined)
  return [
    {
      name: "trend",
      label: say("trend"),
      height: 240,
      option: {
        legend: { top: 0, textStyle: { color: ink, fontSize: 12 } },
        grid: { left: 45, right: 45, top: 34, bottom: 26 },
        xAxis: { type: "category", data: all, axisLabel: { fontSize: 11, color: ink, interval: 0, formatter: short } },
        yAxis: [
          { type: "value", minInterval: 1, axisLabel: { fontSize: 11, color: ink } },
          { type: "value", show: isRated, min: 0, splitLine: { show: false }, axisLabel: { fontSize: 11, color: ink } },
        ],
        series: [
          {
            type: "bar",
            name: say("newCases"),
            data: fresh?.map((count) => count ?? null),
            itemStyle: { color: light, borderColor: dark },
          },
          { type: "bar", name: say("closedCases"), data: closed, itemStyle: { color: dark } },
          ...(isRated
            ? [
                {
                  type: "line",
                  name: rateName,
                  yAxisIndex: 1,
                  symbol: "diamond",
                  symbolSize: 9,
                  lineStyle: { color: accent, width: 2, type: "dashed" },
                  itemStyle: { color: accent },
                  data: rates.map((value) => value ?? null),
                },
              ]
            : []),
        ],
      },
    },
  ]
}

/** "11" for "2026-11", and "2026" below January and the first month. */
const short = (month: string, index: number): string => {
  const [year = "", number = ""] = month.split("-")
  return index === 0 || number === "01" ? `${number}\n${year}` : number
}

export const trend = (
  { amount, count, hasPayouts, language, say, summary }: Facts,
  chart: Markup | undefined,
): Markup => {
  const { currencies } = summary
  const recovered = (month: string, currency: string) => {
    const own = of(summary, month, currency)
    return own === undefined || !hasPayouts ? "–" : amount(own.recovered)
  }
  const rated = (month: string, currency: string) => {
    const own = of(summary, month, currency)
    return own === undefined || !hasPayouts ? "–" : rateText(own.recovered, own.claimed, language)
  }
  const counts = (field: "closedCases" | "newCases"): Column<string> => ({
    header: say(field),
    kind: "number",
    cell: (month) => {
      const known = counted(summary, month, field)
      return known === undefined ? "–" : count(known)
    },
  })
  const amounts = (currency: string): ReadonlyArray<Column<string>> =>
    currencies.length === 1
      ? [
          { header: say("recovered"), kind: "number", cell: (month) => recovered(month, currency) },
          { header: say("rate"), kind: "number", cell: (month) => rated(month, currency) },
        ]
      : [
          {
            header: `${say("recovered")} ${currency}`,
            kind: "number",
            cell: (month) =>
              markup`${recovered(month, currency)}<br /><span class="key">${rated(month, currency)}</span>`,
          },
        ]
  return section(
    "trend",
    say("trend"),
    chart,
    table({
      columns: [
        { header: say("month"), kind: "word", cell: (month: string) => month },
        counts("newCases"),
        counts("closedCases"),
        ...currencies.flatMap(amounts),
      ],
      rows: months(summary),
      empty: say("noTrend"),
    }),
  )
}
