/** What a stand writes. */
import type { Output } from "@amili-cases/export-engine/dataset/Output"
import type { ReconcileClosing, ReconcileRows } from "./ReconcileRows.ts"
import { bank } from "./tables/bank.ts"
import { cases } from "./tables/cases.ts"
import { differences } from "./tables/differences.ts"
import { lines } from "./tables/lines.ts"
import { payouts } from "./tables/payouts.ts"
import { reconcileWorkbook } from "./workbook/ReconcileWorkbook.ts"

const creditor = (row: { readonly creditorId?: string | undefined }) => row.creditorId
const creditorName = (row: { readonly creditor?: string | undefined }) => row.creditor

export const reconcileOutput: Output<ReconcileRows, ReconcileClosing> = {
  tables: {
    cases: { table: cases, role: "rows", suffix: "", main: true, always: false, creditor, creditorName },
    lines: { table: lines, role: "lines", suffix: "-lines", main: false, always: false, creditor, creditorName },
    payouts: {
      table: payouts,
      role: "payouts",
      suffix: "-payouts",
      main: false,
      always: false,
      creditor,
      creditorName,
    },
    // An account that several creditors share belongs to none of them alone.
    bank: {
      table: bank,
      role: "bank",
      suffix: "-bank",
      main: false,
      always: false,
      creditor: ({ creditorIds }) => (creditorIds.length === 1 ? creditorIds[0] : undefined),
      creditorName: () => undefined,
    },
    differences: {
      table: differences,
      role: "differences",
      suffix: "-differences",
      main: false,
      always: true,
      creditor,
      creditorName,
    },
  },
  workbook: reconcileWorkbook,
}
