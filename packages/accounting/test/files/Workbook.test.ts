import { createHash } from "node:crypto"
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "@effect/vitest"
import { Effect, FastCheck as fc } from "effect"
import Papa from "papaparse"
import { noDate } from "@amili-cases/accounting/cases/Details"
import * as zip from "@amili-cases/sheets/xlsx/zip"
import type { ClosedRow, OpenRow } from "@amili-cases/accounting/cases/Row"
import type { WorkbookOptions } from "@amili-cases/export-engine/dataset/Output"
import * as Workbook from "./workbooks.ts"
import { nasty } from "../../../sheets/test/support/nasty.ts"
import {
  convert,
  failing,
  inFolder,
  libreOffice,
  read,
  tableOf,
  textBook,
  valuesOf,
  withoutValues,
} from "../../../sheets/test/support/files.ts"
import { closedRow, openRow, provenance } from "./rows.ts"

const options: WorkbookOptions = { language: "en", provenance }

const openBook = (path: string, batches: ReadonlyArray<ReadonlyArray<OpenRow>>, more: Partial<WorkbookOptions> = {}) =>
  Effect.gen(function* () {
    const book = yield* Workbook.openCases(path, { ...options, ...more })
    for (const rows of batches) yield* book.write(rows)
    return yield* book.finish({ dataHash: "ab".repeat(32), warnings: ["2 cases are closed without a date"] })
  }).pipe(Effect.scoped)

const unclassified = closedRow(8, { reason: "FULLY_PAID", outcome: "unknown", settlementClass: "unclassified" })

const closings: ReadonlyArray<ClosedRow> = [
  closedRow(1, { reason: "fully_paid", settlementClass: "payout_expected", remainingCapital: 0n }),
  closedRow(2, {
    reason: "fully_paid_depreciation",
    settlementClass: "payout_with_residual",
    remainingCapital: 15_000n,
  }),
  closedRow(3, { reason: "fully_paid_depreciation", settlementClass: "payout_with_residual", remainingCapital: 0n }),
  closedRow(4, { reason: "bankruptcy", outcome: "unpaid", settlementClass: "loss" }),
  closedRow(5, { reason: "deceased", outcome: "unpaid", settlementClass: "loss_to_confirm" }),
  closedRow(6, { reason: "recalled", outcome: "unpaid", settlementClass: "returned" }),
  closedRow(7, { reason: "migrated", outcome: "unpaid", settlementClass: "moved" }),
  unclassified,
]

const closedBook = (path: string, language: "sv" | "en" = "en") =>
  Effect.gen(function* () {
    const book = yield* Workbook.closedCases(path, { ...options, language })
    yield* book.write(closings)
    yield* book.corrections([
      { ...closedRow(9), change: "changed", corrects: 3, previousReason: "recalled", previousRemainingCapital: -5n },
    ])
    yield* book.quarantine([{ ...unclassified, problem: "unclassified" }])
    yield* book.quarantine([{ ...closedRow(10, { closedOn: undefined }), problem: "undated", detail: noDate }])
    return yield* book.finish({})
  }).pipe(Effect.scoped)

const columnOf = (rows: ReadonlyArray<ReadonlyArray<string | number>>, header: string) =>
  rows.slice(1).map((row) => row[rows[0]?.indexOf(header) ?? -1])

