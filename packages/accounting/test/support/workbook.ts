import { readFileSync } from "node:fs"
import * as XLSX from "@e965/xlsx"

/** The workbook as a reader that is not ours sees it. */
export const read = (path: string): XLSX.WorkBook =>
  XLSX.read(readFileSync(path), { cellFormula: true, cellNF: true, cellStyles: true })

/** The values of a sheet, row by row. */
export const valuesOf = (book: XLSX.WorkBook, sheet: string): ReadonlyArray<ReadonlyArray<string | number>> =>
  XLSX.utils.sheet_to_json<Array<string | number>>(book.Sheets[sheet] ?? {}, { header: 1, raw: true, blankrows: true })

/** The table of a sheet, header first: what stands above it ends with an empty row. */
export const tableOf = (book: XLSX.WorkBook, sheet: string): ReadonlyArray<ReadonlyArray<string | number>> => {
  const values = valuesOf(book, sheet)
  return values.slice(values.findLastIndex((row) => row.length === 0) + 1)
}
