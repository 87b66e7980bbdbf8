/** hucre's stream, which makes no tables: a frozen header, widths and formats. */
import { createWriteStream } from "node:fs"
import { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"
import { writeXlsxStream, type XlsxStreamRow } from "hucre/xlsx"
import { columns, type Row } from "../../data/rows.ts"
import type { Timed } from "../../harness/Timed.ts"
import { formatOf, readers } from "./cells.ts"
import { measured, type Write } from "./workbook.ts"

function* rowsOf(batches: Iterable<ReadonlyArray<Row>>): Generator<XlsxStreamRow> {
  for (const batch of batches) for (const row of batch) yield readers.map((read) => read(row))
}

const definitions = columns.map(({ header, kind, width }) => {
  const numFmt = formatOf(kind)
  return numFmt === undefined ? { header: header.en, width } : { header: header.en, width, numFmt }
})

const write: Write = (path, batches) =>
  pipeline(
    Readable.fromWeb(
      // Node's type of a web stream, and the browser's.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      writeXlsxStream(rowsOf(batches), { name: "Rows", columns: definitions, freezePane: { rows: 1 } }) as never,
    ),
    createWriteStream(path),
  )

export const run = (): Promise<Timed> => measured("hucre", write)
