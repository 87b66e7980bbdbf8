/** What a run over open cases writes. */
import type { Output } from "@amili-cases/export-engine/dataset/Output"
import type { OpenRow, QuarantineRow } from "../cases/Row.ts"
import * as Tables from "../cases/Tables.ts"
import { openWorkbook } from "./OpenWorkbook.ts"

export type OpenRows = { readonly open: OpenRow; readonly quarantine: QuarantineRow }

/** What is known only when every row has been written. */
export interface OpenClosing {
  /** SHA-256 over the run's data, as in the manifest. */
  readonly dataHash: string | undefined
  /** One line each, shown on the summary. */
  readonly warnings: ReadonlyArray<string>
}

const creditor = (row: { readonly creditorId?: string | undefined }) => row.creditorId

export const openOutput: Output<OpenRows, OpenClosing> = {
  tables: {
    open: { table: Tables.open, role: "rows", suffix: "", main: true, always: false, creditor },
    quarantine: {
      table: Tables.quarantine,
      role: "quarantine",
      suffix: "-quarantine",
      main: false,
      always: true,
      creditor,
    },
  },
  workbook: openWorkbook,
}
