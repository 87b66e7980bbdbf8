/** The files of a run over closed cases, opened when there is something to write into them. */
import type { FileSystem } from "@effect/platform"
import { Effect, type Scope } from "effect"
import type { InvalidProfile } from "../format/CsvProfile.ts"
import * as Datasets from "../format/Datasets.ts"
import type { ClosedRow, CorrectionRow, QuarantineRow } from "../format/Row.ts"
import { type Closing, closedCases, type WorkbookOptions } from "../format/Workbook.ts"
import type { WriteFailed } from "../format/Written.ts"
import * as PerCreditor from "./PerCreditor.ts"
import { at } from "./Steps.ts"
import * as Table from "./Table.ts"

export interface FileOptions extends Omit<Table.TableOptions, "privacy"> {
  readonly formats: ReadonlyArray<"csv" | "xlsx">
  readonly workbook: WorkbookOptions
  /** A set of files for each creditor instead of one for all. */
  readonly perCreditor: boolean
}

export interface ClosedFiles {
  readonly closed: (rows: ReadonlyArray<ClosedRow>) => Effect.Effect<void, WriteFailed | InvalidProfile>
  readonly corrections: (rows: ReadonlyArray<CorrectionRow>) => Effect.Effect<void, WriteFailed | InvalidProfile>
  readonly quarantine: (rows: ReadonlyArray<QuarantineRow>) => Effect.Effect<void, WriteFailed | InvalidProfile>
  readonly finish: (closing: Closing) => Effect.Effect<ReadonlyArray<Table.WrittenFile>, WriteFailed>
}

export const open = (
  base: string,
  options: FileOptions,
): Effect.Effect<ClosedFiles, WriteFailed | InvalidProfile, FileSystem.FileSystem | Scope.Scope> =>
  options.perCreditor ? openEach(base, options) : openOne(base, options)

const openEach = (base: string, options: FileOptions) =>
  Effect.gen(function* () {
    const sets = yield* PerCreditor.make((creditor) => openOne(`${base}-${creditor}`, options))
    const files: ClosedFiles = {
      closed: (rows) => sets.split(rows, (files, part) => files.closed(part)),
      corrections: (rows) => sets.split(rows, (files, part) => files.corrections(part)),
      quarantine: (rows) => sets.split(rows, (files, part) => files.quarantine(part)),
      finish: (closing) => sets.finish((files) => files.finish(closing)),
    }
    return files
  })

/** Begins the rows' file and the workbook at once, the lists of corrections and quarantine with their first line. */
const openOne = (
  base: string,
  options: FileOptions,
): Effect.Effect<ClosedFiles, WriteFailed | InvalidProfile, FileSystem.FileSystem | Scope.Scope> =>
  Effect.gen(function* () {
    const { csv: profile, staged, workbook: workbookOptions } = options
    const tables = { csv: profile, staged, privacy: workbookOptions.provenance.privacy }
    const others = Table.allColumns(tables)
    const csv = options.formats.includes("csv")
    const rows = yield* Table.make(`${base}.csv`, "rows", Datasets.closed, tables, csv)
    const corrections = yield* Table.make(`${base}-corrections.csv`, "corrections", Datasets.corrections, others, csv)
    // Written whatever the formats: what needs a person is never only a sheet among others.
    const quarantine = yield* Table.make(`${base}-quarantine.csv`, "quarantine", Datasets.quarantine, others, true)
    yield* rows.write([])
    const name = `${base}.xlsx`
    yield* at(`open:${name}`)
    const workbook = options.formats.includes("xlsx") ? yield* closedCases(staged(name), workbookOptions) : undefined

    return {
      closed: (batch) => Effect.zipRight(rows.write(batch), workbook?.write(batch) ?? Effect.void),
      corrections: (batch) => Effect.zipRight(corrections.write(batch), workbook?.corrections(batch) ?? Effect.void),
      quarantine: (batch) => {
        // The workbook takes the unclassified from the rows themselves.
        const others = batch.filter((row) => row.problem !== "unclassified")
        return Effect.zipRight(quarantine.write(batch), workbook?.quarantine(others) ?? Effect.void)
      },
      finish: (closing) =>
        Effect.gen(function* () {
          const files: Array<Table.WrittenFile> = [
            ...(yield* rows.end),
            ...(yield* corrections.end),
            ...(yield* quarantine.end),
          ]
          if (workbook !== undefined) {
            yield* at(`finish:${name}`)
            files.push({ name, role: "workbook", written: yield* workbook.finish(closing) })
          }
          return files
        }),
    }
  })
