/** From the API's JSON back to the document that it was made from: dates and ids are recognised, as Eve recognises them. */
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import * as Dates from "../../Dates.ts"
import { isDocument, isList, ObjectId, type Document, type Value } from "../../Document.ts"
import * as PythonJson from "../../PythonJson.ts"

const ids = new Set(["_id", "creditor", "customer", "case", "payout", "account"])

/** The stored form of a document as the API answers it; milliseconds are lost. */
export const toDocument = (json: string): Option.Option<Document> =>
  Option.filter(
    Option.map(Either.getRight(PythonJson.parse(json)), (value) => stored("", value)),
    isDocument,
  )

const stored = (field: string, value: Value): Value => {
  if (isList(value)) return value.map((item) => stored(field, item))
  if (isDocument(value)) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, stored(key, item)]))
  if (typeof value !== "string") return value
  if (ids.has(field) && /^[\da-f]{24}$/.test(value)) return new ObjectId(value)
  return Option.getOrElse(Dates.parse(value), () => value)
}
