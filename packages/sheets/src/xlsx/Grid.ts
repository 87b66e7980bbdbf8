import * as decimal from "../numbers/decimal.ts"
import type { Frame, StyleName } from "./Frame.ts"
import { letters } from "./cell.ts"
import { element, escape } from "./xmlText.ts"

/** A cell of a sheet that is laid out by hand: a bigint is money in hundredths, a formula comes with its value. */
export interface GridCell {
  readonly style: StyleName
  readonly value?: string | number | bigint | undefined
  readonly formula?: string | undefined
}

export type GridRow = ReadonlyArray<GridCell | undefined>

/** The XML of the rows, from row 1. */
export const rows = (grid: ReadonlyArray<GridRow>, style: Frame["style"]): string =>
  grid
    .map((row, index) => {
      const cells = row.map((cell, column) =>
        cell === undefined ? "" : cellXml(cell, `${letters(column)}${index + 1}`, style),
      )
      return `<row r="${index + 1}">${cells.join("")}</row>`
    })
    .join("")

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
