/** What a run over payouts writes. */
import type { Output } from "@amili-cases/export-engine/dataset/Output"
import { payoutsWorkbook } from "./PayoutsWorkbook.ts"
import * as Tables from "./Tables.ts"
import type { PayoutsClosing, PayoutsRows } from "./PayoutsRows.ts"

const creditor = (row: { readonly creditorId?: string | undefined }) => row.creditorId
const creditorName = (row: { readonly creditor?: string | undefined }) => row.creditor

export const payoutsOutput: Output<PayoutsRows, PayoutsClosing> = {
  tables: {
    lines: { table: Tables.lines, role: "rows", suffix: "", main: true, always: false, creditor, creditorName },
    payouts: {
      table: Tables.payouts,
      role: "payouts",
      suffix: "-payouts",
      main: false,
      always: false,
      creditor,
      creditorName,
    },
    quarantine: {
      table: Tables.quarantine,
      role: "quarantine",
      suffix: "-quarantine",
      main: false,
      always: true,
      creditor,
      creditorName,
    },
  },
  workbook: payoutsWorkbook,
}
