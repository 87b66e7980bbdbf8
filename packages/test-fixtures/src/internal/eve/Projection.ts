/** The `projection` parameter: which fields of a document are answered, by Eve's rules and the database's. */
import * as Either from "effect/Either"
import { isDocument, isList, toNumber, type Document, type Value } from "../../Document.ts"
import * as PythonJson from "../../PythonJson.ts"
import { badRequest, crash, type Refusal } from "../http/Refusal.ts"

/** The paths to answer; `undefined` answers everything. */
export type Projection = ReadonlyArray<string> | undefined

/** Always answered, even when a client sets them to 0. */
export const always: ReadonlySet<string> = new Set([
  "_id",
  "_created",
  "_updated",
  "_etag",
  "_issues",
  "_status",
  "_links",
])

const isOne = (value: Value): boolean => value === true || toNumber(value) === 1
const isFalse = (value: Value): boolean =>
  value === null ||
  value === false ||
  value === "" ||
  toNumber(value) === 0 ||
  (isList(value) ? value.length === 0 : isDocument(value) && Object.keys(value).length === 0)

/** Reads a projection against the fields that the resource has (its schema). */
export const parse = (text: string | undefined, schema: ReadonlySet<string>): Either.Either<Projection, Refusal> => {
  if (text === undefined || text === "") return Either.right(undefined)
  const json = PythonJson.parse(text)
  if (Either.isLeft(json) || !isDocument(json.right)) return Either.left(badRequest)
  const asked = Object.entries(json.right)
  if (asked.length === 0) return Either.right(undefined)
  const inclusive = asked.some(([, value]) => isOne(value))
  const fields = new Map<string, Value>(inclusive ? [] : [...schema].map((field) => [field, 1]))
  for (const [field, value] of asked) {
    const [base = ""] = field.split(".")
    if (!always.has(base) && schema.has(base)) fields.set(field, value)
  }
  const kept = [...fields].filter(([, value]) => !isFalse(value))
  // The database refuses a mixture of values, and a field together with a part of itself.
  if (kept.some(([, value]) => !isOne(value))) return Either.left(crash)
  const paths = kept.map(([path]) => path)
  if (paths.some((path) => paths.some((other) => other.startsWith(`${path}.`)))) return Either.left(crash)
  return Either.right([...always, ...paths])
}

type Tree = Map<string, Tree>

const tree = (paths: ReadonlyArray<string>): Tree => {
  const root: Tree = new Map()
  for (const path of paths) {
    let node = root
    for (const part of path.split(".")) {
      const next: Tree = node.get(part) ?? new Map()
      node.set(part, next)
      node = next
    }
  }
  return root
}

/** A function that keeps what the projection asks for; an unknown part of a nested document leaves `{}` behind. */
export const compile = (projection: Projection): ((document: Document) => Document) => {
  if (projection === undefined) return (document) => document
  const root = tree(projection)
  return (document) => prune(document, root)
}

const prune = (document: Document, fields: Tree): Document => {
  const kept: Record<string, Value> = {}
  for (const field of Object.keys(document)) {
    const value = document[field]
    const inner = fields.get(field)
    if (inner === undefined || value === undefined) continue
    const pruned = inner.size === 0 ? value : pruneValue(value, inner)
    if (pruned !== undefined) kept[field] = pruned
  }
  return kept
}

const pruneValue = (value: Value, fields: Tree): Value | undefined =>
  isDocument(value)
    ? prune(value, fields)
    : isList(value)
      ? value.map((item) => pruneValue(item, fields)).filter((item) => item !== undefined)
      : undefined
