import type { Dataset } from "./Column.ts"
import type { CaseRow, ClosedRow, CorrectionRow, OpenRow, QuarantineRow } from "./Row.ts"

const currency = (row: { readonly currency?: string | undefined }) => row.currency
const amount = (row: Pick<CaseRow, "remainingCapital">) => row.remainingCapital

export const open: Dataset<OpenRow> = { name: "open", columns: [], currency, amount }
export const closed: Dataset<ClosedRow> = { name: "closed", columns: [], currency, amount }
export const corrections: Dataset<CorrectionRow> = { name: "corrections", columns: [], currency, amount }
export const quarantine: Dataset<QuarantineRow> = { name: "quarantine", columns: [], currency, amount }
