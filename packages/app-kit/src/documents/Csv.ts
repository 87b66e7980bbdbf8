/** Comma-separated values as RFC 4180 has them, values as they are: for programs, not for a spreadsheet to open. */
import type { Column } from "../terminal/Table.ts"

export const header = (columns: ReadonlyArray<{ readonly name: string }>): string =>
  columns.map(({ name }) => quote(name)).join(",")

export const line =
  <A>(columns: ReadonlyArray<Column<A>>) =>
  (row: A): string =>
    columns.map((column) => quote(column.value(row))).join(",")

const quote = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
