/** The tables of a run's files, as readers that are not ours see them: to hold CSV files, workbook and manifest together. */
import { join } from "node:path"
import { read, tableOf } from "../workbook.ts"
import type { Files, Row } from "./Files.ts"

/** The files of the workbooks of a run: one, or one for each creditor. */
const books = (folder: string, { manifest }: Files) =>
  manifest.files.filter(({ role }) => role === "workbook").map(({ name }) => read(join(folder, name)))

/** Rows of sheets by the English headers, their cells as CSV writes them. */
export const onSheets = (folder: string, files: Files, sheets: ReadonlyArray<string>): ReadonlyArray<Row> =>
  books(folder, files).flatMap((book) =>
    sheets.flatMap((sheet) => {
      const [headers = [], ...lines] = tableOf(book, sheet)
      if (lines.length === 1 && lines[0]?.length === 1) return []
      return lines.map((line) =>
        Object.fromEntries(headers.map((header, index) => [String(header), String(line[index] ?? "")])),
      )
    }),
  )

/** What a row is known by and adds up to, whichever file it stands in. */
export const keyOf = (row: Row): string =>
  [
    row["case_id"] ?? row["Case id"],
    row["problem"] ?? row["Problem"] ?? row["change"] ?? row["Change"],
    row["close_reason"] ?? row["Close reason"],
    row["currency"] ?? row["Currency"],
    Number(row["remaining_capital"] ?? row["Remaining capital"]),
    row["creditor_id"] ?? row["Creditor id"],
    row["invoice_number"] ?? row["Invoice number"],
  ].join(" ")

/** Sums of the rows by currency, in hundredths. */
export const sumsOf = (rows: ReadonlyArray<Row>): Readonly<Record<string, number>> => {
  const sums: Record<string, number> = {}
  for (const row of rows) {
    const currency = row["currency"] ?? ""
    sums[currency] = (sums[currency] ?? 0) + Math.round(Number(row["remaining_capital"]) * 100)
  }
  return sums
}
