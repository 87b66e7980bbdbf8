/** Whether a row of a stand is about what somebody asks for: a case, line or payout, by its id or another of its numbers. */
import { parse, type Stored } from "./stored.ts"

/** A creditor, a reason or a state is none of these numbers, though the row names it too. */
export const isAbout = (document: string, wanted: string): boolean => {
  // Most rows do not hold it, and reading one takes long.
  if (!document.includes(JSON.stringify(wanted))) return false
  const stored = parse(document)
  return stored !== undefined && numbersOf(stored).includes(wanted)
}

const numbersOf = (stored: Stored): ReadonlyArray<string | undefined> => {
  switch (stored.table) {
    case "cases":
      return [stored.row.caseId, stored.row.invoiceNumber, stored.row.reference, ...stored.row.payoutIds]
    case "lines": {
      const { candidates, caseId, invoiceNumber, lineId, payoutId, payoutReference, reference } = stored.row
      return [lineId, caseId, invoiceNumber, reference, payoutId, payoutReference, ...candidates]
    }
    case "payouts":
      return [stored.row.payoutId, stored.row.payoutReference]
    case "bank":
      return [...stored.row.payoutIds, ...stored.row.references]
    case "differences": {
      const { caseId, id, invoiceNumber, payoutId, reference } = stored.row
      return [id, caseId, invoiceNumber, payoutId, reference]
    }
    case "answer":
      return [stored.row.caseId, stored.row.invoiceNumber, stored.row.reference]
    case "summary":
      return []
  }
}
