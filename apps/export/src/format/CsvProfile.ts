import type { Language } from "./Column.ts"

/** How a CSV file is written. */
export interface CsvProfile {
  readonly name: string
  readonly delimiter: string
  readonly decimalMark: "," | "."
  readonly encoding: "utf-8" | "utf-8-bom" | "windows-1252"
  /** `key` writes the stable names. */
  readonly headers: Language | "key"
  /**
   * What gets an apostrophe in front: what a spreadsheet would run as a formula, or also what Excel would take for a
   * number or a date and change (leading zeros, more than 11 digits, 2025-01, 12E5).
   */
  readonly guard: "formulas" | "formulas-and-numbers"
  /** Columns by key, in order; all of the table's when absent. */
  readonly columns?: ReadonlyArray<string>
}
