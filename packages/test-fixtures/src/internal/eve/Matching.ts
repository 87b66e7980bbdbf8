/**
 * Which rows a query matches. The operators that clients use are compiled to plain functions over single fields; arrays
 * and everything rarer go to `mingo`, clause by clause. A property test holds the two against each other.
 */
import * as Either from "effect/Either"
import { Query } from "mingo"
import { at, isDocument, isList, Decimal, Float, ObjectId, Several, type Document, type Value } from "../../Document.ts"
import * as Ordering from "./Ordering.ts"
import { crash, type Refusal } from "../http/Refusal.ts"

/** How rows are read: field by field where that is enough, as whole documents where it is not. */
export interface Access {
  readonly column: (path: string) => (row: number) => Value | Several | undefined
  readonly document: (row: number) => Document
}

export type Test = (row: number) => boolean

/** Decides over one value; `undefined` means that only the general matcher can tell (an array). */
type Leaf = (value: Value | undefined) => boolean

const rare = new Set(["$size", "$all", "$elemMatch", "$mod", "$type"])

/** Compiles a query; `Left` where the database would raise an error. */
export const compile = (query: Document, access: Access): Either.Either<Test, Refusal> =>
  Either.map(Either.all(Object.entries(query).map(([key, value]) => clause(key, value, access))), every)

/** Compiles a query into a question about one document. */
export const compileForDocument = (query: Document): Either.Either<(document: Document) => boolean, Refusal> => {
  let current: Document = {}
  const access: Access = { column: (path) => () => at(current, path), document: () => current }
  return Either.map(compile(query, access), (test) => (document: Document) => {
    current = document
    return test(0)
  })
}

const every = (tests: ReadonlyArray<Test>): Test => {
  const [a, b, ...rest] = tests
  if (a === undefined) return () => true
  if (b === undefined) return a
  const both: Test = (row) => a(row) && b(row)
  return rest.length === 0 ? both : every([both, ...rest])
}

const clause = (key: string, value: Value, access: Access): Either.Either<Test, Refusal> => {
  if (key === "$and" || key === "$or" || key === "$nor") {
    if (!isList(value) || value.length === 0 || !value.every(isDocument)) return Either.left(crash)
    const parts = Either.all(value.filter(isDocument).map((part) => compile(part, access)))
    return Either.map(parts, (tests): Test => {
      if (key === "$and") return every(tests)
      return (row) => tests.some((test) => test(row)) === (key === "$or")
    })
  }
  if (key.startsWith("$")) return Either.left(crash)
  const conditions = operators(value)
  if (conditions === undefined) return Either.left(crash)
  return Either.map(
    Either.all(conditions.map(([operator, operand]) => condition(key, operator, operand, access))),
    every,
  )
}

/** The operators of a condition, `undefined` for a mixture of operators and fields. */
const operators = (value: Value): ReadonlyArray<readonly [string, Value]> | undefined => {
  if (!isDocument(value)) return [["$eq", value]]
  const entries = Object.entries(value)
  const count = entries.filter(([name]) => name.startsWith("$")).length
  return count === 0 ? [["$eq", value]] : count === entries.length ? entries : undefined
}

const condition = (path: string, operator: string, operand: Value, access: Access): Either.Either<Test, Refusal> => {
  if (operator === "$not") {
    if (!isDocument(operand) || operators(operand)?.[0]?.[0] === "$eq")
      return isDocument(operand) && "$eq" in operand ? negate(path, operand, access) : Either.left(crash)
    return negate(path, operand, access)
  }
  if ((operator === "$in" || operator === "$nin" || operator === "$all") && !isList(operand)) return Either.left(crash)
  const general = (): Test => generalTest(path, operator, operand, access)
  if (rare.has(operator)) {
    const wrong = operator === "$mod" && !(isList(operand) && operand.length === 2)
    return wrong || (operator === "$elemMatch" && !isDocument(operand)) ? Either.left(crash) : Either.right(general())
  }
  const leaf = simple(operator, operand)
  if (leaf === "unknown") return Either.left(crash)
  if (leaf === "general") return Either.right(general())
  const read = access.column(path)
  let fallback: Test | undefined
  return Either.right((row) => {
    const value = read(row)
    if (value instanceof Several || isList(value)) return (fallback ??= general())(row)
    return leaf(value)
  })
}

