import type { Language } from "@amili-cases/sheets/Column"
import type { GridRow } from "@amili-cases/sheets/xlsx/Grid"
import { word } from "./words.ts"

export interface Listed {
  readonly name: string
  /** Undefined for a sheet that is no list of rows. */
  readonly rows: number | undefined
  /** What to know of the count. */
  readonly note?: string | undefined
}

/** Every sheet with its number of rows, the name leading there. Sheets without rows are hidden: nothing leads to them. */
export const sheetIndex = (sheets: ReadonlyArray<Listed>, language: Language): ReadonlyArray<GridRow> => [
  [
    { style: "header", value: word("sheet", language) },
    { style: "header" },
    { style: "headerRight", value: word("rowsOnSheet", language) },
  ],
  ...sheets.map(({ name, note, rows }): GridRow => [
    rows === 0
      ? { style: "text", value: name }
      : { style: "link", value: name, formula: `HYPERLINK("#'${name}'!A1","${name}")` },
    { style: "note", value: rows === 0 ? word("hidden", language) : note },
    rows === undefined ? undefined : { style: "integer", value: rows },
  ]),
]
