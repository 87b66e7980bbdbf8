/** What a run over closed cases writes. */
import type { Output } from "@amili-cases/export-engine/dataset/Output"
import { current, type Edition } from "../cases/Edition.ts"
import * as Tables from "../cases/Tables.ts"
import { closedWorkbook } from "./workbook/ClosedWorkbook.ts"
import type { ClosedClosing, ClosedRows } from "./ClosedRows.ts"

const creditor = (row: { readonly creditorId?: string | undefined }) => row.creditorId
const creditorName = (row: { readonly creditor?: string | undefined }) => row.creditor

/** What a run of an edition wrote. */
export const closedOutputOf = (edition: Edition): Output<ClosedRows, ClosedClosing> => ({
  tables: {
    closed: {
      table: Tables.ofEdition(Tables.closed, edition),
      role: "rows",
      suffix: "",
      main: true,
      always: false,
      creditor,
      creditorName,
    },
    corrections: {
      table: Tables.ofEdition(Tables.corrections, edition),
      role: "corrections",
      suffix: "-corrections",
      main: false,
      always: false,
      creditor,
      creditorName,
    },
    quarantine: {
      table: Tables.ofEdition(Tables.quarantine, edition),
      role: "quarantine",
      suffix: "-quarantine",
      main: false,
      always: true,
      creditor,
      creditorName,
    },
  },
  workbook: closedWorkbook,
})

export const closedOutput = closedOutputOf(current)
