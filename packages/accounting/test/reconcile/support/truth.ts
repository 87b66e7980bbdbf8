/**
 * How a month should stand by what really happened, worked out from the ledger alone: which case a line belongs to as far
 * as its numbers tell, and what has become of its money. Amounts are hundredths.
 */
import { wantedLine } from "../../payouts/support/truth.ts"
import type { PaidCase, StandLine, StandPayout } from "@amili-cases/accounting/reconcile/stand/rows"
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import * as SettlementClass from "@amili-cases/core/SettlementClass"
import { type Case, type Event, type Line, lineTotal } from "@amili-cases/test-fixtures/finance/Event"
import * as Truth from "@amili-cases/test-fixtures/finance/Truth"
import { DateTime } from "effect"

export interface WantedCase {
  readonly state: string
  readonly expected: bigint
  readonly specified: bigint
  readonly paidOut: bigint
  /** Last day on which capital was paid out. */
  readonly paidOn: string | undefined
}

export interface Wanted {
  readonly cases: ReadonlyMap<string, WantedCase>
  readonly lines: ReadonlyMap<string, { readonly state: string; readonly caseId: string | undefined }>
  readonly payouts: ReadonlyMap<string, { readonly state: string; readonly remainder: bigint | undefined }>
}

const dayOf = (at: number) => CalendarDay.of(DateTime.unsafeMake(at))

/** What runs have seen of lines by now, by their ids: a later change may hide it. */
export interface Seen {
  readonly paid: Set<string>
  /** Seen together with the line of opposite total that takes it back. */
  readonly reversed: Set<string>
  /** Lines that take one of several back, as far as a run could see: which one is for a person, once and for all. */
  readonly doubtful: Set<string>
}

/**
 * Adds the lines that a run at an instant sees taken back. It sees that only where the amounts are still opposite, and
 * where no other line is alike: which of two is meant, the ledger alone knows.
 */
export const seeReversals = (events: ReadonlyArray<Event>, at: number, { doubtful, reversed }: Seen): void => {
  const lines = [...Truth.at(events, at).lines.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1))
  for (const by of lines) {
    if (by.reverses === undefined || by.deleted || doubtful.has(by.id) || reversed.has(by.reverses)) continue
    const meant = lines.filter(
      (line) =>
        line.id < by.id &&
        line.reverses === undefined &&
        !line.deleted &&
        !reversed.has(line.id) &&
        lineTotal(line) === -lineTotal(by) &&
        isLike(line, by),
    )
    if (meant.length > 1) doubtful.add(by.id)
    else if (meant[0]?.id === by.reverses) reversed.add(by.reverses)
  }
}

/** As far as documents tell: which case a line is of, they may not say. */
const isLike = (a: Line, b: Line): boolean =>
  a.creditor.id.hex === b.creditor.id.hex &&
  a.currency === b.currency &&
  a.category === b.category &&
  a.article === b.article &&
  (a.namedCase === undefined || b.namedCase === undefined
    ? a.invoiceNumber === b.invoiceNumber
    : a.namedCase === b.namedCase)

