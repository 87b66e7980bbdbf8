/** Which line takes back which: of opposite total and the same case, category, article and currency. Pure. */
import { minorOf } from "../../cases/Facts.ts"
import type { LineEvent } from "./LineEvent.ts"

export interface Reversal {
  /** The line that takes another one back. */
  readonly by: LineEvent
  /** The lines that it may take back. One is certain; of several, a person chooses. */
  readonly candidates: ReadonlyArray<LineEvent>
}

/**
 * The reversal that the line is part of, given the latest events of the lines of its case. A line takes back only a line
 * that was there before it, and no line that takes one back itself: the next equal instalment is a payment of its own.
 */
export const reversalOf = (line: LineEvent, relatives: ReadonlyArray<LineEvent>): Reversal | undefined => {
  const standing: Array<LineEvent> = []
  const reversals: Array<Reversal> = []
  for (const one of freeOf(line, relatives)) {
    const candidates = standing.filter((other) => other.total !== one.total && sameCase(one, other))
    if (candidates.length === 0) standing.push(one)
    else reversals.push({ by: one, candidates })
  }
  const isOf = ({ lineId }: LineEvent) => lineId === line.lineId
  return reversals.find(({ by, candidates }) => isOf(by) || (candidates.length === 1 && candidates.some(isOf)))
}

/** The lines with the line's amount, of either sign, that are in no reversal yet; the eldest first: ids begin with the time. */
const freeOf = (line: LineEvent, relatives: ReadonlyArray<LineEvent>): ReadonlyArray<LineEvent> => {
  const total = minorOf(line.total)
  if (total === undefined || total === 0n) return []
  const taking = new Set(relatives.flatMap(({ reversedBy }) => reversedBy ?? []))
  const isFree = (one: LineEvent) => {
    if (one.state === "gone" || one.reversedBy !== null || taking.has(one.lineId)) return false
    const other = minorOf(one.total)
    return (other === total || other === -total) && alike.every((key) => one[key] === line[key])
  }
  return [...relatives.filter(({ lineId }) => lineId !== line.lineId), line]
    .filter(isFree)
    .toSorted((a, b) => (a.lineId < b.lineId ? -1 : 1))
}

const alike = ["creditorId", "category", "article", "currency"] as const

/** By the case where both name one, else by the invoice of the creditor. */
const sameCase = (a: LineEvent, b: LineEvent): boolean =>
  a.caseId !== null && b.caseId !== null
    ? a.caseId === b.caseId
    : a.invoiceNumber !== null && a.invoiceNumber === b.invoiceNumber
