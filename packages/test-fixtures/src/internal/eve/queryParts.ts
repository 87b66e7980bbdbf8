/** Parts of a query that a sorted list of rows can answer by searching instead of by trying every row. */
import * as Documents from "../../Document.ts"
import { ObjectId, type Document, type Value } from "../../Document.ts"
import { type Key } from "./Sort.ts"

/** The first index for which a monotone condition holds. */
export const lowest = (length: number, holds: (index: number) => boolean): number => {
  let low = 0
  let high = length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}

/** Bounds on `_id`: an operator and 24 hex digits. */
export type Bounds = ReadonlyArray<readonly [string, string]>

/** Splits the bounds on `_id` off a query, so that every page of a walk shares one list of rows. */
export const splitBounds = (query: Document): { readonly bounds: Bounds; readonly rest: Document } => {
  const condition = query["_id"]
  if (!Documents.isDocument(condition)) return { bounds: [], rest: query }
  const bounds: Array<readonly [string, string]> = []
  for (const [operator, limit] of Object.entries(condition)) {
    if (!["$gt", "$gte", "$lt", "$lte"].includes(operator) || !(limit instanceof ObjectId))
      return { bounds: [], rest: query }
    bounds.push([operator, limit.hex])
  }
  const { _id, ...rest } = query
  return _id === undefined || bounds.length === 0 ? { bounds: [], rest: query } : { bounds, rest }
}

/** A query as text that differs where the query does. */
const fingerprint = (value: Value): string => {
  if (Documents.isList(value)) return `[${value.map(fingerprint).join()}]`
  if (Documents.isDocument(value))
    return `{${Object.entries(value)
      .map(([key, item]) => `${JSON.stringify(key)}:${fingerprint(item)}`)
      .join()}}`
  if (value instanceof Date) return `d${value.getTime()}`
  if (value instanceof ObjectId) return `o${value.hex}`
  const number = Documents.toNumber(value)
  return number === undefined ? JSON.stringify(value) : `n${String(number)}`
}

/** What a query in an order is remembered under. */
export const keyOf = (query: Document, sort: ReadonlyArray<Key>): string => JSON.stringify([fingerprint(query), sort])

export const byId: Key = { path: "_id", descending: false }

/** The instants between which a query wants a date to lie, `undefined` when it wants something else of it. */
export const dateBounds = (
  condition: Value | undefined,
): { readonly from: number; readonly until: number } | undefined => {
  if (!Documents.isDocument(condition)) return undefined
  let from = Number.NEGATIVE_INFINITY
  let until = Number.POSITIVE_INFINITY
  for (const [operator, limit] of Object.entries(condition)) {
    if (!(limit instanceof Date)) return undefined
    if (operator === "$gt" || operator === "$gte") from = Math.max(from, limit.getTime())
    else if (operator === "$lt" || operator === "$lte") until = Math.min(until, limit.getTime())
    else return undefined
  }
  return { from, until }
}
