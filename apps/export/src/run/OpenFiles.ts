/** The files of a run over open cases: a table, a workbook, and a list of what could not be read when there is any. */
import type { FileSystem } from "@effect/platform"
import { Effect, type Scope } from "effect"
import type { InvalidProfile } from "../format/CsvProfile.ts"
import * as Datasets from "../format/Datasets.ts"
import type { OpenRow, QuarantineRow } from "../format/Row.ts"
import { type Closing, openCases } from "../format/Workbook.ts"
import type { WriteFailed } from "../format/Written.ts"
import type { FileOptions } from "./ClosedFiles.ts"
import * as PerCreditor from "./PerCreditor.ts"
import { at } from "./Steps.ts"
import * as Table from "./Table.ts"

type Failed = WriteFailed | InvalidProfile

export interface OpenFiles {
  readonly rows: (rows: ReadonlyArray<OpenRow>) => Effect.Effect<void, Failed>
  readonly quarantine: (rows: ReadonlyArray<QuarantineRow>) => Effect.Effect<void, Failed>
  readonly finish: (closing: Closing) => Effect.Effect<ReadonlyArray<Table.WrittenFile>, WriteFailed>
}

export const open = (
  base: string,
  options: FileOptions,
): Effect.Effect<OpenFiles, Failed, FileSystem.FileSystem | Scope.Scope> =>
  options.perCreditor ? openEach(base, options) : openOne(base, options)

const openEach = (base: string, options: FileOptions) =>
  Effect.gen(function* () {
    const sets = yield* PerCreditor.make((creditor) => openOne(`${base}-${creditor}`, options))
    const files: OpenFiles = {
      rows: (rows) => sets.split(rows, (files, part) => files.rows(part)),
      quarantine: (rows) => sets.split(rows, (files, part) => files.quarantine(part)),
      finish: (closing) => sets.finish((files) => files.finish(closing)),
    }
    return files
  })

const openOne = (base: string, options: FileOptions) =>
  Effect.gen(function* () {
    const { formats, staged, workbook: workbookOptions } = options
    const tables = { csv: options.csv, staged, privacy: workbookOptions.provenance.privacy }
    const rows = yield* Table.make(`${base}.csv`, "rows", Datasets.open, tables, formats.includes("csv"))
    const quarantineName = `${base}-quarantine.csv`
    const others = Table.allColumns(tables)
    const quarantine = yield* Table.make(quarantineName, "quarantine", Datasets.quarantine, others, true)
    yield* rows.write([])
    const name = `${base}.xlsx`
    yield* at(`open:${name}`)
    const workbook = formats.includes("xlsx") ? yield* openCases(staged(name), workbookOptions) : undefined
    const files: OpenFiles = {
      rows: (batch) => Effect.zipRight(rows.write(batch), workbook?.write(batch) ?? Effect.void),
      quarantine: quarantine.write,
      finish: (closing) =>
        Effect.gen(function* () {
          const written = [...(yield* rows.end), ...(yield* quarantine.end)]
          if (workbook === undefined) return written
          yield* at(`finish:${name}`)
          return [...written, { name, role: "workbook", written: yield* workbook.finish(closing) }]
        }),
    }
    return files
  })