export const wanted = (
  events: ReadonlyArray<Event>,
  at: number,
  lastDay: CalendarDay.CalendarDay,
  seen: Seen,
  wait = 14,
): Wanted => {
  const truth = Truth.at(events, at)
  const known = [...truth.cases.values()]
  const byInvoice = grouped(known, ({ creditor, invoiceNumber }) => `${creditor.id.hex} ${invoiceNumber}`)
  const byReference = grouped(known, ({ creditor, reference }) => `${creditor.id.hex} ${reference}`)

  const ownersOf = (line: Line): ReadonlyArray<Case> => {
    const named = line.namedCase === undefined ? undefined : truth.cases.get(line.namedCase)
    if (named !== undefined) return [named]
    const found = byInvoice.get(`${line.creditor.id.hex} ${line.invoiceNumber}`)
    return found ?? byReference.get(`${line.creditor.id.hex} ${line.reference}`) ?? []
  }

  const standingOf = (line: Line) => wantedLine(line, truth.payouts, at).state
  const taken = (line: Line) => seen.reversed.has(line.id) || (standingOf(line) === "waiting" && seen.paid.has(line.id))

  const lines = new Map<string, { state: string; caseId: string | undefined }>()
  const own = new Map<string, Array<Line>>()
  const candidates = new Set<string>()
  for (const line of truth.lines.values()) {
    const owners = ownersOf(line)
    const [owner] = owners
    const standing = standingOf(line)
    const state =
      standing === "gone"
        ? "gone"
        : owner === undefined
          ? "orphan"
          : owners.length > 1
            ? "ambiguous"
            : taken(line)
              ? "reversed"
              : owner.closed === undefined
                ? "open_case"
                : standing === "waiting"
                  ? "new"
                  : standing
    lines.set(line.id, { state, caseId: owners.length === 1 ? owner?.id : undefined })
    if (standing === "gone") continue
    if (owners.length > 1) for (const one of owners) candidates.add(one.id)
    else if (owner !== undefined) own.set(owner.id, [...(own.get(owner.id) ?? []), line])
  }

  const cases = new Map<string, WantedCase>()
  for (const one of known) {
    const kind = SettlementClass.of(one.closed?.reason)
    if (one.closed === undefined || !["payout_expected", "payout_with_residual", "paid_direct"].includes(kind)) continue
    const isDirect = kind === "paid_direct"
    const capital = (own.get(one.id) ?? []).filter(
      ({ category, currency }) => category === "capital" && currency === one.currency,
    )
    const sum = (some: ReadonlyArray<Line>) => some.reduce((total, line) => total + BigInt(lineTotal(line)), 0n)
    const paid = capital.filter((line) => standingOf(line) === "paid")
    const expected = isDirect ? 0n : BigInt(one.claimed - one.remaining)
    const specified = sum(capital)
    const isComplete = capital.length > 0 && specified === expected
    const isTaken = capital.some(taken)
    const state = isDirect
      ? capital.length > 0
        ? "unexpected_line"
        : "paid_direct"
      : candidates.has(one.id) && !isComplete
        ? "ambiguous"
        : capital.length === 0
          ? CalendarDay.daysBetween(dayOf(one.closed.at), lastDay) > wait
            ? "missing_specification"
            : "awaiting_specification"
          : !isComplete
            ? isTaken
              ? "reversed"
              : "amount_differs"
            : paid.length === capital.length
              ? "settled"
              : isTaken
                ? "reversed"
                : "awaiting_payout"
    const paidOn = paid
      .flatMap((line) => line.shown?.date ?? [])
      .toSorted((a, b) => a - b)
      .at(-1)
    cases.set(one.id, {
      state,
      expected,
      specified,
      paidOut: sum(paid),
      paidOn: paidOn === undefined ? undefined : dayOf(paidOn),
    })
  }

  const payouts = new Map<string, { state: string; remainder: bigint | undefined }>()
  for (const payout of truth.payouts.values()) {
    const naming = [...truth.lines.values()].filter(({ deleted, shown }) => !deleted && shown?.payout === payout.id)
    const sum = naming.reduce((total, line) => total + BigInt(lineTotal(line)), 0n)
    const total = payout.totals === "none" ? undefined : BigInt(payout.total)
    const state =
      payout.status === "reversed"
        ? "reversed"
        : total === undefined
          ? "total_unknown"
          : naming.length === 0 && total !== 0n
            ? "lines_incomplete"
            : total === sum
              ? "balanced"
              : "differs"
    payouts.set(payout.id, { state, remainder: total === undefined || state === "reversed" ? undefined : total - sum })
  }
  return { cases, lines, payouts }
}

interface Stand {
  readonly cases: ReadonlyArray<PaidCase>
  readonly lines: ReadonlyArray<StandLine>
  readonly payouts: ReadonlyArray<StandPayout>
}

/** What of a stand is not as it should be. With bank files a case that waits for the bank alone may still wait. */
export const problemsOf = (
  stand: Stand,
  { cases, lines, payouts }: Wanted,
  hasBank: boolean,
): ReadonlyArray<string> => {
  const problems: Array<string> = []
  const once = (ids: ReadonlyArray<string>, what: string) => {
    if (new Set(ids).size < ids.length) problems.push(`a ${what} comes twice`)
  }
  once(
    stand.cases.map(({ caseId }) => caseId),
    "case",
  )
  once(
    stand.lines.map(({ lineId }) => lineId),
    "line",
  )
  once(
    stand.payouts.map(({ payoutId }) => payoutId),
    "payout",
  )
  const differ = (id: string, what: string, found: unknown, should: unknown) => {
    if (found !== should) problems.push(`${id}: ${what} is ${String(found)}, should be ${String(should)}`)
  }
  const shownCases = new Set(stand.cases.map(({ caseId }) => caseId))
  for (const row of stand.cases) {
    const should = cases.get(row.caseId)
    const waits = hasBank && should?.state === "settled" && row.state === "awaiting_payout"
    if (!waits) differ(row.caseId, "state", row.state, should?.state)
    differ(row.caseId, "expected", row.expected, should?.expected)
    differ(row.caseId, "specified", row.specified, should?.specified)
    differ(row.caseId, "paid out", row.paidOut, should?.paidOut)
    differ(row.caseId, "paid on", row.payoutDate, should?.paidOn)
  }
  for (const [id, { state }] of cases)
    if (!shownCases.has(id) && state !== "settled" && state !== "paid_direct")
      problems.push(`${id}: ${state} is missed`)
  for (const row of stand.lines) {
    const should = lines.get(row.lineId)
    const isSame = row.state === should?.state || (row.state === "changed" && should?.state === "new")
    if (!isSame) differ(row.lineId, "state", row.state, should?.state)
    if (row.state !== "gone") differ(row.lineId, "case", row.matchedBy && row.caseId, should?.caseId)
  }
  const shownLines = new Set(stand.lines.map(({ lineId }) => lineId))
  for (const [id, { state }] of lines)
    if (!shownLines.has(id) && (state === "new" || state === "scheduled")) problems.push(`${id}: ${state} is missed`)
  for (const row of stand.payouts) {
    differ(row.payoutId, "state", row.state, payouts.get(row.payoutId)?.state)
    differ(row.payoutId, "remainder", row.remainder, payouts.get(row.payoutId)?.remainder)
  }
  return problems
}

const grouped = (
  cases: ReadonlyArray<Case>,
  keyOf: (one: Case) => string,
): ReadonlyMap<string, ReadonlyArray<Case>> => {
  const groups = new Map<string, Array<Case>>()
  for (const one of cases) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one])
  return groups
}
