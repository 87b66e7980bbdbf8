/** What is said about a payout, given what was last said about it. Pure. */
import type { CalendarDay } from "@amili-cases/core/CalendarDay"
import { hasPassed } from "./hasPassed.ts"
import type { PayoutEvent, PayoutFacts, PayoutKind, PayoutState } from "./PayoutEvent.ts"

export interface PayoutStep {
  readonly kind: PayoutKind
  readonly state: PayoutState
  readonly facts: PayoutFacts
}

export const payoutEvents = (
  facts: PayoutFacts,
  previous: PayoutEvent | undefined,
  today: CalendarDay,
): ReadonlyArray<PayoutStep> => {
  const target = stateOf(facts, today)
  const steps: Array<PayoutStep> = []
  let state: PayoutState = "scheduled"
  if (previous === undefined || previous.state === "gone")
    steps.push({ kind: previous === undefined ? "new" : "found_again", state, facts })
  else {
    if (previous.state === target) ({ state } = previous)
    const isNoLongerSo = previous.state !== target && previous.state !== "scheduled"
    const isSaid = target === "reversed" && state !== "reversed"
    if (!isSaid && (isNoLongerSo || differs(facts, previous))) steps.push({ kind: "changed", state, facts })
  }
  if (state === target) return steps
  if (target === "paid") steps.push({ kind: "paid_out", state: "paid", facts })
  if (target === "reversed") steps.push({ kind: "reversed", state: "reversed", facts })
  return steps
}

/** Statuses are not documented: these are the words that say that no money comes, or that it went back. */
const takenBack = /revers|cancel|reject|return|fail/i

const stateOf = ({ payoutDate, status }: PayoutFacts, today: CalendarDay): PayoutState => {
  if (status !== null && takenBack.test(status)) return "reversed"
  return payoutDate !== null && hasPassed(payoutDate, today) ? "paid" : "scheduled"
}

/** What a change may be of, in the order in which it is named. */
export const comparable = [
  "creditorId",
  "category",
  "currency",
  "net",
  "vat",
  "total",
  "payoutDate",
  "payoutReference",
  "status",
  "interval",
  "summary",
] as const

/** Whether anything at all has changed. */
export const differs = (facts: PayoutFacts, previous: PayoutFacts): boolean =>
  comparable.some((key) => facts[key] !== previous[key])
