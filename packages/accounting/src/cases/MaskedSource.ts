/** Raw documents with the debtor's name and number shortened in place; every other byte stays as it was received. */
import type { Document } from "@amili-cases/core/Document"
import * as Projection from "@amili-cases/core/Projection"
import { type ExportedCase, parse } from "./ExportedCase.ts"
import { maskName, maskNumber } from "./Privacy.ts"

/** The document as it is kept. One that cannot be read is read again: what is told of it must follow from what is kept. */
export const masked = (document: Document<ExportedCase>): Document<ExportedCase> => {
  const source = mask(document.source)
  return document._tag === "Malformed" ? parse(source) : { _tag: "Decoded", value: document.value, source }
}

export const mask = (source: string): string => {
  if (!source.startsWith("{")) return source
  let number: string | undefined
  Projection.mapMembers(source, (key, value) => {
    if (key === "customer_id_number") number = textOf(value)
    return value
  })
  return Projection.mapMembers(source, (key, value) => {
    if ((key !== "customer_name" && key !== "customer_id_number") || value === "null") return value
    const text = textOf(value)
    return JSON.stringify(key === "customer_name" ? maskName(text, number) : maskNumber(text))
  })
}

/** Of what is neither text nor number, nothing is shown. */
const textOf = (json: string): string => {
  const value: unknown = /^(?:"|-?\d)/.test(json) ? JSON.parse(json) : ""
  return String(value)
}
