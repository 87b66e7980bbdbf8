/** The files of a run over closed cases, opened when there is something to write into them. */
import { FileSystem } from "@effect/platform"
import { Effect, Scope } from "effect"
import { type CsvWriter, openCsv } from "../format/Csv.ts"
import type { CsvProfile, InvalidProfile } from "../format/CsvProfile.ts"
import type { Dataset } from "../format/Column.ts"
import * as Datasets from "../format/Datasets.ts"
import type { ClosedRow, CorrectionRow, QuarantineRow } from "../format/Row.ts"
import { type Closing, closedCases, type WorkbookOptions } from "../format/Workbook.ts"
import type { WriteFailed, Written } from "../format/Written.ts"
import { at } from "./Steps.ts"

export interface FileOptions {
  readonly formats: ReadonlyArray<"csv" | "xlsx">
  readonly csv: CsvProfile
  readonly workbook: WorkbookOptions
  /** Where a file of this name is staged. */
  readonly staged: (name: string) => string
}

/** A file that a writer has completed. */
export interface WrittenFile {
  readonly name: string
  readonly role: string
  readonly written: Written
}

export interface ClosedFiles {
  readonly closed: (rows: ReadonlyArray<ClosedRow>) => Effect.Effect<void, WriteFailed | InvalidProfile>
  readonly corrections: (rows: ReadonlyArray<CorrectionRow>) => Effect.Effect<void, WriteFailed | InvalidProfile>
  readonly quarantine: (rows: ReadonlyArray<QuarantineRow>) => Effect.Effect<void, WriteFailed | InvalidProfile>
  readonly finish: (closing: Closing) => Effect.Effect<ReadonlyArray<WrittenFile>, WriteFailed>
}

/** Begins the rows' file and the workbook at once, the lists of corrections and quarantine with their first line. */
export const open = (
  base: string,
  options: FileOptions,
): Effect.Effect<ClosedFiles, WriteFailed | InvalidProfile, FileSystem.FileSystem | Scope.Scope> =>
  Effect.gen(function* () {
    const { staged } = options
    const csv = options.formats.includes("csv")
    const rows = yield* table(`${base}.csv`, "rows", Datasets.closed, options, csv)
    const corrections = yield* table(`${base}-corrections.csv`, "corrections", Datasets.corrections, options, csv)
    // Written whatever the formats: what needs a person is never only a sheet among others.
    const quarantine = yield* table(`${base}-quarantine.csv`, "quarantine", Datasets.quarantine, options, true)
    yield* rows.write([])
    const name = `${base}.xlsx`
    yield* at(`open:${name}`)
    const workbook = options.formats.includes("xlsx") ? yield* closedCases(staged(name), options.workbook) : undefined

    return {
      closed: (batch) => Effect.zipRight(rows.write(batch), workbook?.write(batch) ?? Effect.void),
      corrections: (batch) => Effect.zipRight(corrections.write(batch), workbook?.corrections(batch) ?? Effect.void),
      quarantine: (batch) => Effect.zipRight(quarantine.write(batch), workbook?.quarantine(batch) ?? Effect.void),
      finish: (closing) =>
        Effect.gen(function* () {
          const files: Array<WrittenFile> = [
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

interface Table<R> {
  readonly write: (rows: ReadonlyArray<R>) => Effect.Effect<void, WriteFailed | InvalidProfile>
  readonly end: Effect.Effect<ReadonlyArray<WrittenFile>, WriteFailed>
}

/** A CSV file that is there from the first `write` on. */
export const table = <R>(
  name: string,
  role: string,
  dataset: Dataset<R>,
  options: FileOptions,
  wanted: boolean,
): Effect.Effect<Table<R>, never, FileSystem.FileSystem | Scope.Scope> =>
  Effect.gen(function* () {
    const scope = yield* Scope.Scope
    const fs = yield* FileSystem.FileSystem
    const { privacy } = options.workbook.provenance
    let writer: CsvWriter<R> | undefined

    const begun = Effect.suspend(() =>
      writer === undefined
        ? at(`open:${name}`).pipe(
            Effect.zipRight(openCsv(options.staged(name), dataset, { profile: options.csv, privacy })),
            Effect.tap((opened) => Effect.sync(() => (writer = opened))),
            Effect.provideService(Scope.Scope, scope),
            Effect.provideService(FileSystem.FileSystem, fs),
          )
        : Effect.succeed(writer),
    )

    return {
      write: (rows) => (wanted ? Effect.flatMap(begun, (csv) => csv.write(rows)) : Effect.void),
      end: Effect.suspend(() =>
        writer === undefined ? Effect.succeed([]) : Effect.map(writer.end, (written) => [{ name, role, written }]),
      ),
    }
  })
