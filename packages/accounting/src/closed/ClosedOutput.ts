/** What a run over closed cases writes. */
import type { Output } from "@amili-cases/export-engine/dataset/Output"
import type { ClosedRow, CorrectionRow, QuarantineRow } from "../cases/Row.ts"
import { current, type Edition } from "../cases/Edition.ts"
import * as Tables from "../cases/Tables.ts"
import { closedWorkbook } from "./ClosedWorkbook.ts"
import type { Reconciliation } from "./Reconciliation.ts"

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
  readonly completeness: Reconciliation | undefined
}

const creditor = (row: { readonly creditorId?: string | undefined }) => row.creditorId

/** What a run of an edition wrote. */
export const closedOutputOf = (edition: Edition): Output<ClosedRows, ClosedClosing> => ({
  tables: {
    closed: { table: Tables.closed, role: "rows", suffix: "", main: true, always: false, creditor },
    corrections: {
      table: Tables.correctionsOf(edition),
      role: "corrections",
      suffix: "-corrections",
      main: false,
      always: false,
      creditor,
    },
    quarantine: {
      table: Tables.quarantine,
      role: "quarantine",
      suffix: "-quarantine",
      main: false,
      always: true,
      creditor,
    },
  },
  workbook: closedWorkbook(edition),
})

export const closedOutput = closedOutputOf(current)
