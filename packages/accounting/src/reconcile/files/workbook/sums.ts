/** A block of the first sheet whose counts and sums are formulas over a sheet of rows. */
import type { Language } from "@amili-cases/sheets/Column"
import { letters } from "@amili-cases/sheets/xlsx/cell"
import type { GridCell, GridRow } from "@amili-cases/sheets/xlsx/Grid"
import { amount, blockHeader } from "./layout.ts"
import type { Tally } from "./Tally.ts"
import { word, type Word } from "./words.ts"

/** Cells of a table's column on each of its sheets. */
export type Ranges = ReadonlyArray<string>

export interface Sums {
  readonly title: Word
  readonly count: Word
  readonly tally: Tally
  readonly groups: ReadonlyArray<{ readonly key: string; readonly label: string; readonly meaning?: string }>
  readonly group: Ranges
  readonly currency: Ranges
  readonly amount: Ranges
}

/** `at` is the row that it begins on, from 1. */
export const sums = (
  { amount: amounts, count, currency, group, groups, tally, title }: Sums,
  currencies: ReadonlyArray<string>,
  language: Language,
  at: number,
): ReadonlyArray<GridRow> => {
  const rows = groups.map(({ key, label, meaning }): GridRow => [
    { style: "fitted", value: label },
    { style: "integer", value: tally.rows(key), formula: over(group, (cells) => `COUNTIFS(${cells},${is(label)})`) },
    ...currencies.map((one) =>
      amount(
        tally.sum(key, one),
        over(amounts, (cells, sheet) => `SUMIFS(${cells},${group[sheet]},${is(label)},${currency[sheet]},${is(one)})`),
      ),
    ),
    { style: "meaning", value: meaning },
  ])
  const column = (index: number) => `SUM(${letters(index)}${at + 1}:${letters(index)}${at + groups.length})`
  const total: ReadonlyArray<GridCell> = [
    { style: "total", value: word("total", language) },
    { style: "totalInteger", value: groups.reduce((sum, { key }) => sum + tally.rows(key), 0), formula: column(1) },
    ...currencies.map((one, index) =>
      amount(
        groups.reduce((sum, { key }) => sum + tally.sum(key, one), 0n),
        `ROUND(${column(index + 2)},2)`,
        "totalMoney",
      ),
    ),
  ]
  return [blockHeader(word(title, language), count, currencies, language), ...rows, total]
}

/** Residual capital: how many cases have some, and how much. */
export const residual = (
  tally: Tally,
  ranges: Pick<Sums, "amount" | "currency">,
  currencies: ReadonlyArray<string>,
  language: Language,
): ReadonlyArray<GridRow> => [
  blockHeader(word("residual", language), "cases", currencies, language),
  [
    { style: "meaning", value: word("residualMeaning", language) },
    { style: "integer", value: tally.rows(""), formula: over(ranges.amount, (cells) => `COUNT(${cells})`) },
    ...currencies.map((one) =>
      amount(
        tally.sum("", one),
        over(ranges.amount, (cells, sheet) => `SUMIFS(${cells},${ranges.currency[sheet]},${is(one)})`),
      ),
    ),
  ],
]

/** A formula over all sheets of a table; none without rows. */
const over = (ranges: Ranges, of: (cells: string, sheet: number) => string): string | undefined =>
  ranges.length === 0 ? undefined : ranges.map(of).join("+")

/** Matches this text, or an empty cell. Labels are ours and currencies are short codes, escaped all the same. */
const is = (text: string): string => `"=${text.replace(/[*?~]/g, "~$&").replaceAll('"', '""')}"`
