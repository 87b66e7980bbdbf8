/** The rows of each table that a run writes, and what is known when all are written. */
import type { OpenRow, QuarantineRow } from "../cases/Row.ts"

export type OpenRows = { readonly open: OpenRow; readonly quarantine: QuarantineRow }

/** What is known only when every row has been written. */
export interface OpenClosing {
  /** SHA-256 over the run's data, as in the manifest. */
  readonly dataHash: string | undefined
  /** One line each, shown on the summary. */
  readonly warnings: ReadonlyArray<string>
}
