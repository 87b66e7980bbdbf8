/** Where the rows of a collection come from before anything changes them. */
import * as Documents from "../../Document.ts"
import { ObjectId, type Document, type Several, type Value } from "../../Document.ts"

/** A list of documents, or a generator that makes them when asked. */
export interface Source {
  readonly size: number
  readonly id: (row: number) => string
  readonly document: (row: number) => Document
  readonly column: (path: string) => (row: number) => Value | Several | undefined
  /** Every top-level field that a document may have. */
  readonly fields: ReadonlySet<string>
  /** The rows in order of `_id`, where that is known without sorting. */
  readonly byId?: Uint32Array
}

export const fromDocuments = (documents: ReadonlyArray<Document>): Source => ({
  size: documents.length,
  id: (row) => idOf(documents[row]),
  document: (row) => documents[row] ?? {},
  column: (path) => {
    if (!path.includes(".")) return (row) => documents[row]?.[path]
    return (row) => Documents.at(documents[row] ?? {}, path)
  },
  fields: new Set(documents.flatMap((document) => Object.keys(document))),
})

/** The id of a document, as 24 hex digits. */
export const idOf = (document: Document | undefined): string => {
  const id = document?.["_id"]
  return id instanceof ObjectId ? id.hex : ""
}
