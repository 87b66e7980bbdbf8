/** The state of a case that was closed as paid, by its capital lines. Pure. */
import type { SettlementClass } from "@amili-cases/core/SettlementClass"
import type { CaseState } from "../stand/states.ts"

/** Classes of close reasons that say that money came. */
const paidClasses = ["payout_expected", "payout_with_residual", "paid_direct"] as const
export type PaidClass = (typeof paidClasses)[number]

export const isPaidClass = (settlementClass: SettlementClass): settlementClass is PaidClass =>
  paidClasses.some((one) => one === settlementClass)

/** A capital line that is not gone. */
export interface CapitalLine {
  readonly amount: bigint
  readonly isPaid: boolean
  /** Its payout is on the bank, or no bank file could show it. */
  readonly hasArrived: boolean
  /** Another line takes it back, or it was paid out and no longer is. */
  readonly isTakenBack: boolean
}

export interface Circumstances {
  readonly settlementClass: PaidClass
  /** Undefined where claimed or remaining capital is not known: then lines alone decide. */
  readonly expected: bigint | undefined
  readonly capital: ReadonlyArray<CapitalLine>
  /** Whether a line may be its own or another case's. */
  readonly isCandidate: boolean
  readonly waitingDays: number
  /** Days that a case normally waits for its lines. */
  readonly wait: number
}

export const caseState = (about: Circumstances): CaseState => {
  const { capital, expected, isCandidate, settlementClass, wait, waitingDays } = about
  if (settlementClass === "paid_direct") return capital.length > 0 ? "unexpected_line" : "paid_direct"
  const specified = capital.reduce((sum, { amount }) => sum + amount, 0n)
  const isComplete = capital.length > 0 && (expected === undefined || specified === expected)
  if (isCandidate && !isComplete) return "ambiguous"
  if (capital.length === 0) return waitingDays > wait ? "missing_specification" : "awaiting_specification"
  const isTakenBack = capital.some((line) => line.isTakenBack)
  if (!isComplete) return isTakenBack ? "reversed" : "amount_differs"
  const isPaid = capital.every((line) => line.isPaid)
  if (isPaid && capital.every(({ hasArrived }) => hasArrived)) return "settled"
  return isTakenBack && !isPaid ? "reversed" : "awaiting_payout"
}

/** States that wait for nothing and nobody. */
export const isSettled = (state: CaseState): boolean => state === "settled" || state === "paid_direct"

/** States that a person has to look at. */
const forPerson: ReadonlySet<CaseState> = new Set([
  "missing_specification",
  "amount_differs",
  "unexpected_line",
  "reversed",
  "ambiguous",
])

export const needsPerson = (state: CaseState): boolean => forPerson.has(state)