const negate = (path: string, operand: Document, access: Access): Either.Either<Test, Refusal> =>
  Either.map(
    clause(path, operand, access),
    (test): Test =>
      (row) =>
        !test(row),
  )

const isNothing = (value: Value | undefined): boolean => value === undefined || value === null

const simple = (operator: string, operand: Value): Leaf | "general" | "unknown" => {
  switch (operator) {
    case "$exists":
      return (value) => (value !== undefined) === truthy(operand)
    case "$eq":
      return equals(operand) ?? "general"
    case "$ne": {
      const equal = equals(operand)
      return equal === undefined ? "general" : (value) => !equal(value)
    }
    case "$in":
    case "$nin": {
      const member = isList(operand) ? membership(operand) : undefined
      if (member === undefined) return "general"
      return operator === "$in" ? member : (value) => !member(value)
    }
    case "$gt":
    case "$gte":
    case "$lt":
    case "$lte":
      return comparison(operator, operand)
    default:
      return "unknown"
  }
}

const truthy = (value: Value): boolean =>
  !(
    value === null ||
    value === false ||
    value === "" ||
    (Ordering.kindOf(value) === 1 && Ordering.compare(value, 0) === 0)
  )

/** Equality with a scalar; `undefined` for a document or a list, which the general matcher compares. */
const equals = (operand: Value): Leaf | undefined => {
  if (operand === null) return isNothing
  if (isDocument(operand) || isList(operand)) return undefined
  if (typeof operand === "string" || typeof operand === "boolean") return (value) => value === operand
  if (operand instanceof ObjectId) return (value) => value instanceof ObjectId && value.hex === operand.hex
  const kind = Ordering.kindOf(operand)
  return (value) =>
    value !== undefined &&
    value !== null &&
    Ordering.kindOf(value) === kind &&
    Ordering.compareAlike(value, operand) === 0
}

const membership = (operand: ReadonlyArray<Value>): Leaf | undefined => {
  const strings = new Set(operand.filter((item) => typeof item === "string"))
  const leaves: Array<Leaf> = []
  for (const item of operand) {
    if (typeof item === "string") continue
    const leaf = equals(item)
    if (leaf === undefined) return undefined
    leaves.push(leaf)
  }
  return (value) => (typeof value === "string" && strings.has(value)) || leaves.some((leaf) => leaf(value))
}

const comparison = (operator: string, operand: Value): Leaf | "general" => {
  const wanted = (order: number): boolean =>
    operator === "$gt" ? order > 0 : operator === "$gte" ? order >= 0 : operator === "$lt" ? order < 0 : order <= 0
  if (operand === null || isDocument(operand) || isList(operand)) return "general"
  if (operand instanceof Date) {
    const limit = operand.getTime()
    return (value) => value instanceof Date && wanted(value.getTime() - limit)
  }
  const kind = Ordering.kindOf(operand)
  if (kind === 1 && Number.isNaN(Number(plain(operand)))) return () => false
  return (value) =>
    value !== undefined &&
    value !== null &&
    Ordering.kindOf(value) === kind &&
    wanted(Ordering.compareAlike(value, operand)) &&
    !isNaNumber(value)
}

const isNaNumber = (value: Value): boolean => typeof value === "number" && Number.isNaN(value)

const generalTest = (path: string, operator: string, operand: Value, access: Access): Test => {
  const query = new Query({ [path]: { [operator]: plain(operand) } })
  return (row) => query.test(plainDocument(access.document(row)))
}

/** A value as `mingo` understands it: numbers are numbers. */
export const plain = (value: Value): unknown => {
  if (value instanceof Float) return value.value
  if (value instanceof Decimal) return Number(value.text)
  if (typeof value === "bigint") return Number(value)
  if (isList(value)) return value.map(plain)
  return isDocument(value) ? plainDocument(value) : value
}

const plainDocument = (document: Document): Record<string, unknown> =>
  Object.fromEntries(Object.entries(document).map(([key, value]) => [key, plain(value)]))