describe("a workbook of open cases", () => {
  it.effect("holds every row as a table with numbers, days and links", () =>
    inFolder((folder) =>
      Effect.gen(function* () {
        const path = join(folder, "open.xlsx")
        const rows = Array.from({ length: 319 }, (_, index) => openRow(index))
        const written = yield* openBook(path, [rows])
        expect(written.rows).toBe(319)
        expect(written.sha256).toBe(createHash("sha256").update(readFileSync(path)).digest("hex"))
        const book = read(path)
        expect(book.SheetNames).toEqual(["Summary", "Ageing", "Open cases", "Quarantine"])
        const values = tableOf(book, "Open cases")
        expect(columnOf(values, "Case id")).toEqual(rows.map((row) => row.caseId))
        expect(columnOf(values, "Reference")).toEqual(rows.map((row) => row.reference))
        expect(columnOf(values, "Remaining capital")).toEqual(rows.map((row) => Number(row.remainingCapital) / 100))
        expect(book.Sheets["Open cases"]?.["G9"]).toMatchObject({ t: "n", v: 45_956, z: "m/d/yy" })
        expect(book.Sheets["Open cases"]?.["P327"].l.Target).toBe(rows[318]?.link)
        expect(book.Custprops).toMatchObject({ serial: 7, dataHash: "ab".repeat(32) })
      }),
    ),
  )

  it.effect("adds up each state and currency, formulas and values alike", () =>
    inFolder((folder) =>
      Effect.gen(function* () {
        const path = join(folder, "open.xlsx")
        yield* openBook(path, [Array.from({ length: 10 }, (_, index) => openRow(index))])
        const book = read(path)
        const summary = valuesOf(book, "Summary")
        expect(summary).toContainEqual(["Reminder sent, awaiting payment", "reminder", 0, 0, 0, 4, 22.12, 0])
        expect(summary).toContainEqual(["Total", undefined, 6, 33.18, 0, 4, 22.12, 0])
        expect(summary).toContainEqual(["2 cases are closed without a date"])
        const sheet = book.Sheets["Summary"] ?? {}
        const formulas = Object.values(sheet).flatMap((cell) => (typeof cell?.f === "string" ? [cell.f] : []))
        expect(formulas).toContain(
          `ROUND(SUMIFS('Open cases'!$I$9:$I$18,'Open cases'!$F$9:$F$18,"=NOK",'Open cases'!$L$9:$L$18,"=reminder"),2)`,
        )
      }),
    ),
  )

  it.effect("has the same bytes whatever the batches", () =>
    inFolder((folder) =>
      Effect.gen(function* () {
        const rows = Array.from({ length: 5000 }, (_, index) => openRow(index, { creditor: `${index}`.repeat(50) }))
        const one = yield* openBook(join(folder, "one.xlsx"), [rows])
        const many = yield* openBook(
          join(folder, "many.xlsx"),
          Array.from({ length: 72 }, (_, index) => rows.slice(index * 70, (index + 1) * 70)),
        )
        expect(many.sha256).toBe(one.sha256)
        expect(readdirSync(folder).toSorted()).toEqual(["many.xlsx", "one.xlsx"])
      }),
    ),
  )

  it.effect("writes amounts that a spreadsheet cannot hold as text, and no formula over them", () =>
    inFolder((folder) =>
      Effect.gen(function* () {
        const path = join(folder, "open.xlsx")
        const rows = [openRow(0, { remainingCapital: 10n ** 15n }), openRow(3, { remainingCapital: 10n ** 15n - 1n })]
        const { notices } = yield* openBook(path, [rows])
        expect(notices.map((notice) => notice.message)).toEqual([
          "amounts of more than 15 digits are text in the workbook and not in its formulas: 1",
        ])
        const book = read(path)
        expect(columnOf(tableOf(book, "Open cases"), "Remaining capital")).toEqual([
          "10000000000000.00",
          9_999_999_999_999.99,
        ])
        expect(valuesOf(book, "Summary")).toContainEqual([
          "Reminder sent, awaiting payment",
          "reminder",
          2,
          "19999999999999.99",
          0,
        ])
      }),
    ),
  )

  it.effect("goes on in further sheets when one is full, and lists them", () =>
    inFolder((folder) =>
      Effect.gen(function* () {
        const path = join(folder, "open.xlsx")
        const rows = Array.from({ length: 25 }, (_, index) => openRow(index))
        yield* openBook(path, [rows], { mostRows: 11 })
        const book = read(path)
        expect(book.SheetNames.slice(2)).toEqual(["Open cases", "Open cases 2", "Open cases 3", "Quarantine"])
        const ids = book.SheetNames.slice(2, -1).flatMap((name) => columnOf(tableOf(book, name), "Case id"))
        expect(ids).toEqual(rows.map((row) => row.caseId))
        expect(valuesOf(book, "Summary")).toContainEqual(["Open cases 3", undefined, 5])
        expect(valuesOf(book, "Summary")).toContainEqual(["Total", undefined, 16, 1569.28, 0, 9, 882.72, 0])
      }),
    ),
  )

  it.effect(
    "links beyond what Excel opens by formula, and leaves nothing beside the file",
    () =>
      inFolder((folder) =>
        Effect.gen(function* () {
          const path = join(folder, "open.xlsx")
          const rows = Array.from({ length: 66_000 }, (_, index) => openRow(index))
          const { notices } = yield* openBook(path, [rows])
          expect(notices).toEqual([])
          expect(readdirSync(folder)).toEqual(["open.xlsx"])
          const files = zip.unpack(readFileSync(path))
          const xml = String(files.get("xl/worksheets/sheet3.xml"))
          expect(xml.match(/<hyperlink /g)?.length).toBe(65_530)
          expect(xml.match(/<row /g)?.length).toBe(66_007)
          expect(xml).toContain(`<f>HYPERLINK("${rows[65_999]?.link?.replace("&", "&amp;")}")</f>`)
          expect(String(files.get("xl/worksheets/_rels/sheet3.xml.rels")).match(/hyperlink"/g)?.length).toBe(65_530)
        }),
      ),
    30_000,
  )

  it.effect("says what is wrong when the disk is full, wherever it happens, and clears up", () =>
    inFolder((folder) =>
      Effect.gen(function* () {
        const rows = Array.from({ length: 20_000 }, (_, index) => openRow(index))
        for (const suffix of [".xlsx", ".part1"]) {
          const path = join(folder, `${suffix.slice(1)}.xlsx`)
          const error = yield* openBook(path, [rows]).pipe(
            Effect.flip,
            Effect.provide(failing("ENOSPC", (path) => path.endsWith(suffix))),
          )
          expect(error).toMatchObject({ _tag: "WriteFailed", reason: "disk-full" })
          expect(error.message).toMatch(/: no space left$/)
        }
        // The torso under the path is left to the caller, who staged it.
        expect(readdirSync(folder).toSorted()).toEqual(["part1.xlsx", "xlsx.xlsx"])
      }),
    ),
  )

  it.effect("says so when there is nothing", () =>
    inFolder((folder) =>
      Effect.gen(function* () {
        const path = join(folder, "open.xlsx")
        yield* openBook(path, [])
        expect(tableOf(read(path), "Open cases")[1]).toEqual(["No rows in this run"])
      }),
    ),
  )

  it.effect("leaves debtors out unless they were asked for", () =>
    inFolder((folder) =>
      Effect.gen(function* () {
        const row = openRow(1, { debtorName: "M. Å.", debtorIdNumber: "19900101-****" })
        const headersIn = (privacy: "none" | "masked") =>
          Effect.gen(function* () {
            const path = join(folder, `${privacy}.xlsx`)
            yield* openBook(path, [[row]], { provenance: { ...provenance, privacy } })
            return tableOf(read(path), "Open cases")
          })
        expect((yield* headersIn("none")).flat()).not.toContain("M. Å.")
        expect(columnOf(yield* headersIn("masked"), "Debtor id number")).toEqual(["19900101-****"])
      }),
    ),
  )
})

describe("what is wider than its column", () => {
  it.effect("goes on in the next line when it is a text, and is shown smaller when it is an amount", () =>
    inFolder((folder) =>
      Effect.gen(function* () {
        const path = join(folder, "wide.xlsx")
        const creditor = "Skärgårdens Båtplatser ekonomisk förening i likvidation"
        const [small, large] = [openRow(1), openRow(2, { creditor, remainingCapital: 12345678901234567800n })]
        yield* openBook(path, [[small, large]])
        const parts = new Map(zip.unpack(readFileSync(path)))
        const formats = String(parts.get("xl/styles.xml")).match(/<cellXfs[^]*<\/cellXfs>/)?.[0] ?? ""
        const styles = formats.match(/<xf [^]*?(?:\/>|<\/xf>)/g) ?? []
        const sheet = String(parts.get("xl/worksheets/sheet3.xml"))
        const styleOf = (cell: string) => styles[Number(new RegExp(`r="${cell}" s="(\\d+)"`).exec(sheet)?.[1])]
        // Case, invoice, reference, creditor, stage, currency; amounts as a number and as text.
        for (const cell of ["A9", "B9", "C9", "D9", "E9", "F9"])
          expect([cell, styleOf(cell)]).toEqual([cell, expect.stringContaining('wrapText="true"')])
        for (const cell of ["I9", "I10"])
          expect([cell, styleOf(cell)]).toEqual([cell, expect.stringContaining('shrinkToFit="true"')])
        expect(sheet).toContain('t="inlineStr"><is><t>123456789012345678.00</t>')
        expect(sheet).toMatch(/<row r="9" ht="46" customHeight="1">.*likvidation/)
        expect(sheet).toContain('<row r="10">')
      }),
    ),
  )
})

describe("a workbook of closed cases", () => {
  it.effect("puts each row on the sheet of what accounting does next", () =>
    inFolder((folder) =>
      Effect.gen(function* () {
        const path = join(folder, "closed.xlsx")
        yield* closedBook(path)
        const book = read(path)
        const on = (sheet: string) => columnOf(tableOf(book, sheet), "Invoice number")
        expect(book.SheetNames).toEqual([
          "Summary",
          "Paid",
          "Losses",
          "To decide",
          "Other closings",
          "Corrections",
          "Quarantine",
        ])
        expect(on("Paid")).toEqual(["INV-1", "INV-2", "INV-3"])
        expect(on("Losses")).toEqual(["INV-4"])
        // A residual is matched with the paid ones, and decided on.
        expect(on("To decide")).toEqual(["INV-2", "INV-5"].toSorted((a, b) => (a < b ? -1 : 1)))
        expect(on("Other closings")).toEqual(["INV-6", "INV-7"])
        expect(on("Corrections")).toEqual(["INV-9"])
        expect(on("Quarantine")).toEqual(["INV-10", "INV-8"])
        const summary = valuesOf(book, "Summary")
        expect(summary.find((row) => row[0] === "Total")).toEqual(["Total", undefined, 6, 0, 246.16, 2, 0, 24.04])
      }),
    ),
  )

  it.effect("says its words in Swedish", () =>
    inFolder((folder) =>
      Effect.gen(function* () {
        const path = join(folder, "closed.xlsx")
        yield* closedBook(path, "sv")
        expect(read(path).SheetNames).toEqual([
          "Sammanfattning",
          "Betalda",
          "Förluster",
          "Att besluta",
          "Övriga avslut",
          "Rättelser",
          "Karantän",
        ])
      }),
    ),
  )
})

/** Characters that make XML unreadable. */
const FORBIDDEN = new RegExp(String.raw`[\0-\x08\x0b-\x1f\ufffe\uffff]`)

describe("texts in a workbook", () => {
  for (const kind of ["text", "id", "enum"] as const) {
    it.effect(`lose no character and are never formulas (${kind})`, () =>
      inFolder((folder) =>
        Effect.gen(function* () {
          const path = join(folder, "texts.xlsx")
          yield* textBook(path, nasty, kind)
          const book = read(path)
          const sheet = book.Sheets["Texts"] ?? {}
          const long = valuesOf(book, "Long texts").slice(1)
          const back = nasty.map((_, index) => {
            const cell = sheet[`B${index + 2}`]
            expect(cell?.f).toBeUndefined()
            const pieces = long.filter((row) => row[1] === `B${index + 2}`)
            return pieces.length > 0 ? pieces.map((row) => row[3]).join("") : (cell?.v ?? "")
          })
          for (const [name, bytes] of zip.unpack(readFileSync(path))) {
            expect([name, FORBIDDEN.test(bytes.toString("utf8"))]).toEqual([name, false])
          }
          // The reader takes a carriage return before a line feed away; the file has it.
          expect(back).toEqual(nasty.map((text) => text.replaceAll("\r\n", "\n")))
          expect(zip.unpack(readFileSync(path)).get("xl/worksheets/sheet1.xml")?.toString("utf8") ?? "").toSatisfy(
            (xml: string) => kind === "enum" || xml.includes("rad 1_x000D_\nrad 2"),
          )
        }),
      ),
    )
  }

  it.effect("read back as they were written, any text", () =>
    inFolder((folder) =>
      Effect.promise(() =>
        fc.assert(
          fc.asyncProperty(
            fc.array(fc.string16bits({ minLength: 1 }), { minLength: 1, maxLength: 20 }),
            fc.nat(),
            (rows, seed) =>
              Effect.gen(function* () {
                const path = join(
                  folder,
                  `${seed}-${rows.length}-${createHash("md5").update(rows.join()).digest("hex")}.xlsx`,
                )
                yield* textBook(path, rows, "text")
                const sheet = read(path).Sheets["Texts"] ?? {}
                expect(rows.map((_, index) => sheet[`B${index + 2}`]?.v)).toEqual(rows)
              })
                .pipe((effect) => inFolder(() => effect))
                .pipe(Effect.runPromise),
          ),
          { numRuns: 100 },
        ),
      ),
    ),
  )
})

it.runIf(!libreOffice)("skipped: LibreOffice not installed", () => expect(libreOffice).toBe(false))

describe.runIf(libreOffice)("LibreOffice", () => {
  it.effect(
    "reads every cell as it was written, and adds up what the summary says",
    () =>
      inFolder((folder) =>
        Effect.gen(function* () {
          const rows = Array.from({ length: 319 }, (_, index) => openRow(index))
          yield* openBook(join(folder, "open.xlsx"), [rows])
          const sheets = convert(folder, "open")
          const lines = Papa.parse<ReadonlyArray<string>>(sheets.get("Open cases") ?? "", {
            delimiter: ";",
            skipEmptyLines: true,
          }).data
          const values = lines.slice(lines.findIndex(([first]) => first === "Case id"))
          expect(values.length).toBe(320)
          expect(columnOf(values, "Case id")).toEqual(rows.map((row) => row.caseId))
          expect(columnOf(values, "Remaining capital")).toEqual(
            rows.map((row) => String(Number(row.remainingCapital) / 100)),
          )
          expect(columnOf(values, "Link")).toEqual(rows.map((row) => row.link))
        }),
      ),
    180_000,
  )

  it.effect(
    "calculates from the formulas what the summaries say",
    () =>
      inFolder((folder) =>
        Effect.gen(function* () {
          const rows = Array.from({ length: 50 }, (_, index) =>
            openRow(index, {
              state: ["reminder", "Reminder", "a*", "", undefined][index % 5],
              age: [-3, 0, 1, 30, 31, 366, undefined][index % 7],
            }),
          )
          yield* openBook(join(folder, "open.xlsx"), [rows], { mostRows: 21 })
          yield* closedBook(join(folder, "closed.xlsx"))
          for (const [name, sheets] of [
            ["open", ["Summary", "Ageing"]],
            ["closed", ["Summary"]],
          ] as const) {
            const path = join(folder, `${name}.xlsx`)
            yield* withoutValues(path, join(folder, `${name}-bare.xlsx`))
            const calculated = convert(folder, `${name}-bare`)
            for (const sheet of sheets) {
              const lines = Papa.parse<ReadonlyArray<string>>(calculated.get(sheet) ?? "", { delimiter: ";" }).data
              for (const [index, row] of valuesOf(read(path), sheet).entries()) {
                const texts = Array.from(row, (value) => String(value ?? ""))
                expect(lines[index]?.slice(0, texts.length)).toEqual(texts)
              }
            }
          }
        }),
      ),
    180_000,
  )
})
