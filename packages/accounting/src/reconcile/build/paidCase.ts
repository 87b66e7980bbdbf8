/** A case that was closed as paid, with its lines, as a row. */
import type * as CalendarDay from "@amili-cases/core/CalendarDay"
import { dayOfIso } from "@amili-cases/export-engine/run/Instant"
import type { Entry } from "../../closed/records/Entries.ts"
import { minorOf } from "../../cases/Facts.ts"
import { waiting } from "../judge/ageing.ts"
import { type CapitalLine, caseState, isSettled, type PaidClass } from "../judge/caseState.ts"
import type { MatchedBy } from "../stand/states.ts"
import type { PaidCase } from "../stand/rows.ts"
import type { Joined } from "../journal/workspace/lines.ts"

/** A line of the case, and by what it was found. */
export type OwnLine = Pick<Joined, "isWithdrawn" | "matchedBy" | "now">

export interface Around {
  readonly lastDay: CalendarDay.CalendarDay
  readonly wait: number
  readonly hasBank: boolean
  readonly creditor: string | undefined
  readonly isCandidate: boolean
  /** Whether the payout of a line is on the bank, or no bank file could show it. */
  readonly hasArrived: (payoutId: string | null) => boolean
  /** Whether it is on the bank. */
  readonly isOnBank: (payoutId: string | null) => boolean
}

const isCapital = ({ now }: OwnLine, currency: string | undefined): boolean =>
  now.category === "capital" && now.state !== "gone" && (now.currency ?? undefined) === currency

/** Capital of its lines in the currency of the case, whatever has become of them. */
export const recoveredOf = (entry: Entry, lines: ReadonlyArray<OwnLine>): bigint =>
  sum(lines.filter((line) => isCapital(line, entry.currency)))

export const paidCase = (
  entry: Entry,
  settlementClass: PaidClass,
  lines: ReadonlyArray<OwnLine>,
  around: Around,
): PaidCase => {
  const here = lines.filter(({ now }) => now.state !== "gone")
  const capital = here.filter((line) => isCapital(line, entry.currency))
  const claimed = minorOf(entry.claimed)
  const remaining = minorOf(entry.amount)
  const isDirect = settlementClass === "paid_direct"
  const expected = isDirect ? 0n : claimed === undefined || remaining === undefined ? undefined : claimed - remaining
  const specified = sum(capital)
  const age = waiting(entry.closedAt, around.lastDay)
  const state = caseState({
    settlementClass,
    expected,
    capital: capital.map((line) => capitalLine(line, around)),
    isCandidate: around.isCandidate,
    waitingDays: age?.waitingDays ?? 0,
    wait: around.wait,
  })
  const waits = isSettled(state) ? undefined : age
  const paid = capital.filter(({ now }) => now.state === "paid")
  const paidOn = paid.flatMap(({ now }) => dayOfIso(now.payoutDate ?? undefined) ?? [])
  return {
    caseId: entry.caseId,
    creditorId: entry.creditorId,
    creditor: around.creditor,
    invoiceNumber: entry.invoiceNumber,
    reference: entry.reference,
    currency: entry.currency,
    closedOn: dayOfIso(entry.closedAt),
    reason: entry.reason,
    settlementClass,
    claimed,
    remaining,
    expected,
    specified,
    paidOut: sum(paid),
    arrived: around.hasBank ? sum(capital.filter(({ now }) => around.isOnBank(now.payoutId))) : undefined,
    difference: expected === undefined || (isDirect && specified === 0n) ? undefined : specified - expected,
    residual: settlementClass === "payout_with_residual" ? remaining : undefined,
    lines: here.length,
    matchedBy: weakest(here),
    payoutIds: [...new Set(here.flatMap(({ now }) => now.payoutId ?? []))].toSorted(),
    payoutDate: paidOn.toSorted().at(-1),
    state,
    waitingDays: waits?.waitingDays,
    bucket: waits?.bucket,
    closedRun: entry.serial,
  }
}

const capitalLine = ({ isWithdrawn, now }: OwnLine, { hasArrived }: Around): CapitalLine => ({
  amount: minorOf(now.total) ?? 0n,
  isPaid: now.state === "paid",
  hasArrived: hasArrived(now.payoutId),
  isTakenBack: now.reversedBy !== null || isWithdrawn,
})

const sum = (lines: ReadonlyArray<OwnLine>): bigint =>
  lines.reduce((total, { now }) => total + (minorOf(now.total) ?? 0n), 0n)

/** By what the least certain of the lines was found. */
const weakest = (lines: ReadonlyArray<OwnLine>): MatchedBy | undefined =>
  (["reference", "invoice", "case"] as const).find((by) => lines.some(({ matchedBy }) => matchedBy === by))
