/** What a run over open cases writes. */
import type { Output } from "@amili-cases/export-engine/dataset/Output"
import { current, type Edition } from "../cases/Edition.ts"
import * as Tables from "../cases/Tables.ts"
import { openWorkbook } from "./OpenWorkbook.ts"
import type { OpenClosing, OpenRows } from "./OpenRows.ts"

const creditor = (row: { readonly creditorId?: string | undefined }) => row.creditorId
const creditorName = (row: { readonly creditor?: string | undefined }) => row.creditor

/** What a run of an edition wrote. */
export const openOutputOf = (edition: Edition): Output<OpenRows, OpenClosing> => ({
  tables: {
    open: {
      table: Tables.ofEdition(Tables.open, edition),
      role: "rows",
      suffix: "",
      main: true,
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
  workbook: openWorkbook,
})

export const openOutput = openOutputOf(current)
