/** exceljs's streaming writer, which makes no tables: a frozen header, widths, formats and a filter. */
import exceljs from "exceljs"
import { columns } from "../../data/rows.ts"
import type { Timed } from "../../harness/Timed.ts"
import { formatOf, readers } from "./cells.ts"
import { measured, type Write } from "./workbook.ts"

const write: Write = async (path, batches) => {
  const book = new exceljs.stream.xlsx.WorkbookWriter({
    filename: path,
    useStyles: true,
    useSharedStrings: false,
    zip: { zlib: { level: 6 } },
  })
  const sheet = book.addWorksheet("Rows", { views: [{ state: "frozen", ySplit: 1 }] })
  sheet.columns = columns.map(({ header, kind, width }) => {
    const numFmt = formatOf(kind)
    return numFmt === undefined ? { header: header.en, width } : { header: header.en, width, style: { numFmt } }
  })
  sheet.autoFilter = "A1:T1"
  for (const batch of batches) {
    for (const row of batch) sheet.addRow(readers.map((read) => read(row))).commit()
    // It never waits for the disk by itself.
    await new Promise(setImmediate)
  }
  sheet.commit()
  await book.commit()
}

export const run = (): Promise<Timed> => measured("exceljs", write)
