/** The columns that files have, as columns of a table on a page. */
import { amountText, countText } from "@amili-cases/accounting/reconcile/files/headline"
import { foreign, markup, type Part } from "@amili-cases/accounting/html/markup"
import type { Column as TableColumn } from "@amili-cases/accounting/html/table"
import type { Column, Language } from "@amili-cases/sheets/Column"

/** Those that people read, in the order of the files. */
export const columnsOf = <R>(columns: ReadonlyArray<Column<R>>, language: Language): ReadonlyArray<TableColumn<R>> =>
  columns
    .filter(({ personal, technical }) => technical !== true && personal !== true)
    .map((column) => ({
      header: column.header[language],
      kind: kinds[column.kind],
      cell: (row) => cellOf(column, row, language),
    }))

const kinds = {
  text: "text",
  id: "text",
  enum: "text",
  link: "text",
  money: "number",
  integer: "number",
  date: "word",
} as const

const cellOf = <R>(column: Column<R>, row: R, language: Language): Part => {
  switch (column.kind) {
    case "money": {
      const minor = column.value(row)
      return minor === undefined ? undefined : amountText(minor, language)
    }
    case "integer": {
      const count = column.value(row)
      return count === undefined ? undefined : countText(count, language)
    }
    case "date":
      return column.value(row)
    default: {
      const text = column.said === undefined ? column.value(row) : column.said(row, language)
      if (text === undefined) return undefined
      return column.kind === "id" ? markup`<span class="key">${foreign(text)}</span>` : foreign(text)
    }
  }
}
