import type { SheetChart } from "@amili-cases/sheets/xlsx/Frame"
import type { Language } from "@amili-cases/sheets/Column"
import type { Entry } from "./summary.ts"
import { word, type Word } from "./words.ts"

/** Rows that a chart covers. */
export const CHART_ROWS = 18

/** A chart that begins below this row would be cut by the end of the page. */
const HALF_PAGE = 22

/** The row that a new page begins with for the sake of a chart that begins on row `at`: the blank one above it. */
export const breakBefore = (at: number): number | undefined => (at > HALF_PAGE ? at - 1 : undefined)

/**
 * A chart of the groups of one currency, the one with most cases: of their capital, or of their number when a sum is
 * too large to be a number. `first` is the row of the first entry, `at` the row the chart begins on, from 1.
 */
export const chartOf = (
  {
    at,
    entries,
    first,
    sheet,
    title,
  }: {
    readonly entries: ReadonlyArray<Entry>
    readonly sheet: string
    readonly title: Word
    readonly first: number
    readonly at: number
  },
  language: Language,
): ReadonlyArray<SheetChart> => {
  const currency = largest(entries)
  const from = entries.findIndex((entry) => entry.currency === currency)
  const shown = entries.filter((entry) => entry.currency === currency)
  if (currency === undefined || from < 0) return []
  const capital = shown.every((entry) => entry.calculable)
  const what = word(capital ? "remainingCapital" : "rows", language)
  const cells = (column: string) =>
    `'${sheet}'!$${column}$${first + from}:$${column}$${first + from + shown.length - 1}`
  return [
    {
      type: "column",
      title: `${what}, ${word(title, language).toLowerCase()}${capital ? ` (${currency})` : ""}`,
      altText: `${what}: ${word(title, language)}`,
      series: [{ name: what, categories: cells("A"), values: cells(capital ? "D" : "C"), color: "2E75B6" }],
      legend: false,
      anchor: { from: { row: at - 1, col: 0 }, to: { row: at - 2 + CHART_ROWS, col: 4 } },
    },
  ]
}

const largest = (entries: ReadonlyArray<Entry>): string | undefined => {
  const rows = new Map<string, number>()
  for (const entry of entries) rows.set(entry.currency, (rows.get(entry.currency) ?? 0) + entry.rows)
  return [...rows].toSorted(([, a], [, b]) => b - a)[0]?.[0]
}
