/** What an export asks the API for of each line and payout: nothing else of a document comes, whatever it may hold. */
import type { Payout } from "@amili-cases/core/Payout"
import type { PayoutSpecification } from "@amili-cases/core/PayoutSpecification"
import type { Projected } from "@amili-cases/core/Query"

export const lineFields = [
  "creditorId",
  "creditorName",
  "caseId",
  "invoiceNumber",
  "referenceNumber",
  "currency",
  "amount",
  "vatAmount",
  "totalAmount",
  "article",
  "bookingDate",
  "financeCategory",
  "payoutReference",
  "payoutDate",
  "payoutId",
] as const

export const payoutFields = [
  "creditorId",
  "creditorName",
  "currency",
  "amount",
  "vatAmount",
  "totalAmount",
  "payoutReference",
  "payoutDate",
  "financeCategory",
  "interval",
  "status",
  "summary",
] as const

export type ExportedLine = Projected<PayoutSpecification, (typeof lineFields)[number]>
export type ExportedPayout = Projected<Payout, (typeof payoutFields)[number]>
