/** What a run over open cases writes. */
import type { Output } from "@amili-cases/export-engine/dataset/Output"
import * as Tables from "../cases/Tables.ts"
import { openWorkbook } from "./OpenWorkbook.ts"
import type { OpenClosing, OpenRows } from "./OpenRows.ts"

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
