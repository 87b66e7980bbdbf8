/**
 * The ETag of a document without a stored one: SHA-1 over the answered fields in sorted, relaxed extended JSON, as Eve
 * computes it. So it differs between projections of one document.
 */
import { createHash } from "node:crypto"
import { isDocument, isList, ObjectId, type Document, type Value } from "../../Document.ts"
import * as PythonJson from "../../PythonJson.ts"

export const of = (document: Document): string => createHash("sha1").update(extended(document)).digest("hex")

const extended = (value: Value): string => {
  if (isList(value)) return `[${value.map(extended).join(", ")}]`
  if (value instanceof ObjectId) return `{"$oid": "${value.hex}"}`
  if (value instanceof Date) return `{"$date": "${value.toISOString().replace(".000Z", "Z")}"}`
  if (!isDocument(value)) return PythonJson.stringify(value)
  const keys = Object.keys(value).toSorted()
  return `{${keys.map((key) => `${PythonJson.text(key)}: ${extended(value[key] ?? null)}`).join(", ")}}`
}
