/** The rows of each table that a stand writes, and what is known when all are written. */
import type { BankTransfer, Difference, PaidCase, StandLine, StandPayout } from "../stand/rows.ts"
import type { Summary } from "../stand/Summary.ts"

export type ReconcileRows = {
  readonly cases: PaidCase
  readonly lines: StandLine
  readonly payouts: StandPayout
  readonly bank: BankTransfer
  readonly differences: Difference
}

/** What is known only when every row has been written. */
export interface ReconcileClosing {
  readonly summary: Summary
  /** SHA-256 over the stand's data, as in the manifest. */
  readonly dataHash: string
}
