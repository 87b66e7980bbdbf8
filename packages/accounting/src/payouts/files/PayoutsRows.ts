/** The rows of each table that a run writes, and what is known when all are written. */
import type { LineRow, PayoutRow, QuarantineRow } from "./rows.ts"

export type PayoutsRows = {
  readonly lines: LineRow
  readonly payouts: PayoutRow
  readonly quarantine: QuarantineRow
}

/** What is known only when every row has been written. */
export interface PayoutsClosing {
  /** SHA-256 over the run's data, as in the manifest. */
  readonly dataHash: string
}
