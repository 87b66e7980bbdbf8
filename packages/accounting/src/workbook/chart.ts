import type { Language } from "@amili-cases/sheets/Column"
import { letters } from "@amili-cases/sheets/xlsx/cell"
import type { SheetChart } from "@amili-cases/sheets/xlsx/Frame"
import { type Grouped, nothing } from "./Grouped.ts"
import { type LaidBlock, SPAN } from "./summary.ts"
import { word, type Word } from "./words.ts"

/** Rows that a chart covers. */
export const CHART_ROWS = 15

/**
 * A chart of a block in the currency of its first columns. It shows the first measure that is something else than zero
 * and a number in a spreadsheet, else how many rows there are. `at` is the row it begins on, from 1.
 */
export const chartOf = (
  {
    at,
    block,
    grouped,
    measures,
    sheet,
    title,
  }: {
    readonly at: number
    readonly block: LaidBlock
    readonly grouped: Grouped
    readonly measures: ReadonlyArray<Word>
    readonly sheet: string
    readonly title: Word
  },
  language: Language,
): ReadonlyArray<SheetChart> => {
  const currency = block.currencies[0]
  if (currency === undefined || block.last < block.first) return []
  const entries = grouped.groups().map((group) => grouped.of(currency, group))
  const measure = measures.findIndex((_, at) => {
    const sums = entries.map((entry) => entry?.sums[at] ?? nothing)
    return sums.every(({ calculable }) => calculable) && sums.some(({ minor }) => minor !== 0n)
  })
  const name = word(measures[measure] ?? "rows", language)
  const cells = (column: string) => `'${sheet}'!$${column}$${block.first}:$${column}$${block.last}`
  const unit = measures[measure] === undefined || currency === "" ? "" : ` (${currency})`
  return [
    {
      type: "column",
      title: `${name}, ${word(title, language).toLowerCase()}${unit}`,
      altText: `${name}: ${word(title, language)}`,
      series: [{ name, categories: cells("A"), values: cells(letters(3 + measure)), color: "2E75B6" }],
      legend: false,
      anchor: { from: { row: at - 1, col: 0 }, to: { row: at - 2 + CHART_ROWS, col: 2 + SPAN } },
    },
  ]
}
