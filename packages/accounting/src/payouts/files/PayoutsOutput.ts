/** What a run over payouts writes. */
import type { Output } from "@amili-cases/export-engine/dataset/Output"
import { payoutsWorkbook } from "./PayoutsWorkbook.ts"
import type { LineRow, PayoutRow, QuarantineRow } from "./rows.ts"
import * as Tables from "./Tables.ts"

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

const creditor = (row: { readonly creditorId?: string | undefined }) => row.creditorId

export const payoutsOutput: Output<PayoutsRows, PayoutsClosing> = {
  tables: {
    lines: { table: Tables.lines, role: "rows", suffix: "", main: true, always: false, creditor },
    payouts: { table: Tables.payouts, role: "payouts", suffix: "-payouts", main: false, always: false, creditor },
    quarantine: {
      table: Tables.quarantine,
      role: "quarantine",
      suffix: "-quarantine",
      main: false,
      always: true,
      creditor,
    },
  },
  workbook: payoutsWorkbook,
}
