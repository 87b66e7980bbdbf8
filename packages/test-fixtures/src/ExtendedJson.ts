/** Documents in MongoDB's extended JSON (`{"$oid"}`, `{"$date"}`, `{"$numberDecimal"}`...), one a line. */
import * as Data from "effect/Data"
import * as Either from "effect/Either"
import { Decimal, Float, isDocument, isList, ObjectId, type Document, type Value } from "./Document.ts"
import * as PythonJson from "./PythonJson.ts"

/** A line of a data file that is no document; lines count from 1. */
export class UnreadableDocument extends Data.TaggedError("UnreadableDocument")<{
  /** The line of the file, from 1. */
  readonly line: number
  /** What is wrong with it. */
  readonly problem: string
}> {}

/** Plain JSON in which the extended forms have become the values they stand for. */
export const decode = (value: Value): Value => {
  if (isList(value)) return value.map(decode)
  if (!isDocument(value)) return value
  const keys = Object.keys(value)
  const [key] = keys
  if (keys.length === 1 && key !== undefined && key.startsWith("$")) {
    const special = extended(key, value[key] ?? null)
    if (special !== undefined) return special
  }
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, decode(member)]))
}

const extended = (key: string, value: Value): Value | undefined => {
  if (key === "$date") {
    if (typeof value === "string") return new Date(value)
    if (typeof value === "number") return new Date(value)
    const millis = isDocument(value) ? value["$numberLong"] : undefined
    return typeof millis === "string" ? new Date(Number(millis)) : undefined
  }
  if (typeof value !== "string") return undefined
  switch (key) {
    case "$oid":
      return new ObjectId(value)
    case "$numberDecimal":
      return new Decimal(value)
    case "$numberInt":
    case "$numberLong":
      return PythonJson.numeral(value)
    case "$numberDouble": {
      const number = Number(value.replace(/^(-?)inf.*/i, "$1Infinity"))
      return Number.isInteger(number) ? new Float(number) : number
    }
    default:
      return undefined
  }
}

/** Reads a file of documents, one a line; empty lines do not count. */
export const parseLines = (text: string): Either.Either<ReadonlyArray<Document>, UnreadableDocument> => {
  const documents: Array<Document> = []
  const lines = text.split("\n")
  for (const [index, line] of lines.entries()) {
    if (line.trim() === "") continue
    const read = PythonJson.parse(line.trim())
    const document = Either.isRight(read) ? decode(read.right) : undefined
    if (document === undefined || !isDocument(document)) {
      const problem = Either.isLeft(read) ? read.left : "not an object"
      return Either.left(new UnreadableDocument({ line: index + 1, problem }))
    }
    if (!(document["_id"] instanceof ObjectId)) {
      return Either.left(new UnreadableDocument({ line: index + 1, problem: 'no _id of the form {"$oid": ...}' }))
    }
    documents.push(document)
  }
  return Either.right(documents)
}
