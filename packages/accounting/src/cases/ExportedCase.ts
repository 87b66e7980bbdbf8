/**
 * What an export asks the API for of each case, and the type of what it gets: a column of a field that is not asked for
 * does not compile. Debtor data are asked for only on request.
 */
import { type Case, resource } from "@amili-cases/core/Case"
import * as Document from "@amili-cases/core/Document"
import * as Projection from "@amili-cases/core/Projection"
import type { Projected } from "@amili-cases/core/Query"
import * as Resource from "@amili-cases/core/Resource"

const first = [
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

/** Asked for since edition 3. */
const amounts = ["debt.initialCapital", "debt.capitalToClaim", "localRemainingCosts", "localRemainingInterest"] as const

export const fields = [...first, ...amounts] as const

export const debtorFields = ["debtorName", "debtorIdNumber"] as const

export type ExportedCase = Projected<Case, (typeof fields)[number]> & Partial<Pick<Case, (typeof debtorFields)[number]>>

/** The cases as they are asked for with debtor data, which reads those without as well. */
export const exported: Resource.Resource<ExportedCase> = Resource.project(resource, [...fields, ...debtorFields])

/** What is asked for without debtor data, by its names at the API. */
export const withoutDebtor = Projection.fieldsOf(resource.schema, fields)

/** What a document that a person was shown is known by. Fields asked for later stay out, so that none is shown again. */
export const comparable: Projection.Fields = new Map(
  // Eve calculates an ETag from the fields that were asked for.
  [...Projection.fieldsOf(resource.schema, first)].filter(([name]) => name !== "_etag"),
)

/** What was asked for before edition 3, debtor data included. */
export const askedBefore = Projection.fieldsOf(resource.schema, [...first, ...debtorFields])

/** A raw document, read with the same result as when it came from the API. */
export const parse = (source: string): Document.Document<ExportedCase> => Document.parse(exported, source)
