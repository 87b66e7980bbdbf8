/** What the controls of a month are made of. */
import type { Lines } from "../build/Lines.ts"
import type { BuiltPayout } from "../build/payouts.ts"
import type { Request } from "../build/request.ts"
import type { BankTransfer } from "../stand/rows.ts"
import type { Summarised } from "./summaries.ts"

export interface Facts {
  readonly request: Request
  readonly lines: Lines
  readonly payouts: ReadonlyArray<BuiltPayout>
  readonly transfers: ReadonlyArray<BankTransfer>
  readonly hasBank: boolean
  readonly summarised: Summarised
  /** Paid cases in the rows, and those that were settled before the month. */
  readonly cases: number
  readonly settledBefore: number
}
