/**
 * What is said about a line, given what was last said about it. Pure. An event is a step from one state to another or a
 * change of facts, so that the amounts of all events of a line add up to how it stands.
 */
import type { CalendarDay } from "@amili-cases/core/CalendarDay"
import * as Struct from "effect/Struct"
import { hasPassed } from "./hasPassed.ts"
import type { LineEvent, LineFacts, LineKind, LineState } from "./LineEvent.ts"

/** An event that has no place in a run yet. */
export interface LineStep {
  readonly kind: LineKind
  readonly state: LineState
  readonly facts: LineFacts
}

export interface Circumstances {
  /** The day of the run. */
  readonly today: CalendarDay
  /** Whether the payout that the line names has been taken back or is gone. */
  readonly payoutFell: boolean
}

export const lineEvents = (
  facts: LineFacts,
  previous: LineEvent | undefined,
  circumstances: Circumstances,
): ReadonlyArray<LineStep> => {
  const target = stateOf(facts, circumstances)
  const steps: Array<LineStep> = []
  const begun = begin(facts, previous, target, steps)
  const isAgain = begun === "scheduled" && previous !== undefined && !samePayoutFields(previous, facts)
  if (target === "paid" && begun !== "paid") steps.push({ kind: "paid_out", state: "paid", facts })
  if (target === "scheduled" && (begun !== "scheduled" || isAgain))
    steps.push({ kind: "scheduled", state: "scheduled", facts })
  return steps
}

/** Whether anything but the payout has changed. */
export const isRevised = (facts: LineFacts, previous: LineFacts): boolean => !sameBasics(previous, facts)

/** Whether anything at all has changed. */
export const differs = (facts: LineFacts, previous: LineFacts): boolean =>
  isRevised(facts, previous) || !samePayoutFields(facts, previous)

/** Says what comes before a new payout is said; the state that the line has then. */
const begin = (
  facts: LineFacts,
  previous: LineEvent | undefined,
  target: LineState,
  steps: Array<LineStep>,
): LineState => {
  if (previous === undefined || previous.state === "gone") {
    steps.push({ kind: previous === undefined ? "new" : "found_again", state: "waiting", facts })
    return "waiting"
  }
  const { state } = previous
  if (previous.currency !== facts.currency) {
    // Amounts of two currencies have no difference.
    steps.push({ kind: "gone", state: "gone", facts: factsOf(previous) })
    steps.push({ kind: "found_again", state: "waiting", facts })
    return "waiting"
  }
  if (state === "paid" && !(target === "paid" && samePayout(previous, facts))) {
    const payout = Struct.pick(facts, "payoutDate", "payoutId", "payoutReference")
    steps.push({ kind: "reversed", state: "waiting", facts: { ...factsOf(previous), ...payout } })
    if (isRevised(facts, previous)) steps.push({ kind: "changed", state: "waiting", facts })
    return "waiting"
  }
  const isUnscheduled = state === "scheduled" && target === "waiting"
  const isOtherwisePaid = state === target && state !== "scheduled" && !samePayoutFields(previous, facts)
  const next = isUnscheduled ? "waiting" : state
  if (isUnscheduled || isOtherwisePaid || isRevised(facts, previous))
    steps.push({ kind: "changed", state: next, facts })
  return next
}

const stateOf = ({ payoutDate }: LineFacts, { payoutFell, today }: Circumstances): LineState => {
  if (payoutDate === null || payoutFell) return "waiting"
  return hasPassed(payoutDate, today) ? "paid" : "scheduled"
}

const basics = [
  "caseId",
  "creditorId",
  "invoiceNumber",
  "reference",
  "category",
  "article",
  "currency",
  "net",
  "vat",
  "total",
  "bookedAt",
] as const

const payoutFields = ["payoutId", "payoutDate", "payoutReference"] as const

/** What a change may be of, in the order in which it is named. */
export const comparable = [...basics, ...payoutFields] as const

const sameBasics = (a: LineFacts, b: LineFacts) => basics.every((key) => a[key] === b[key])

const samePayoutFields = (a: LineFacts, b: LineFacts) => payoutFields.every((key) => a[key] === b[key])

/** Without ids, payouts are told apart by their dates. */
const samePayout = (a: LineFacts, b: LineFacts): boolean =>
  a.payoutId === null && b.payoutId === null ? a.payoutDate === b.payoutDate : a.payoutId === b.payoutId

export const factsOf = (event: LineEvent): LineFacts => Struct.pick(event, ...comparable, "creditor", "createdAt")
