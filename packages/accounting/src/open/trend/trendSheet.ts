/** The last twelve months, the measures of each currency beside each other, and a chart of the first currency. */
import type { Language } from "@amili-cases/sheets/Column"
import { letters } from "@amili-cases/sheets/xlsx/cell"
import type { GridCell, GridRow } from "@amili-cases/sheets/xlsx/Grid"
import { pagesWideOf } from "@amili-cases/sheets/xlsx/tableShape"
import type { Laid } from "@amili-cases/sheets/xlsx/Workbook"
import { minorOf } from "../../cases/Facts.ts"
import { CHART_ROWS } from "../../workbook/chart.ts"
import { currenciesInOrder } from "../../workbook/currencies.ts"
import { sumOf } from "../../workbook/Grouped.ts"
import { money, shareOf } from "../../workbook/summary.ts"
import { word, type Word } from "../../workbook/words.ts"
import { type Month, monthsUntil } from "./Trend.ts"

const heads: ReadonlyArray<Word> = ["moveNew", "closedCases", "claimed", "recovered", "rate"]
const FIRST = 5

export const trendSheet = (trend: ReadonlyArray<Month>, startedAt: string, language: Language): Laid => {
  const say = (name: Word) => word(name, language)
  const currencies = currenciesInOrder(trend.map(({ currency }) => currency))
  const months = monthsUntil(startedAt)
  const widths = [12, ...currencies.flatMap(() => [10, 10, 15, 15, 12])]
  const cellsOf = (month: string, row: number) => (currency: string, index: number) => {
    const line = trend.find((one) => one.month === month && one.currency === currency)
    const [claimed, recovered] = [2, 3].map((column) => `${letters(1 + index * heads.length + column)}${row}`)
    const [whole, part] = [minorOf(line?.claimed) ?? 0n, minorOf(line?.recovered)]
    const opened = line === undefined ? (trend.some((one) => one.opened === null) ? null : 0) : line.opened
    return [
      opened === null ? undefined : ({ style: "integer", value: opened } as const),
      { style: "integer", value: line?.closed ?? 0 } as const,
      money("money", sumOf(whole)),
      ...(part === undefined
        ? [undefined, undefined]
        : [
            money("money", sumOf(part)),
            {
              style: "percent",
              value: whole === 0n ? "" : shareOf(part, whole),
              formula: `IF(${claimed}=0,"",ROUND(${recovered}/${claimed},4))`,
            } as const,
          ]),
    ]
  }
  const grid: ReadonlyArray<GridRow> = [
    [{ style: "title", value: say("trend") }],
    [{ style: "note", value: say("doTrend") }],
    [],
    [
      { style: "header", value: say("month") },
      ...currencies.flatMap((currency) =>
        heads.map((name): GridCell => ({
          style: "headerRight",
          value: `${say(name)}, ${currency === "" ? say("none") : currency}`,
        })),
      ),
    ],
    ...months.map((month, index): GridRow => [
      { style: "text", value: month },
      ...currencies.flatMap(cellsOf(month, FIRST + index)),
    ]),
  ]
  const at = FIRST + months.length + 1
  const column = (letter: string) => `'${say("trend")}'!$${letter}$${FIRST}:$${letter}$${FIRST + months.length - 1}`
  const isKnown = trend.some(({ recovered }) => recovered !== null)
  const series = [
    { name: say("claimed"), categories: column("A"), values: column("D"), color: "9DC3E6" },
    { name: say("recovered"), categories: column("A"), values: column("E"), color: "2E75B6" },
  ]
  return {
    shape: {
      name: say("trend"),
      widths,
      frozen: 0,
      frozenColumns: 1,
      pagesWide: pagesWideOf(widths),
      charts:
        currencies.length === 0
          ? []
          : [
              {
                type: "column",
                title: `${say("trend")} (${currencies[0] === "" ? say("none") : currencies[0]})`,
                altText: say("trend"),
                series: isKnown ? series : series.slice(0, 1),
                anchor: { from: { row: at, col: 0 }, to: { row: at + CHART_ROWS, col: 6 } },
              },
            ],
    },
    grid,
  }
}
