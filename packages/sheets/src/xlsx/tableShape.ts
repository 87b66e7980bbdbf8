/** What the sheets of a table are, apart from their cells. */
import type { Column, Language } from "../Column.ts"
import { letters } from "./cell.ts"
import type { SheetShape } from "./Frame.ts"

/** Characters beside each other on a page of A4 landscape: Calibri of 11 points is printed in no less than 8. */
const LEGIBLE = 200

/** What sets one table apart from another. */
export interface TableSpec<R> {
  /** Also the name of the sheet. */
  readonly title: string
  /** Name of the Excel table. */
  readonly table: string
  readonly columns: ReadonlyArray<Column<R>>
  /** What the sheet says when it has no rows. */
  readonly empty: string
  readonly tab: string
  /** Rows above the table, for what `Lead` says of it. */
  readonly lead?: number | undefined
}

/** A sheet of the table without its cells; `index` counts the sheets of one table. */
export const shapeOf = <R>(spec: TableSpec<R>, language: Language, rows: number, index: number): SheetShape => {
  const headers = headersOf(spec, language)
  const widths = spec.columns.map((column) => column.width)
  const lead = spec.lead ?? 0
  const printed = spec.columns.findLastIndex((column) => !column.technical) + 1
  return {
    name: nameOf(spec.title, index),
    widths,
    frozen: lead + 1,
    frozenColumns: 1,
    hidden: rows === 0,
    // LibreOffice prints a hidden sheet that has a print area.
    printed: rows === 0 ? undefined : printed,
    pagesWide: pagesWideOf(widths.slice(0, printed)),
    tab: spec.tab,
    table:
      rows === 0
        ? undefined
        : {
            name: nameOf(spec.table, index).replace(" ", "_"),
            range: `A${lead + 1}:${letters(headers.length - 1)}${lead + rows + 1}`,
            columns: headers.map((name) => ({ name })),
            style: "TableStyleLight1",
          },
  }
}

/** Pages beside each other that columns of these widths take. */
export const pagesWideOf = (widths: ReadonlyArray<number>): number =>
  Math.ceil(widths.reduce((sum, width) => sum + width, 0) / LEGIBLE)

/** The headers of the columns from left to right. */
export const headersOf = <R>(spec: TableSpec<R>, language: Language): ReadonlyArray<string> =>
  spec.columns.map((column) => column.header[language])

/** The name of one of its sheets. */
export const nameOf = (title: string, index: number) => (index === 0 ? title : `${title} ${index + 1}`)
