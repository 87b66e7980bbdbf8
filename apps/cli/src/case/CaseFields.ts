/** Which fields of a case a command asks for. Debtors' data are not even requested unless somebody wants them. */
import { link } from "@amili-cases/core/Case"
import type { Case } from "@amili-cases/core/Case"
import * as CloseReason from "@amili-cases/core/CloseReason"
import * as SettlementClass from "@amili-cases/core/SettlementClass"
import * as Struct from "effect/Struct"

const listed = [
  "state",
  "status",
  "closed",
  "latestStateDate",
  "currency",
  "remainingCapital",
  "creditorId",
  "creditorName",
  "referenceNumber",
  "debt.invoiceNumber",
] as const

const whole = [
  "state",
  "status",
  "closed",
  "latestStateDate",
  "currency",
  "remainingCapital",
  "creditorId",
  "creditorName",
  "referenceNumber",
  "stateHistory",
  "statusHistory",
  "localRemainingCapital",
  "localRemainingCosts",
  "localRemainingInterest",
  "debt.invoiceNumber",
  "debt.debtReference",
  "debt.payoutReference",
  "debt.invoiceDate",
  "debt.dueDays",
  "debt.initialCapital",
  "debt.capitalToClaim",
] as const

const debtor = ["debtorName", "debtorIdNumber", "debtorNumber", "debtorStatus"] as const

/** What a row of a list shows. */
export const ofRow = (withDebtor: boolean) => (withDebtor ? [...listed, ...debtor] : listed)

/** What is shown of a case that is looked up. */
export const ofCase = (withDebtor: boolean) => (withDebtor ? [...whole, ...debtor, "debt.description" as const] : whole)

/**
 * The case without its etag, which differs with the fields that were asked for and would be taken for a sign of change,
 * and with what follows from it: the link, and for a closed one the guide's group and our settlement class.
 */
export const complete = (found: Case) => ({
  ...Struct.omit(found, "etag"),
  ...(found.closed === undefined
    ? {}
    : {
        closed: {
          ...found.closed,
          outcome: CloseReason.outcome(found.closed.reason),
          settlementClass: SettlementClass.of(found.closed.reason),
        },
      }),
  link: link(found.id),
})
