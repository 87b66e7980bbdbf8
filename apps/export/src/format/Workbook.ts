import type { FileSystem } from "@effect/platform"
import { type DateTime, Effect, type Scope } from "effect"
import type { Language } from "./Column.ts"
import type { ClosedRow, CorrectionRow, OpenRow, QuarantineRow } from "./Row.ts"
import type { Privacy } from "./Privacy.ts"
import type { WriteFailed, Written } from "./Written.ts"

/** Where a workbook comes from: printed on its summary and kept in the document's properties. */
export interface Provenance {
  /** The number of the run; absent for a file outside the journal. */
  readonly serial?: number | undefined
  readonly profile: string
  /** Creditors the run was limited to, as given. */
  readonly creditors?: ReadonlyArray<string> | undefined
  readonly from?: DateTime.Utc | undefined
  /** Exclusive. */
  readonly until?: DateTime.Utc | undefined
  /** When the run began, by the server's clock: the only clock a workbook knows. */
  readonly generatedAt: DateTime.Utc
  /** Name and version of the program. */
  readonly tool: string
  readonly privacy: Privacy
}

export interface WorkbookOptions {
  readonly language: Language
  readonly provenance: Provenance
}

/** What is known only when every row has been written. */
export interface Closing {
  /** SHA-256 over the run's data, as in the manifest. */
  readonly dataHash?: string | undefined
  /** One line each, shown on the summary. */
  readonly warnings?: ReadonlyArray<string> | undefined
}

/** A workbook being written. `finish` completes the file; without it nothing stands under the path but a torso. */
export interface OpenCasesWorkbook {
  readonly write: (rows: ReadonlyArray<OpenRow>) => Effect.Effect<void, WriteFailed>
  readonly finish: (closing: Closing) => Effect.Effect<Written, WriteFailed>
}

export interface ClosedCasesWorkbook {
  /** Each row goes to the sheet of its settlement class; the unclassified to the quarantine. */
  readonly write: (rows: ReadonlyArray<ClosedRow>) => Effect.Effect<void, WriteFailed>
  readonly corrections: (rows: ReadonlyArray<CorrectionRow>) => Effect.Effect<void, WriteFailed>
  readonly quarantine: (rows: ReadonlyArray<QuarantineRow>) => Effect.Effect<void, WriteFailed>
  readonly finish: (closing: Closing) => Effect.Effect<Written, WriteFailed>
}

/** Begins a workbook of open cases at `path`, which must not exist; temporary files stand beside it until `finish`. */
export const openCases = (
  _path: string,
  _options: WorkbookOptions,
): Effect.Effect<OpenCasesWorkbook, WriteFailed, FileSystem.FileSystem | Scope.Scope> =>
  Effect.dieMessage("not written yet")

/** Begins a workbook of closed cases at `path`, which must not exist; temporary files stand beside it until `finish`. */
export const closedCases = (
  _path: string,
  _options: WorkbookOptions,
): Effect.Effect<ClosedCasesWorkbook, WriteFailed, FileSystem.FileSystem | Scope.Scope> =>
  Effect.dieMessage("not written yet")
