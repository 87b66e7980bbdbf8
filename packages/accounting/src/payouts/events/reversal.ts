/** Which line a line of opposite total takes back: of the same case, category, article and currency. Pure. */
import { minorOf } from "../../cases/Facts.ts"
import type { LineEvent } from "./LineEvent.ts"

/**
 * The lines that the line may take back, given the latest events of the lines of its case. None where the line takes
 * another one back already, or is taken back itself.
 */
export const candidatesOf = (line: LineEvent, relatives: ReadonlyArray<LineEvent>): ReadonlyArray<LineEvent> => {
  const total = minorOf(line.total)
  if (total === undefined || total === 0n || line.reversedBy !== null) return []
  const taken = new Set(relatives.flatMap(({ reversedBy }) => reversedBy ?? []))
  if (taken.has(line.lineId)) return []
  return relatives.filter(
    (other) =>
      other.lineId !== line.lineId &&
      other.state !== "gone" &&
      other.reversedBy === null &&
      !taken.has(other.lineId) &&
      minorOf(other.total) === -total &&
      sameCase(line, other) &&
      alike.every((key) => line[key] === other[key]),
  )
}

const alike = ["creditorId", "category", "article", "currency"] as const

/** By the case where both name one, else by the invoice of the creditor. */
const sameCase = (a: LineEvent, b: LineEvent): boolean =>
  a.caseId !== null && b.caseId !== null
    ? a.caseId === b.caseId
    : a.invoiceNumber !== null && a.invoiceNumber === b.invoiceNumber
