/** The rows of each table that a run writes, and what is known when all are written. */
import type { ClosedRow, CorrectionRow, QuarantineRow } from "../cases/Row.ts"
import type { Completeness } from "./Completeness.ts"
import type { Recovered } from "./workbook/Recovery.ts"

export type ClosedRows = {
  readonly closed: ClosedRow
  readonly corrections: CorrectionRow
  readonly quarantine: QuarantineRow
}

/** What is known only when every row has been written. */
export interface ClosedClosing {
  /** SHA-256 over the run's data, as in the manifest. */
  readonly dataHash: string | undefined
  /** Where the API gives totals. */
  readonly completeness: Completeness | undefined
  /** Undefined before payouts have been exported. */
  readonly recovery: ReadonlyArray<Recovered> | undefined
}
