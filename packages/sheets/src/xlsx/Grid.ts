import * as decimal from "../numbers/decimal.ts"
import type { Frame } from "./Frame.ts"
import type { StyleName } from "./styles.ts"
import { letters } from "./cell.ts"
import { element, escape } from "./xmlText.ts"

/** A cell of a sheet that is laid out by hand: a bigint is money in hundredths, a formula comes with its value. */
export interface GridCell {
  readonly style: StyleName
  readonly value?: string | number | bigint | undefined
  readonly formula?: string | undefined
}

/** A row from column A on; undefined leaves a cell empty and without a style. */
export type GridRow = ReadonlyArray<GridCell | undefined>

/** Height of a line, in points. */
const LINE = 15
/** Lines of the tallest row that Excel knows. */
const MOST_LINES = 27

/** Lines that a text takes in a column of so many characters: words are not broken, so that a line holds fewer. */
export const linesOf = (text: string, width: number): number =>
  text.length <= width ? 1 : Math.min(MOST_LINES, Math.ceil(text.length / (0.85 * width)))

/** The attributes of a row of more than one line: not every program finds out by itself how tall it has to be. */
export const heightOf = (lines: number): string => (lines > 1 ? ` ht="${lines * LINE + 1}" customHeight="1"` : "")

/** The XML of the rows, from row 1; texts that do not fit into the widths of the columns make their row taller. */
export const rows = (grid: ReadonlyArray<GridRow>, style: Frame["style"], widths: ReadonlyArray<number> = []): string =>
  grid
    .map((row, index) => {
      const lines = row.map((cell, column) =>
        cell !== undefined && wrapping.has(cell.style) && typeof cell.value === "string"
          ? linesOf(cell.value, widths[column] ?? Infinity)
          : 1,
      )
      const cells = row.map((cell, column) =>
        cell === undefined ? "" : cellXml(cell, `${letters(column)}${index + 1}`, style),
      )
      return `<row r="${index + 1}"${heightOf(Math.max(1, ...lines))}>${cells.join("")}</row>`
    })
    .join("")

const wrapping: ReadonlySet<StyleName> = new Set(["header", "headerRight", "wrapped"])

const cellXml = (cell: GridCell, at: string, style: Frame["style"]): string => {
  const open = `<c r="${at}" s="${style(cell.style)}"`
  const { formula, value } = cell
  if (value === undefined) return `${open}/>`
  if (typeof value === "string" && formula !== undefined) {
    return `${open} t="str"><f>${escape(formula)}</f><v>${escape(value)}</v></c>`
  }
  if (typeof value === "string") return `${open} t="inlineStr"><is>${element(value.slice(0, 32_767))}</is></c>`
  const number = typeof value === "bigint" ? decimal.format(value, ".") : String(value)
  return `${open}>${formula === undefined ? "" : `<f>${escape(formula)}</f>`}<v>${number}</v></c>`
}
