/** What the sides have in common: how they are timed, and how what they wrote is compared. */
import { createHash } from "node:crypto"
import { rmSync } from "node:fs"
import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { batches, type Row } from "../../data/rows.ts"
import { Stopwatch } from "../../harness/Stopwatch.ts"
import { peakMb, setting, size, type Timed } from "../../harness/Timed.ts"
import * as sheet from "./sheet.ts"

/** Writes a workbook at a path where there is nothing. */
export type Write = (path: string, rows: Iterable<ReadonlyArray<Row>>) => Promise<void>

/** Rows of a second, small workbook that is read back cell by cell. */
const compared = 500

export const measured = async (name: string, write: Write): Promise<Timed> => {
  const path = pathOf(name)
  rmSync(path, { force: true })
  const watch = new Stopwatch()
  await write(path, watch.without(batches(size)))
  const { time } = watch
  const peak = peakMb()
  const rows = await sheet.rowsOf(path)
  const small = pathOf(`${name}-small`)
  rmSync(small, { force: true })
  await write(small, batches(compared))
  return {
    ...time,
    peakMb: peak,
    answer: `${rows} rows, cells ${await cellsOf(small)}`,
    counts: await sheet.sizesOf(path),
  }
}

export const pathOf = (name: string): string => join(setting("BENCH_FOLDER"), `${name}.xlsx`)

/** A hash of every cell's value as another program reads it, days as days. */
const cellsOf = async (path: string): Promise<string> => {
  const { read, utils } = await import("@e965/xlsx")
  const book = read(await readFile(path), { cellDates: true, UTC: true })
  const hash = createHash("sha256")
  for (const title of book.SheetNames) {
    const found = book.Sheets[title]
    if (found === undefined) continue
    for (const row of utils.sheet_to_json<ReadonlyArray<unknown>>(found, { header: 1, UTC: true })) {
      // Sheets around the table, if a writer makes some, have fewer columns.
      if (row.length === 20) hash.update(`${row.map(plain).join("\t")}\n`)
    }
  }
  return hash.digest("hex").slice(0, 12)
}

const plain = (value: unknown): string => (value instanceof Date ? value.toISOString().slice(0, 10) : String(value))
