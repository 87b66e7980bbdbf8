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
 * The reversal that the line is part of, given the latest events of the lines of its case. A negative line takes a
 * positive one back that was there before it. A positive line takes none back: it is a payment, also where it is equal to
 * what was taken back before.
 */
export const reversalOf = (line: LineEvent, relatives: ReadonlyArray<LineEvent>): Reversal | undefined => {
  const free = freeOf(line, relatives)
  const candidatesOf = (by: LineEvent) =>
    free.filter((other) => !isNegative(other) && other.lineId < by.lineId && sameCase(by, other))
  if (isNegative(line)) {
    const candidates = free.includes(line) ? candidatesOf(line) : []
    return candidates.length === 0 ? undefined : { by: line, candidates }
  }
  return free
    .filter(isNegative)
    .map((by) => ({ by, candidates: candidatesOf(by) }))
    .find(({ candidates: [only, ...others] }) => only === line && others.length === 0)
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

const isNegative = ({ total }: LineEvent): boolean => (minorOf(total) ?? 0n) < 0n

const alike = ["creditorId", "category", "article", "currency"] as const

/** By the case where both name one, else by the invoice of the creditor. */
const sameCase = (a: LineEvent, b: LineEvent): boolean =>
  a.caseId !== null && b.caseId !== null
    ? a.caseId === b.caseId
    : a.invoiceNumber !== null && a.invoiceNumber === b.invoiceNumber
