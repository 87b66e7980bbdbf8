/** The rows of each table that a run writes, and what is known when all are written. */
import type { Movement } from "./movement/Movement.ts"
import type { Month } from "./trend/Trend.ts"
import type { OpenRow, QuarantineRow } from "../cases/Row.ts"

export type OpenRows = { readonly open: OpenRow; readonly quarantine: QuarantineRow }

/** What is known only when every row has been written. */
export interface OpenClosing {
  /** SHA-256 over the run's data, as in the manifest. */
  readonly dataHash: string | undefined
  /** One line each, shown on the summary. */
  readonly warnings: ReadonlyArray<string>
  /** Undefined in the first run of its creditors, and in runs from before edition 3. */
  readonly movement: Movement | undefined
  /** Undefined in runs from before edition 3. */
  readonly trend: ReadonlyArray<Month> | undefined
}
