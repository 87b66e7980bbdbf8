/** What drafts and emitted vouchers are written to. */
import type { Output } from "@amili-cases/export-engine/dataset/Output"
import type { VouchersRows } from "./rows.ts"
import * as Tables from "./Tables.ts"
import { type VouchersClosing, vouchersWorkbook } from "./VouchersWorkbook.ts"

const creditor = (row: { readonly creditorId: string | undefined }) => row.creditorId

export const vouchersOutput: Output<VouchersRows, VouchersClosing> = {
  tables: {
    postings: { table: Tables.postings, role: "rows", suffix: "", main: true, always: false, creditor },
    accounts: { table: Tables.accounts, role: "accounts", suffix: "-accounts", main: false, always: false, creditor },
    questions: {
      table: Tables.questions,
      role: "questions",
      suffix: "-questions",
      main: false,
      always: false,
      creditor,
    },
  },
  workbook: vouchersWorkbook,
}
