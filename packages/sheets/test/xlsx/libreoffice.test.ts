/** What another office program makes of texts that have broken others before, cell by cell. */

import { spawnSync } from "node:child_process"
import { join } from "node:path"
import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import type * as XLSX from "@e965/xlsx"
import Papa from "papaparse"
import { openCsv } from "@amili-cases/sheets/csv/Csv"
import { type CsvProfile, profiles } from "@amili-cases/sheets/csv/CsvProfile"
import { nasty } from "../support/nasty.ts"
import { convert, inFolder, libreOffice, read, textBook, texts } from "../support/files.ts"

/** Opened by LibreOffice, with formulas run if there are any, and saved as a workbook. */
const reopened = (folder: string, name: string, filter: ReadonlyArray<string>): XLSX.Sheet => {
  const saved = join(folder, "saved")
  const profile = `-env:UserInstallation=file://${join(folder, "profile")}`
  spawnSync("soffice", [
    profile,
    "--headless",
    ...filter,
    "--convert-to",
    "xlsx",
    "--outdir",
    saved,
    join(folder, name),
  ])
  const book = read(join(saved, name.replace(/\.\w+$/, ".xlsx")))
  return book.Sheets[book.SheetNames[0] ?? ""] ?? {}
}

const CHARSETS: Readonly<Record<CsvProfile["encoding"], number>> = { "utf-8": 76, "utf-8-bom": 76, "windows-1252": 1 }

/** Separator, quote, characters, first line, columns as they come or as text, language; with fewer settings than there are, formulas are run. */
const filterOf = ({ delimiter, encoding }: CsvProfile, columns: string): ReadonlyArray<string> => [
  `--infilter=CSV:${delimiter.charCodeAt(0)},34,${CHARSETS[encoding]},1,${columns},0,false,false`,
]

/** What a person gets who takes the apostrophe away. */
const expected = ({ encoding }: CsvProfile, text: string): string =>
  encoding === "windows-1252" ? text.normalize("NFC").replace(LACKING, "?") : text

const LACKING = /[^\0-\x7f\xa0-\xff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]/gu

/** No cell of LibreOffice holds a NUL or half of a character, and XML ends lines with a line feed alone. */
const kept = (text: string): string => text.replace(/\r\n?/g, "\n").replaceAll("\0", "")

/** A text that LibreOffice reads right, and whose escapes it gets wrong when it saves. */
const SAVED_WRONG = "_x0041_x0042_"

/** Without what its file format cannot hold. */
const usable = nasty.filter(
  (text) => text !== "" && text !== SAVED_WRONG && text.length < 32_000 && !/[\p{Surrogate}\ufffe\uffff]/u.test(text),
)

it.runIf(!libreOffice)("skipped: LibreOffice not installed", () => expect(libreOffice).toBe(false))

describe.runIf(libreOffice)("LibreOffice", () => {
  it.effect(
    "runs no nasty text of a workbook and keeps each",
    () =>
      inFolder((folder) =>
        Effect.gen(function* () {
          const rows = [...usable, SAVED_WRONG]
          yield* textBook(join(folder, "nasty.xlsx"), rows, "text")
          const sheet = reopened(folder, "nasty.xlsx", [])
          const cells = rows.map((_, index) => sheet[`B${index + 2}`])
          expect(cells.filter((cell) => cell?.f !== undefined)).toEqual([])
          const lines = Papa.parse<ReadonlyArray<string>>(convert(folder, "nasty").get("Texts") ?? "", {
            delimiter: ";",
          }).data
          expect(rows.map((_, index) => kept(lines[index + 1]?.[1] ?? ""))).toEqual(rows.map(kept))
        }),
      ),
    180_000,
  )

  for (const profile of profiles) {
    it.effect(
      `runs no nasty text of a CSV file and keeps each (${profile.name})`,
      () =>
        inFolder((folder) =>
          Effect.gen(function* () {
            const csv = yield* openCsv(join(folder, "nasty.csv"), texts("text"), { profile, personal: false })
            yield* csv.write(usable)
            yield* csv.end
            const cellsWith = (columns: string) => {
              const sheet = reopened(folder, "nasty.csv", filterOf(profile, columns))
              return usable.map((_, index) => sheet[`B${index + 2}`])
            }
            const opened = cellsWith("")
            expect(opened.length).toBeGreaterThan(150)
            expect(opened.filter((cell) => cell?.f !== undefined)).toEqual([])
            // The profile for programs leaves numbers alone, so whoever imports it says that columns are text.
            const cells = profile.guard === "formulas" ? cellsWith("1/2/2/2") : opened
            const back = cells.map((cell) => String(cell?.v ?? "").replace(/^'/, ""))
            expect(back.map(kept)).toEqual(usable.map((text) => kept(expected(profile, text))))
          }),
        ),
      180_000,
    )
  }
})
