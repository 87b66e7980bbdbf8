/** What was true at an instant, to compare a reconciliation with. Amounts are whole hundredths (öre). */
import * as SettlementClass from "@amili-cases/core/SettlementClass"
import * as Array from "effect/Array"
import { type BankRow, type Case, type Event, type Line, lineTotal, type Payout } from "./Event.ts"

/** Everything as it was at an instant, by id. Amounts are whole hundredths of the currency. */
export interface Truth {
  /** The instant (included), in epoch milliseconds. */
  readonly at: number
  /** Cases by id. */
  readonly cases: ReadonlyMap<string, Case>
  /** Deleted lines too: see `Line.deleted`. */
  readonly lines: ReadonlyMap<string, Line>
  /** Payouts by id. */
  readonly payouts: ReadonlyMap<string, Payout>
  /** Bank rows by id. */
  readonly bank: ReadonlyMap<string, BankRow>
  /** The lines of each case that are not deleted, by the id of the case that they belong to. */
  readonly linesOf: ReadonlyMap<string, ReadonlyArray<Line>>
  /** What Amili's transfers brought of each payout, less what went back; before what a bank charges for them. */
  readonly arrived: ReadonlyMap<string, number>
}

/** Every case, line, payout and bank row as it was at an instant. The history must have been advanced that far. */
export const at = (events: ReadonlyArray<Event>, instant: number): Truth => {
  const cases = new Map<string, Case>()
  const lines = new Map<string, Line>()
  const payouts = new Map<string, Payout>()
  const bank = new Map<string, BankRow>()
  for (const event of events) {
    if (event.at > instant) break
    if (event._tag === "Case") cases.set(event.after.id, event.after)
    else if (event._tag === "Line") lines.set(event.after.id, event.after)
    else if (event._tag === "Payout") payouts.set(event.after.id, event.after)
    else bank.set(event.after.id, event.after)
  }
  const linesOf = new Map(
    Object.entries(
      Array.groupBy(
        [...lines.values()].filter(({ deleted }) => !deleted),
        (line) => line.case,
      ),
    ),
  )
  const arrived = new Map<string, number>()
  for (const row of bank.values())
    for (const { payout, amount } of row.payouts) arrived.set(payout, (arrived.get(payout) ?? 0) + amount)
  return { at: instant, cases, lines, payouts, bank, linesOf, arrived }
}

/** What happened to one case, line, payout or bank row until an instant, in order. */
export const historyOf = (events: ReadonlyArray<Event>, id: string, instant: number): ReadonlyArray<Event> =>
  events.filter((event) => event.at <= instant && event.after.id === id)

/** How far the money of a case has come, or what is wrong with it. */
export type CaseState =
  | "open"
  | "not_paid"
  | "paid_direct"
  | "unexpected_line"
  | "awaiting_specification"
  | "missing_specification"
  | "reversed"
  | "amount_differs"
  | "awaiting_payout"
  | "settled"

/** How a case stands, with the sums that say so, in whole hundredths of the currency. */
export interface Standing {
  /** The case. */
  readonly case: Case
  /** How far its money is. */
  readonly state: CaseState
  /** The case's lines that are not deleted. */
  readonly lines: ReadonlyArray<Line>
  /** Capital that should come to the creditor through Amili. */
  readonly expected: number
  /** Capital on lines. */
  readonly specified: number
  /** Of that, in payouts that were made and not reversed. */
  readonly scheduled: number
  /** Of that, in payouts whose money has left Amili. */
  readonly paidOut: number
  /** Of that, in payouts that are on the bank. */
  readonly arrived: number
}

const day = 86_400_000

/** How a case stands; `undefined` where there is no such case yet. A case waits `normalWait` days for its lines. */
export const ofCase = (truth: Truth, id: string, normalWait = 14): Standing | undefined => {
  const owner = truth.cases.get(id)
  if (owner === undefined) return undefined
  const lines = truth.linesOf.get(id) ?? []
  const capital = lines.filter(({ category }) => category === "capital")
  const sum = (counts: (line: Line) => boolean): number =>
    capital.filter(counts).reduce((total, line) => total + lineTotal(line), 0)
  const status = ({ payout }: Line) => (payout === undefined ? undefined : truth.payouts.get(payout)?.status)
  const direct = SettlementClass.of(owner.closed?.reason) === "paid_direct"
  const amounts = {
    expected: direct ? 0 : owner.collected,
    specified: sum(() => true),
    scheduled: sum((line) => status(line) === "scheduled" || status(line) === "paid"),
    paidOut: sum((line) => status(line) === "paid"),
    arrived: sum(({ payout }) => payout !== undefined && (truth.arrived.get(payout) ?? 0) !== 0),
  }
  return { case: owner, lines, ...amounts, state: stateOf(truth.at, owner, capital, amounts, normalWait) }
}

const stateOf = (
  now: number,
  { closed }: Case,
  capital: ReadonlyArray<Line>,
  { expected, specified, paidOut }: { readonly expected: number; readonly specified: number; readonly paidOut: number },
  normalWait: number,
): CaseState => {
  if (closed === undefined) return "open"
  const kind = SettlementClass.of(closed.reason)
  if (kind === "paid_direct") return capital.length > 0 ? "unexpected_line" : "paid_direct"
  if (kind !== "payout_expected" && kind !== "payout_with_residual") return "not_paid"
  if (capital.length === 0)
    return now - closed.at > normalWait * day ? "missing_specification" : "awaiting_specification"
  const takenBack = capital.some(
    ({ reversedBy, oddities }) => reversedBy !== undefined || oddities.includes("line-withdrawn"),
  )
  if (specified !== expected) return takenBack ? "reversed" : "amount_differs"
  return paidOut === specified ? "settled" : takenBack ? "reversed" : "awaiting_payout"
}

/** Why a payout's total is not the sum of its lines as they are now. */
export interface Difference {
  /** Where it comes from. */
  readonly reason: "fee" | "rounding" | "adjustment" | "changed" | "deleted" | "released"
  /** The line that the difference comes from, if any. */
  readonly line: string | undefined
  /** What it adds to the total; negative where it is taken off. */
  readonly amount: number
}

/**
 * How a payout stands: its lines as they are now, and why they do not sum to its total. Amounts are whole hundredths of
 * the currency.
 */
export interface PayoutStanding {
  /** The payout. */
  readonly payout: Payout
  /** The lines that are in it now. */
  readonly lines: ReadonlyArray<Line>
  /** What its lines sum to now, with VAT. */
  readonly sum: number
  /** total = sum + all of these. */
  readonly differences: ReadonlyArray<Difference>
  /** See `Truth.arrived`. */
  readonly arrived: number
}

/** How a payout stands; `undefined` where there is no such payout yet. */
export const ofPayout = (truth: Truth, id: string): PayoutStanding | undefined => {
  const payout = truth.payouts.get(id)
  if (payout === undefined) return undefined
  const differences: Array<Difference> = payout.remainders.map((remainder) => ({ ...remainder, line: undefined }))
  const lines: Array<Line> = []
  for (const part of payout.parts) {
    const line = truth.lines.get(part.line)
    const inside = line !== undefined && !line.deleted && line.payout === id
    if (inside) lines.push(line)
    const amount = lineTotal(part) - (inside ? lineTotal(line) : 0)
    const reason = inside ? "changed" : line?.deleted === true ? "deleted" : "released"
    if (!inside || amount !== 0) differences.push({ reason, line: part.line, amount })
  }
  const sum = lines.reduce((total, line) => total + lineTotal(line), 0)
  return { payout, lines, sum, differences, arrived: truth.arrived.get(id) ?? 0 }
}
