/** How cells of a workbook look. */
import type { CellStyle } from "hucre/xlsx"

const header: CellStyle = {
  font: { name: "Calibri", size: 11, bold: true, color: { rgb: "FFFFFF" } },
  fill: { type: "pattern", pattern: "solid", fgColor: { rgb: "1F4E78" } },
  alignment: { vertical: "center", wrapText: true },
}
const NOTE: NonNullable<CellStyle["font"]> = { name: "Calibri", size: 11, italic: true, color: { rgb: "595959" } }
const bold: CellStyle = { font: { name: "Calibri", size: 11, bold: true } }
const total: CellStyle = { ...bold, border: { top: { style: "thin" } } }
/** Two decimals and thousands as the reader's locale separates them. */
const MONEY = "#,##0.00"
const WHOLE = "#,##0"
const PERCENT = "0.0%"
/** Turned into the built-in date format 14, the only one that follows the reader's locale. */
const DATE = "mm-dd-yy"

/** What a cell is for, which decides how it looks. */
export type StyleName =
  | "title"
  | "header"
  | "headerRight"
  | "bold"
  | "boldRight"
  | "note"
  | "warning"
  | "text"
  | "wrapped"
  | "id"
  | "integer"
  | "plain"
  | "money"
  | "amountText"
  | "percent"
  | "totalPercent"
  | "date"
  | "link"
  | "total"
  | "totalInteger"
  | "totalMoney"
  | "totalText"

/** Font, fill, alignment and number format of each style. */
export const STYLES: Readonly<Record<StyleName, CellStyle>> = {
  title: { font: { name: "Calibri", size: 16, bold: true, color: { rgb: "1F4E78" } } },
  header,
  headerRight: { ...header, alignment: { ...header.alignment, horizontal: "right" } },
  bold,
  boldRight: { ...bold, alignment: { horizontal: "right" } },
  note: { font: NOTE },
  warning: { font: { name: "Calibri", size: 11, bold: true, color: { rgb: "9C0006" } } },
  // What is wider than its column goes on in the next line: it would be cut where the next cell begins.
  wrapped: { alignment: { wrapText: true, vertical: "top" } },
  id: { numFmt: "@", alignment: { wrapText: true, vertical: "top" } },
  integer: { numFmt: WHOLE, alignment: { vertical: "top" } },
  plain: { numFmt: "0", alignment: { vertical: "top" } },
  // A number that is wider than its column would be shown as ####.
  money: { numFmt: MONEY, alignment: { shrinkToFit: true, vertical: "top" } },
  amountText: { numFmt: "@", alignment: { horizontal: "right", shrinkToFit: true, vertical: "top" } },
  percent: { numFmt: PERCENT, alignment: { vertical: "top" } },
  totalPercent: { ...total, numFmt: PERCENT },
  date: { numFmt: DATE, alignment: { horizontal: "center", vertical: "top" } },
  link: {
    font: { name: "Calibri", size: 11, underline: true, color: { rgb: "0563C1" } },
    alignment: { vertical: "top" },
  },
  total,
  totalInteger: { ...total, numFmt: WHOLE },
  totalMoney: { ...total, numFmt: MONEY, alignment: { shrinkToFit: true } },
  text: {},
  totalText: { ...total, numFmt: "@", alignment: { horizontal: "right", shrinkToFit: true } },
}
