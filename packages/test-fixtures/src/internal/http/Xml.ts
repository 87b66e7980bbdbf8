/** Eve's XML: the fields of a document in alphabetical order, members of a list as repeated elements. */
import { Decimal, Float, isDocument, isList, ObjectId, type Document, type Value } from "../../Document.ts"
import * as Dates from "../../Dates.ts"
import * as Ordering from "../eve/Ordering.ts"
import * as PythonJson from "../../PythonJson.ts"

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;", "'": "&#39;" }
/** Text as it stands between tags or in an attribute. */
export const escape = (text: string): string => text.replaceAll(/[&<>"']/g, (char) => entities[char] ?? char)

/** A list answer, a document or an error, as XML; an empty answer is an empty text. */
export const render = (answer: Document): string => {
  if (Object.keys(answer).length === 0) return ""
  const { _meta: meta, _items: items } = answer
  const head = isDocument(meta) ? `<_meta>${members(meta)}</_meta>` : ""
  const body = isList(items)
    ? items
        .filter(isDocument)
        .map((item) => `<resource>${members(item)}</resource>`)
        .join("")
    : members(answer)
  return `<resource>${head}${body}</resource>`
}

const members = (document: Document): string =>
  Object.keys(document)
    .toSorted(Ordering.compareText)
    .map((key) => element(key, document[key] ?? null))
    .join("")

const element = (key: string, value: Value): string =>
  (isList(value) ? value : [value])
    .map((item) => `<${key}>${isDocument(item) ? members(item) : escape(text(item))}</${key}>`)
    .join("")

/** Python's `str` of a value. */
const text = (value: Value): string => {
  if (value === null) return "None"
  if (typeof value === "boolean") return value ? "True" : "False"
  if (typeof value === "string") return value
  if (value instanceof Date) return Dates.format(value)
  if (value instanceof ObjectId) return value.hex
  if (value instanceof Decimal) return value.text
  return value instanceof Float || typeof value === "number" || typeof value === "bigint"
    ? PythonJson.stringify(value).replace("NaN", "nan").replace("Infinity", "inf")
    : PythonJson.stringify(value)
}
