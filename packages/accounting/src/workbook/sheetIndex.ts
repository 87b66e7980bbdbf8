import type { Language } from "@amili-cases/sheets/Column"
import type { GridRow } from "@amili-cases/sheets/xlsx/Grid"
import { word } from "./words.ts"

/** A name and a row count for each sheet of rows, the name leading there. */
export const sheetIndex = (
  sheets: ReadonlyArray<{ readonly name: string; readonly rows: number }>,
  language: Language,
): ReadonlyArray<GridRow> => [
  [
    { style: "header", value: word("sheet", language) },
    { style: "header", value: undefined },
    { style: "headerRight", value: word("rowsOnSheet", language) },
  ],
  ...sheets.map(({ name, rows }): GridRow => [
    { style: "link", value: name, formula: `HYPERLINK("#'${name}'!A1","${name}")` },
    undefined,
    { style: "integer", value: rows },
  ]),
]
