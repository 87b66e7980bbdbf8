import type { Language } from "@amili-cases/sheets/Column"
import type { Laid } from "@amili-cases/sheets/xlsx/Workbook"
import { chartOf, breakBefore } from "../workbook/chart.ts"
import type { GridRow } from "@amili-cases/sheets/xlsx/Grid"
import { type Grouped, money } from "../workbook/summary.ts"
import type { TableSheet } from "@amili-cases/sheets/xlsx/TableSheet"
import { word, type Word } from "../workbook/words.ts"

/** Most days past due of each bucket but the last. */
const LIMITS = [0, 30, 60, 90, 180, 365]

/** The bucket of ages that are not known; it sorts last. */
const UNKNOWN = "unknown"

/** The bucket of an age, by its place. */
export const bucketOf = (age: number | undefined): string => {
  if (age === undefined) return UNKNOWN
  const index = LIMITS.findIndex((limit) => age <= limit)
  return String(index < 0 ? LIMITS.length : index)
}

const label = (bucket: string, language: Language): string => {
  if (bucket === UNKNOWN) return word("unknownAge", language)
  const index = Number(bucket)
  if (index === 0) return word("notDue", language)
  const from = (LIMITS[index - 1] ?? 0) + 1
  return LIMITS[index] === undefined ? `${from}-` : `${from}-${LIMITS[index]}`
}

/** The ageing sheet: counts and sums by days past due, each currency by itself, and a chart of one. */
export const ageing = (ages: Grouped, table: Pick<TableSheet<never>, "ranges">, language: Language): Laid => {
  const say = (name: Word) => word(name, language)
  const amounts = table.ranges("remaining_capital")
  const currencies = table.ranges("currency")
  const days = table.ranges("age_days")
  const entries = ages.entries()
  const lines = entries.map((entry): GridRow => {
    const { currency, group, rows } = entry
    const match = (index: number) =>
      [currencies[index], `"=${currency}"`, ...criteria(group, days[index] ?? "")].join(",")
    return [
      { style: "text", value: label(group, language) },
      { style: "text", value: currency === "" ? say("none") : currency },
      { style: "integer", value: rows, formula: days.map((_, index) => `COUNTIFS(${match(index)})`).join("+") },
      money("money", entry, `ROUND(${amounts.map((range, index) => `SUMIFS(${range},${match(index)})`).join("+")},2)`),
    ]
  })
  const grid: ReadonlyArray<GridRow> = [
    [{ style: "title", value: say("ageing") }],
    [],
    [
      { style: "header", value: say("age") },
      { style: "header", value: say("currency") },
      { style: "headerRight", value: say("rows") },
      { style: "headerRight", value: say("remainingCapital") },
    ],
    ...lines,
  ]
  const at = grid.length + 2
  const charts = chartOf({ entries, sheet: say("ageing"), title: "age", first: 4, at }, language)
  return {
    shape: {
      name: say("ageing"),
      widths: [30, 12, 12, 26],
      frozen: 0,
      charts,
      pageBreak: breakBefore(at),
    },
    grid,
  }
}

const criteria = (bucket: string, days: string): ReadonlyArray<string> => {
  if (bucket === UNKNOWN) return [days, `"="`]
  const index = Number(bucket)
  const from = index === 0 ? [] : [days, `">${LIMITS[index - 1]}"`]
  return LIMITS[index] === undefined ? from : [...from, days, `"<=${LIMITS[index]}"`]
}
