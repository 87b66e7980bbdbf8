/**
 * What an export asks the API for of each case, and the type of what it gets: a column of a field that is not asked for
 * does not compile. Debtor data are asked for only on request.
 */
import type { Case } from "@amili-cases/core/Case"
import type { Projected } from "@amili-cases/core/Query"

export const fields = [
  "creditorId",
  "creditorName",
  "currency",
  "state",
  "status",
  "closed",
  "referenceNumber",
  "debt.invoiceNumber",
  "debt.invoiceDate",
  "debt.dueDays",
  "remainingCapital",
] as const

export const debtorFields = ["debtorName", "debtorIdNumber"] as const

export type ExportedCase = Projected<Case, (typeof fields)[number]> & Partial<Pick<Case, (typeof debtorFields)[number]>>
