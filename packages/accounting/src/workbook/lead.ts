/** What stands above a table: its title, one line that says what to do with it, and what its rows add up to. */
import type { Language } from "@amili-cases/sheets/Column"
import type { GridCell, GridRow } from "@amili-cases/sheets/xlsx/Grid"
import type { TableSheet } from "@amili-cases/sheets/xlsx/TableSheet"
import type * as Workbook from "@amili-cases/sheets/xlsx/Workbook"
import * as formulas from "./formulas.ts"
import { type Grouped, nothing } from "./Grouped.ts"
import { type Measure, money } from "./summary.ts"
import { word, type Word } from "./words.ts"

export interface About {
  readonly task: Word
  /** By currency alone. */
  readonly totals: Grouped
  readonly measures: ReadonlyArray<Measure>
  /** Whether the rows stand in the order that people page through. */
  readonly isOrdered: boolean
}

/** Rows that it takes: title, task, currencies, count, measures, and one that is empty. */
export const leadRows = (measures: ReadonlyArray<Measure>): number => 5 + measures.length

export const lead = <R>(
  table: TableSheet<R>,
  { isOrdered, measures, task, totals }: About,
  language: Language,
): Workbook.Lead => {
  const currencies = totals.currencies()
  const rowsOf = (currency: string) => [{ table, says: [["currency", currency]] as const }]
  const line = (label: string, cells: ReadonlyArray<GridCell>): GridRow =>
    cells.length === 0 ? [] : [{ style: "text", value: label }, ...cells]
  const todo = [word(task, language), ...(isOrdered ? [] : [word("byId", language)])].join(" ")
  const grid = [
    [{ style: "title", value: table.spec.title }],
    [{ style: "note", value: todo }],
    line(
      word("total", language),
      currencies.map((value) => ({ style: "boldRight", value: value === "" ? word("none", language) : value })),
    ),
    line(
      word("rows", language),
      currencies.map((currency) => ({
        style: "integer",
        value: totals.of(currency, "")?.rows ?? 0,
        formula: formulas.count(rowsOf(currency)),
      })),
    ),
    ...measures.map(({ head, key }, measure) =>
      line(
        word(head, language),
        currencies.map((currency) =>
          money(
            "money",
            totals.of(currency, "")?.sums[measure] ?? nothing,
            key === undefined ? undefined : formulas.sum(rowsOf(currency), key),
          ),
        ),
      ),
    ),
  ] satisfies ReadonlyArray<GridRow>
  return { table, grid }
}
