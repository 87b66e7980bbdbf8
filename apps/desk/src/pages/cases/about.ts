/** What a case is, where it stands, and what is left of it. */
import { foreign, type Part } from "@amili-cases/accounting/html/markup"
import type { Case } from "@amili-cases/core/Case"
import * as CaseState from "@amili-cases/core/CaseState"
import * as CaseStatus from "@amili-cases/core/CaseStatus"
import * as CloseReason from "@amili-cases/core/CloseReason"
import * as SettlementClass from "@amili-cases/core/SettlementClass"
import type { Language } from "@amili-cases/sheets/Column"
import * as Shown from "../../words/shown.ts"
import { caseWords } from "./caseWords.ts"
import { described } from "./columns.ts"
import { words } from "./words.ts"

type Facts = ReadonlyArray<readonly [name: string, value: Part]>

/** A text of the API, left out with its name where there is none. */
const text = (value: string | undefined) => (value === undefined ? undefined : foreign(value))

export const facts = (found: Case, language: Language): Facts => [
  [words.invoice[language], text(found.debt?.invoiceNumber)],
  [caseWords.invoiceDate[language], Shown.day(found.debt?.invoiceDate)],
  [words.reference[language], text(found.referenceNumber ?? found.debt?.debtReference)],
  [words.creditor[language], text(found.creditorName ?? found.creditorId)],
  [words.state[language], described(found.state, CaseState.describe, language)],
  [words.since[language], Shown.day(found.latestStateDate)],
  [words.status[language], described(found.status, CaseStatus.describe, language)],
  [words.created[language], Shown.day(found.createdAt)],
  ...(found.closed === undefined ? [] : closing(found.closed, language)),
]

const closing = ({ date, reason }: NonNullable<Case["closed"]>, language: Language): Facts => [
  [words.closedOn[language], Shown.day(date) ?? caseWords.undated[language]],
  [words.reason[language], described(reason, CloseReason.describe, language)],
  [words.class[language], SettlementClass.describe(SettlementClass.of(reason), language)],
]

export const amounts = (found: Case, language: Language): Facts => {
  const amount = (value: Parameters<typeof Shown.amount>[0]) => Shown.amount(value, found.currency, language)
  return [
    [words.remaining[language], amount(found.remainingCapital) ?? words.missing[language]],
    [caseWords.costs[language], amount(found.localRemainingCosts)],
    [caseWords.interest[language], amount(found.localRemainingInterest)],
    [caseWords.initial[language], amount(found.debt?.initialCapital)],
    [caseWords.claimed[language], amount(found.debt?.capitalToClaim)],
  ]
}
