/** What writing a row costs, counted in what no machine changes: a change for the worse is seen at once. */

import { readFileSync } from "node:fs"
import { join } from "node:path"
import { setFlagsFromString } from "node:v8"
import { runInNewContext } from "node:vm"
import { describe, expect, it } from "@effect/vitest"
import { Effect, Schema } from "effect"
import { openCsv } from "../../src/format/Csv.ts"
import { profiles, svExcel } from "../../src/format/CsvProfile.ts"
import * as Datasets from "../../src/format/Datasets.ts"
import { Bytes } from "../../src/format/internal/Bytes.ts"
import * as csvLine from "../../src/format/internal/csvLine.ts"
import * as csvText from "../../src/format/internal/csvText.ts"
import { RowNumber } from "../../src/format/internal/RowNumber.ts"
import { SharedStrings } from "../../src/format/internal/SharedStrings.ts"
import { cell } from "../../src/format/internal/xlsxCell.ts"
import * as zip from "../../src/format/internal/zip.ts"
import type { OpenRow } from "../../src/format/Row.ts"
import * as Workbook from "../../src/format/Workbook.ts"
import { inFolder, openRow, provenance } from "./support.ts"

const columns = Datasets.open.columns
/** As they come from decoding: texts in one piece, not in halves that the first who looks at them puts together. */
const rows: ReadonlyArray<OpenRow> = Array.from({ length: 1000 }, (_, index) => {
  const { caseId, link = "" } = openRow(index)
  return openRow(index, { caseId: Buffer.from(caseId).toString(), link: Buffer.from(link).toString() })
})

setFlagsFromString("--expose-gc")
const collect = Schema.decodeUnknownSync(Schema.Any)(runInNewContext("gc"))

/** Bytes of the heap that a row takes once the code is compiled: too few rows for a collection to come between. */
/** Times that the rows are written for one figure: what measuring takes is little beside, and no collection comes between. */
const TIMES = 3

const allocated = (write: (row: OpenRow) => void): number => taken(write) / rows.length / TIMES

const taken = (write: (row: OpenRow) => void): number => {
  const all = (times: number): void => {
    for (let time = 0; time < times; time++) for (const row of rows) write(row)
  }
  all(100)
  const measured = Array.from({ length: 5 }, () => {
    collect()
    const before = process.memoryUsage().heapUsed
    all(TIMES)
    return process.memoryUsage().heapUsed - before
  })
  return Math.min(...measured)
}

/** Less than one more text of a few digits in each row would take. */
const NOTHING = 24
/** One text: ids of digits alone get an apostrophe in front. */
const APOSTROPHE = 100

describe("writing a row", () => {
  for (const profile of profiles) {
    it(`allocates next to nothing (${profile.name})`, () => {
      const out = new Bytes(4096)
      const text = csvText.text(profile, { count: 0 })
      const line = csvLine.line(columns.map(csvLine.field), profile, text)
      const bytes = allocated((row) => {
        out.length = 0
        line(out, row)
      })
      expect(bytes).toBeLessThan(profile.guard === "formulas" ? NOTHING : APOSTROPHE)
    })
  }

  it("allocates next to nothing (workbook)", () => {
    const out = new Bytes(4096)
    const number = new RowNumber()
    const counts = { amountsAsText: 0, longTexts: [] }
    const strings = new SharedStrings()
    const cells = columns.map((column, index) => cell(column, index, 1, 2, strings, counts, { sheet: "" }))
    const bytes = allocated((row) => {
      out.length = 0
      number.set(12_345)
      for (const write of cells) write(out, row, number)
    })
    expect(bytes).toBeLessThan(NOTHING)
  })

  it.effect("takes no more bytes of a file, and of the XML that is deflated, than it did", () =>
    inFolder((folder) =>
      Effect.gen(function* () {
        const csv = yield* openCsv(join(folder, "open.csv"), Datasets.open, { profile: svExcel, privacy: "none" })
        yield* csv.write(rows)
        expect(Math.round((yield* csv.end).bytes / rows.length)).toBe(230)
        const path = join(folder, "open.xlsx")
        const book = yield* Workbook.openCases(path, { language: "en", provenance })
        yield* book.write(rows)
        yield* book.finish({})
        const sheet = zip.unpack(readFileSync(path)).get("xl/worksheets/sheet3.xml")
        expect(Math.round((sheet?.length ?? 0) / rows.length)).toBe(744)
      }),
    ),
  )
})
