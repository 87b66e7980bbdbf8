/** A row as libraries take it: amounts and days as the numbers and dates that a sheet shows. */
import { columns, type Row } from "../../data/rows.ts"

const moneyFormat = "#,##0.00"
const dateFormat = "yyyy-mm-dd"

/** Values of each column, as a library takes them. */
export const readers: ReadonlyArray<(row: Row) => string | number | Date> = columns.map((column) => {
  switch (column.kind) {
    case "money":
      return (row) => Number(column.value(row)) / 100
    case "date":
      return (row) => new Date(`${column.value(row)}T00:00:00Z`)
    case "integer":
      return (row) => column.value(row) ?? 0
    default:
      return (row) => column.value(row) ?? ""
  }
})

export const formatOf = (kind: string): string | undefined =>
  kind === "money" ? moneyFormat : kind === "date" ? dateFormat : undefined
