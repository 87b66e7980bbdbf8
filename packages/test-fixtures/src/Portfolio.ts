/** What can happen to a case, as functions from the stored document before to the one after. */
import { isDocument, ObjectId, set, type Document, type Value } from "./Document.ts"

/** A change at an instant: `_updated` follows, and so does a stored ETag. */
const touched = (document: Document, at: Date): Document => {
  const { _etag: etag } = document
  return {
    ...document,
    _updated: at,
    latest_state_date: at,
    ...(typeof etag === "string" ? { _etag: nextEtag(etag, at) } : {}),
  }
}

const nextEtag = (etag: string, at: Date): string =>
  (BigInt(`0x${etag}`) ^ (BigInt(at.getTime()) * 0x9e3779b97f4a7c15n)).toString(16).padStart(40, "0").slice(-40)

/** When and why a case is closed; the reason is `fully_paid` when left out. */
export interface Closing {
  /** The close date; the instant of the change when left out, none at all when `null`. */
  readonly date?: Date | null | undefined
  /** The close reason; `fully_paid` when left out. */
  readonly reason?: string | undefined
}

const settled = new Set([
  "fully_paid",
  "fully_paid_before_reminder",
  "fully_paid_before_debt_collection",
  "capital_paid_to_creditor",
])

/** Closes a case; what is settled by payment has nothing left to pay. */
export const close = (document: Document, at: Date, { date = at, reason = "fully_paid" }: Closing = {}): Document => ({
  ...touched(document, at),
  closed: { ...(date === null ? {} : { close_date: date }), reason },
  ...(settled.has(reason) ? { total_remaining_capital_amount: 0 } : {}),
})

/** Opens a closed case again: the key disappears, or stays as an explicit `null`. */
export const reopen = (document: Document, at: Date, explicitNull = false): Document =>
  set(touched(document, at), "closed", explicitNull ? null : undefined)

/** Sets fields, by dotted path. */
export const change = (document: Document, at: Date, fields: Readonly<Record<string, Value>>): Document =>
  Object.entries(fields).reduce((changed, [path, value]) => set(changed, path, value), touched(document, at))

/** A new case in the image of another, with an id and an invoice number of its own. */
export const like = (document: Document, at: Date, id: string): Document => {
  const { closed: _closed, ...open } = document
  const fresh = {
    ...touched(open, at),
    _id: new ObjectId(id),
    _created: at,
    state: "reminder",
    status: "reminder_sent",
  }
  return isDocument(open["debt"]) ? set(fresh, "debt.invoice_number", `NEW-${id.slice(0, 8)}-${id.slice(-6)}`) : fresh
}

/** Whether `closed` is missing or null. */
export const isOpen = (document: Document): boolean => document["closed"] === undefined || document["closed"] === null
