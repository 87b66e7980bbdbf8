import type { FileSystem } from "@effect/platform"
import type { Effect, Scope } from "effect"
import type { Language } from "./Column.ts"
import { closedWorkbook } from "./internal/closedWorkbook.ts"
import { openWorkbook } from "./internal/openWorkbook.ts"
import type { Provenance } from "./Provenance.ts"
import type { ClosedRow, CorrectionRow, OpenRow, QuarantineRow } from "./Row.ts"
import type { WriteFailed, Written } from "./Written.ts"

export type { Provenance }

export interface WorkbookOptions {
  readonly language: Language
  readonly provenance: Provenance
  /** Rows of a sheet before the table goes on in the next, the header counted: what Excel holds unless given. */
  readonly mostRows?: number | undefined
}

/** How many closed cases the API counted when the run began, and what has become of them. */
export interface Completeness {
  readonly api: number
  /** By this run and those before it. */
  readonly exported: number
  readonly undated: number
  /** Closed so late that they are the next run's. */
  readonly later: number
  /** None of these; negative when exported cases are no longer there. */
  readonly difference: number
}

/** What is known only when every row has been written. */
export interface Closing {
  /** SHA-256 over the run's data, as in the manifest. */
  readonly dataHash?: string | undefined
  /** One line each, shown on the summary. */
  readonly warnings?: ReadonlyArray<string> | undefined
  /** Of closed cases, where the API gives totals. */
  readonly completeness?: Completeness | undefined
}

/** A workbook being written, rows in batches, one batch at a time. Until it is finished the file is a torso. */
export interface OpenCasesWorkbook {
  readonly write: (rows: ReadonlyArray<OpenRow>) => Effect.Effect<void, WriteFailed>
  readonly finish: (closing: Closing) => Effect.Effect<Written, WriteFailed>
}

export interface ClosedCasesWorkbook {
  /** Each row goes to the sheet of its settlement class; the unclassified to the quarantine. */
  readonly write: (rows: ReadonlyArray<ClosedRow>) => Effect.Effect<void, WriteFailed>
  readonly corrections: (rows: ReadonlyArray<CorrectionRow>) => Effect.Effect<void, WriteFailed>
  /** Rows that are not among those of `write`: undated and undecodable cases. */
  readonly quarantine: (rows: ReadonlyArray<QuarantineRow>) => Effect.Effect<void, WriteFailed>
  readonly finish: (closing: Closing) => Effect.Effect<Written, WriteFailed>
}

/** Begins a workbook of open cases at `path`, which must not exist; large ones keep temporary files beside it until the scope ends. */
export const openCases: (
  path: string,
  options: WorkbookOptions,
) => Effect.Effect<OpenCasesWorkbook, WriteFailed, FileSystem.FileSystem | Scope.Scope> = openWorkbook

/** Begins a workbook of closed cases at `path`, likewise. */
export const closedCases: (
  path: string,
  options: WorkbookOptions,
) => Effect.Effect<ClosedCasesWorkbook, WriteFailed, FileSystem.FileSystem | Scope.Scope> = closedWorkbook
