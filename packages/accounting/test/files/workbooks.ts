/** The workbooks of both datasets, table by table. */
import type { WorkbookOptions } from "@amili-cases/export-engine/dataset/Output"
import { Effect } from "effect"
import type { ClosedRow, CorrectionRow, OpenRow, QuarantineRow } from "@amili-cases/accounting/cases/Row"
import type { ClosedClosing } from "@amili-cases/accounting/closed/ClosedRows"
import { closedOutput } from "@amili-cases/accounting/closed/ClosedOutput"
import type { OpenClosing } from "@amili-cases/accounting/open/OpenRows"
import { openOutput } from "@amili-cases/accounting/open/OpenOutput"

export const openCases = (path: string, options: WorkbookOptions) =>
  Effect.map(openOutput.workbook(path, options), ({ finish, write }) => ({
    write: (rows: ReadonlyArray<OpenRow>) => write("open", rows),
    finish: (closing: Partial<OpenClosing>) =>
      finish({ dataHash: undefined, warnings: [], movement: undefined, trend: undefined, ...closing }),
  }))

export const closedCases = (path: string, options: WorkbookOptions) =>
  Effect.map(closedOutput.workbook(path, options), ({ finish, write }) => ({
    write: (rows: ReadonlyArray<ClosedRow>) => write("closed", rows),
    corrections: (rows: ReadonlyArray<CorrectionRow>) => write("corrections", rows),
    quarantine: (rows: ReadonlyArray<QuarantineRow>) => write("quarantine", rows),
    finish: (closing: Partial<ClosedClosing>) =>
      finish({ dataHash: undefined, completeness: undefined, recovery: undefined, ...closing }),
  }))
