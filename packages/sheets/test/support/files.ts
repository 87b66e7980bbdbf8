import { spawnSync } from "node:child_process"
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as XLSX from "@e965/xlsx"
import * as NodeFileSystem from "@effect/platform-node/NodeFileSystem"
import { FileSystem } from "@effect/platform"
import { SystemError } from "@effect/platform/Error"
import { Effect, Layer, type Scope } from "effect"
import type { Column, Table } from "@amili-cases/sheets/Column"
import * as Workbook from "@amili-cases/sheets/xlsx/Workbook"
import { TableSheet } from "@amili-cases/sheets/xlsx/TableSheet"
import type { TableSpec } from "@amili-cases/sheets/xlsx/tableShape"
import * as zip from "@amili-cases/sheets/xlsx/zip"

export const inFolder = <A, E>(
  use: (folder: string) => Effect.Effect<A, E, FileSystem.FileSystem | Scope.Scope>,
): Effect.Effect<A, E> =>
  Effect.acquireRelease(
    Effect.sync(() => mkdtempSync(join(tmpdir(), "format-"))),
    (folder) => Effect.sync(() => rmSync(folder, { recursive: true })),
  ).pipe(Effect.flatMap(use), Effect.scoped, Effect.provide(NodeFileSystem.layer))

/** A file system whose writes to certain files fail with the system's error. */
export const failing = (code: string, at: (path: string) => boolean) =>
  Layer.effect(
    FileSystem.FileSystem,
    Effect.map(FileSystem.FileSystem, (fs) => ({
      ...fs,
      open: (path: string, options?: FileSystem.OpenFileOptions) =>
        Effect.map(fs.open(path, options), (file) =>
          at(path) ? { ...file, writeAll: () => Effect.fail(systemError(code)) } : file,
        ),
    })),
  ).pipe(Layer.provide(NodeFileSystem.layer))

const systemError = (code: string) =>
  new SystemError({
    reason: "Unknown",
    module: "FileSystem",
    method: "writeAll",
    cause: Object.assign(new Error(code), { code }),
  })

/** A table of one column, of texts. */
export const texts = (kind: "text" | "id" | "enum"): Table<string> => ({
  name: "texts",
  columns: [
    number,
    { key: "text", kind, header: { sv: "Text", en: "Text" }, about: "", width: 20, value: (row) => row },
  ],
  currency: () => undefined,
  amount: () => undefined,
})

/** Stands first, so that no row is empty. */
const number: Column<string> = {
  key: "length",
  kind: "integer",
  header: { sv: "Längd", en: "Length" },
  about: "",
  width: 10,
  value: (row) => row.length,
}

/** The workbook as a reader that is not ours sees it. */
export const read = (path: string): XLSX.WorkBook =>
  XLSX.read(readFileSync(path), { cellFormula: true, cellNF: true, cellStyles: true })

/** The values of a sheet, row by row. */
export const valuesOf = (book: XLSX.WorkBook, sheet: string): ReadonlyArray<ReadonlyArray<string | number>> =>
  XLSX.utils.sheet_to_json<Array<string | number>>(book.Sheets[sheet] ?? {}, { header: 1, raw: true, blankrows: true })

/** The table of a sheet, header first: what stands above it ends with an empty row. */
export const tableOf = (book: XLSX.WorkBook, sheet: string): ReadonlyArray<ReadonlyArray<string | number>> => {
  const values = valuesOf(book, sheet)
  return values.slice(values.findLastIndex((row) => row.length === 0) + 1)
}

export const libreOffice = spawnSync("soffice", ["--version"]).status === 0

/** Every sheet of the workbook as LibreOffice writes it to CSV, raw values, by sheet name. */
export const convert = (folder: string, name: string): ReadonlyMap<string, string> => {
  const run = spawnSync(
    "soffice",
    [
      `-env:UserInstallation=file://${join(folder, "profile")}`,
      "--headless",
      "--convert-to",
      "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,false,false,false,false,-1",
      "--outdir",
      folder,
      join(folder, `${name}.xlsx`),
    ],
    { encoding: "utf8" },
  )
  const sheets = new Map<string, string>()
  for (const [, sheet = "", file = ""] of run.stdout.matchAll(/^Writing sheet (.*) -> (.*)$/gm)) {
    sheets.set(sheet, readFileSync(file, "utf8"))
  }
  return sheets
}

/** Writes the workbook again without the values of its formulas, so that whoever opens it must calculate them. */
export const withoutValues = (from: string, to: string) =>
  zip.write(
    to,
    {
      write: (bytes) => Effect.sync(() => appendFileSync(to, bytes)),
      end: Effect.succeed({ bytes: 0, sha256: "" }),
    },
    Array.from(zip.unpack(readFileSync(from)), ([name, bytes]) =>
      zip.small(name, Buffer.from(bytes.toString("utf8").replace(/(<f>[^<]*<\/f>)<v>[^<]*<\/v>/g, "$1"))),
    ),
  )

/** A workbook of one table of texts. */
export const textBook = (path: string, rows: ReadonlyArray<string>, kind: "text" | "id" | "enum") =>
  Effect.gen(function* () {
    const dataset = texts(kind)
    const spec: TableSpec<string> = {
      title: "Texts",
      table: "Texts",
      columns: dataset.columns,
      empty: "",
      tab: "000000",
    }
    const assembly = yield* Workbook.begin(path, { language: "en" }, [spec])
    const table = new TableSheet(spec, assembly.shared, assembly.head(0))
    yield* table.write(rows)
    yield* assembly.finish(() => [], [table], {
      title: "",
      subject: "",
      application: "",
      created: new Date(0),
      custom: {},
    })
  }).pipe(Effect.scoped)
