/** Blocks of the first sheet whose counts and sums are formulas over a sheet of rows. */
import type { Language } from "@amili-cases/sheets/Column"
import { letters } from "@amili-cases/sheets/xlsx/cell"
import type { GridRow } from "@amili-cases/sheets/xlsx/Grid"
import * as formulas from "../../../workbook/formulas.ts"
import { type Grouped, nothing, plus } from "../../../workbook/Grouped.ts"
import { money } from "../../../workbook/summary.ts"
import { blockHeader } from "./layout.ts"
import { word, type Word } from "./words.ts"

export interface Sums {
  readonly title: Word
  readonly meaning?: Word
  readonly grouped: Grouped
  readonly groups: ReadonlyArray<{ readonly key: string; readonly label: string; readonly meaning?: string }>
  readonly table: formulas.Ranges
  /** The columns whose cells say the group, and hold the amount. */
  readonly group: string
  readonly amount: string
}

/** `at` is the row that it begins on, from 1. */
export const sums = (
  { amount, group, grouped, groups, meaning, table, title }: Sums,
  currencies: ReadonlyArray<string>,
  language: Language,
  at: number,
): ReadonlyArray<GridRow> => {
  const rowsOf = (key: string) => currencies.reduce((sum, one) => sum + (grouped.of(one, key)?.rows ?? 0), 0)
  const sumOf = (key: string, currency: string) => grouped.of(currency, key)?.sums[0] ?? nothing
  const column = (index: number) => `SUM(${letters(index)}${at + 1}:${letters(index)}${at + groups.length})`
  return [
    blockHeader(title, meaning, "cases", currencies, language),
    ...groups.map(({ key, label, meaning }): GridRow => {
      const says = [[group, label]] as const
      return [
        { style: "text", value: label },
        { style: "note", value: meaning },
        { style: "integer", value: rowsOf(key), formula: formulas.count([{ table, says }]) },
        ...currencies.map((one) =>
          money("money", sumOf(key, one), formulas.sum([{ table, says: [...says, ["currency", one]] }], amount)),
        ),
      ]
    }),
    [
      { style: "total", value: word("total", language) },
      { style: "total" },
      { style: "totalInteger", value: groups.reduce((sum, { key }) => sum + rowsOf(key), 0), formula: column(2) },
      ...currencies.map((one, index) =>
        money(
          "totalMoney",
          groups.reduce((sum, { key }) => plus(sum, sumOf(key, one)), nothing),
          `ROUND(${column(index + 3)},2)`,
        ),
      ),
    ],
  ]
}

/** Residual capital: how many cases have some, and how much. */
export const residual = (
  grouped: Grouped,
  table: formulas.Ranges,
  currencies: ReadonlyArray<string>,
  language: Language,
): ReadonlyArray<GridRow> => {
  const ranges = table.ranges("residual")
  const counted = ranges.length === 0 ? undefined : ranges.map((cells) => `COUNT(${cells})`).join("+")
  return [
    blockHeader("residual", undefined, "cases", currencies, language),
    [
      { style: "text", value: word("residualLeft", language) },
      { style: "note", value: word("residualMeaning", language) },
      { style: "integer", value: grouped.rows(), formula: counted },
      ...currencies.map((one) =>
        money(
          "money",
          grouped.of(one, "")?.sums[0] ?? nothing,
          formulas.sum([{ table, says: [["currency", one]] }], "residual"),
        ),
      ),
    ],
  ]
}
