import { readFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import * as zip from "@amili-cases/sheets/xlsx/zip"
import type { WorkbookOptions } from "@amili-cases/export-engine/dataset/Output"
import * as Workbook from "./workbooks.ts"
import { problemsOf } from "../../../sheets/test/support/packaging.ts"
import { inFolder } from "../../../sheets/test/support/files.ts"
import { closedRow, openRow, provenance } from "./rows.ts"

const partsOf = (path: string) => zip.unpack(readFileSync(path))
const options: WorkbookOptions = { language: "sv", provenance: { ...provenance, tool: "amili-export <&> 1" } }
const closing = { dataHash: "ab".repeat(32), warnings: ["1 < 2 & so on"] }

const openBook = (folder: string, rows: number, mostRows?: number) =>
  Effect.gen(function* () {
    const path = join(folder, `open-${rows}.xlsx`)
    const book = yield* Workbook.openCases(path, { ...options, mostRows })
    yield* book.write(Array.from({ length: rows }, (_, index) => openRow(index, { state: `state ${index % 30}` })))
    yield* book.finish(closing)
    return partsOf(path)
  }).pipe(Effect.scoped)

const closedBook = (folder: string, rows: number, language: "en" | "sv") =>
  Effect.gen(function* () {
    const path = join(folder, `closed-${rows}-${language}.xlsx`)
    const privacy = rows % 2 === 0 ? "full" : "none"
    const book = yield* Workbook.closedCases(path, { language, provenance: { ...provenance, privacy } })
    yield* book.write(
      Array.from({ length: rows }, (_, index) => closedRow(index, { creditor: "x".repeat(index * 900) })),
    )
    if (rows > 0) {
      yield* book.corrections([{ ...closedRow(9), change: "changed", corrects: 3 }])
      yield* book.quarantine([{ ...closedRow(10, { link: undefined }), problem: "undated" }])
    }
    yield* book.finish(closing)
    return partsOf(path)
  }).pipe(Effect.scoped)

describe("a workbook's package", () => {
  it.effect("keeps to the rules of the format, empty, small, split and with long texts", () =>
    inFolder((folder) =>
      Effect.gen(function* () {
        expect(problemsOf(yield* openBook(folder, 0))).toEqual([])
        expect(problemsOf(yield* openBook(folder, 1))).toEqual([])
        // A chart begins on a page of its own.
        const split = yield* openBook(folder, 95, 21)
        expect(String(split.get("xl/worksheets/sheet1.xml"))).toContain("<rowBreaks")
        expect(split.has("xl/worksheets/sheet7.xml")).toBe(true)
        expect(problemsOf(split)).toEqual([])
        expect(problemsOf(yield* closedBook(folder, 0, "sv"))).toEqual([])
        const long = yield* closedBook(folder, 40, "en")
        expect(String(long.get("xl/workbook.xml"))).toContain("Long texts")
        expect(problemsOf(long)).toEqual([])
        // As many pages beside each other as it takes to be legible on paper.
        const pagesWide = (sheet: number) =>
          /fitToWidth="(\d)"/.exec(String(long.get(`xl/worksheets/sheet${sheet}.xml`)))?.[1]
        expect([1, 2, 6, 7].map(pagesWide)).toEqual(["1", "1", "1", "1"])
      }),
    ),
  )

  it.effect("names the program, and asks for nothing to be calculated on opening", () =>
    inFolder((folder) =>
      Effect.gen(function* () {
        const parts = yield* openBook(folder, 1)
        expect(String(parts.get("docProps/app.xml"))).toContain(
          "<Application>amili-export &lt;&amp;&gt; 1</Application>",
        )
        expect(String(parts.get("xl/workbook.xml"))).toContain('<calcPr calcId="191029"/>')
        expect(String(parts.get("xl/worksheets/sheet3.xml"))).toContain(
          'sqref="A9:A9 B9:B9 C9:C9" numberStoredAsText="1"',
        )
      }),
    ),
  )

  it.effect("would be found wanting in each of these ways", () =>
    inFolder((folder) =>
      Effect.gen(function* () {
        const parts = yield* openBook(folder, 3)
        const found = (name: string, from: string | RegExp, to: string) => {
          const text = String(parts.get(name)).replace(from, to)
          expect(text).not.toBe(String(parts.get(name)))
          return problemsOf(new Map([...parts, [name, Buffer.from(text)]]))
        }
        const sheet = "xl/worksheets/sheet3.xml"
        expect(found(sheet, /(<pageMargins [^>]*>)(<pageSetup [^>]*>)/, "$2$1")[0]).toMatch(
          /pageMargins> may not stand/,
        )
        expect(found(sheet, 'r="B10"', 'r="A10"')[0]).toMatch(/cell A10 stands in row 10/)
        expect(found(sheet, /<v>-\d+\.\d+<\/v>/, "<v>NaN</v>")[0]).toMatch(/is NaN/)
        expect(found(sheet, 'r:id="link2"', 'r:id="link9"')[0]).toMatch(/relationship link9 is not there/)
        expect(found("xl/tables/table1.xml", "A8:S11", "A8:S12")[0]).toMatch(/covers A8:S12/)
        expect(found("xl/tables/table1.xml", 'name="Läge"', 'name="Stage"')[0]).toMatch(/other headers/)
        expect(found("xl/workbook.xml", "'Öppna ärenden'!$A", "Öppna ärenden!$A")[0]).toMatch(/Print_Area is/)
        expect(found("xl/workbook.xml", "Åldersanalys", "a".repeat(32))[0]).toMatch(/cannot name a sheet/)
        expect(found("[Content_Types].xml", "table1.xml", "table9.xml")[0]).toMatch(/has no content type/)
        expect(() => found(sheet, "</row>", "")).toThrow(/ends <row>|not well-formed/)
      }),
    ),
  )
})
