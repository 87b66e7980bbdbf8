/** A query in our words, written as the parameters that the API takes. */
import * as DateTime from "effect/DateTime"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import * as Record from "effect/Record"
import * as Schema from "effect/Schema"
import * as AST from "effect/SchemaAST"
import { ObjectIdAnnotation } from "../../Field.ts"
import { InvalidQuery, Raw } from "../../Query.ts"
import type { Resource } from "../../Resource.ts"
import * as Timestamp from "../../Timestamp.ts"
import { isStruct, resolve, type WirePath } from "./wirePath.ts"

type Json = Readonly<Record<string, unknown>>
type Result<A> = Either.Either<A, InvalidQuery>

/** The bytes of a filter that every server takes: URLs of 25 kB pass, those of 65 kB meet 414. */
const maxFilterLength = 20_000

const comparisons = new Set(["$eq", "$ne", "$gt", "$gte", "$lt", "$lte"])
const lists = new Set(["$in", "$nin"])

/** The filter as the API takes it. `filter` has passed the compiler as a `Filter` of this resource. */
export const where = <A>(resource: Resource<A>, filter: object): Result<Json> =>
  Either.flatMap(conditions(resource, filter), (json) =>
    encodeURIComponent(JSON.stringify(json)).length > maxFilterLength
      ? refuse("the filter is too long for one request", undefined, "ask for fewer values at a time, or for a range")
      : Either.right(json),
  )

/** Keys to sort by with `_id` as the last, so that rows with equal keys keep their order between pages. */
export const sort = <A>(resource: Resource<A>, keys: ReadonlyArray<string>): Result<string> =>
  Either.gen(function* () {
    const wire: Array<string> = []
    for (const key of keys) {
      const [sign, path] = key.startsWith("-") ? ["-", key.slice(1)] : ["", key]
      wire.push(sign + (yield* wirePath(resource, path)).name)
    }
    return wire.some((key) => key.replace(/^-/, "") === "_id") ? wire.join(",") : [...wire, "_id"].join(",")
  })

export const projection = <A>(resource: Resource<A>, paths: ReadonlyArray<string>): Result<Json> =>
  Either.gen(function* () {
    const json: Record<string, 1> = { _id: 1 }
    for (const path of paths) {
      const inner = paths.find((other) => other.startsWith(`${path}.`))
      if (inner !== undefined) return yield* refuse(`'${path}' is asked for whole and '${inner}' in part`, path)
      json[(yield* wirePath(resource, path)).name] = 1
    }
    return json
  })

/** Both conditions at once, without `$and` as long as they are about different fields: strict servers refuse it. */
export const both = (a: Json, b: Json): Json =>
  Object.keys(b).some((key) => Object.hasOwn(a, key)) ? { $and: [a, b] } : { ...a, ...b }

const conditions = <A>(resource: Resource<A>, filter: object): Result<Json> => {
  if (filter instanceof Raw) return Either.right(filter.json)
  return Either.gen(function* () {
    const json: Record<string, unknown> = {}
    const all: Array<Json> = []
    for (const [path, condition] of Object.entries(filter)) {
      if (path === "$and") all.push(...(yield* several(resource, path, condition)))
      else if (path === "$or") {
        const alternatives = yield* several(resource, path, condition)
        const isEmpty = alternatives.some((alternative) => Object.keys(alternative).length === 0)
        if (isEmpty) return yield* refuse("an alternative of $or is empty, which everything meets")
        json[path] = alternatives
      } else {
        const field = yield* wirePath(resource, path)
        json[field.name] = yield* one(field, path, condition)
      }
    }
    return all.reduce(both, json)
  })
}

const several = <A>(resource: Resource<A>, operator: string, filters: unknown): Result<ReadonlyArray<Json>> =>
  Array.isArray(filters) && filters.length > 0
    ? Either.all(filters.map((filter: object) => conditions(resource, filter)))
    : refuse(`${operator} needs at least one condition`)

const one = (field: WirePath, path: string, condition: unknown): Result<unknown> => {
  if (condition === null) return Either.right(null)
  if (!isOperators(condition)) return value(field, path, condition)
  return Either.gen(function* () {
    const json: Record<string, unknown> = {}
    if (Object.keys(condition).length === 0) return yield* refuse(`'${path}' has an empty condition`, path)
    for (const [operator, operand] of Object.entries(condition)) {
      if (operator === "$exists" && typeof operand === "boolean") json[operator] = operand
      else if (comparisons.has(operator)) json[operator] = yield* value(field, path, operand)
      else if (lists.has(operator) && Array.isArray(operand)) {
        json[operator] = yield* Either.all(operand.map((item: unknown) => value(field, path, item)))
      } else return yield* refuse(`'${path}' has a condition that the API does not know`, path)
    }
    return json
  })
}

/** Operators stand in a plain object; dates and amounts are instances. */
const isOperators = (condition: unknown): condition is Json =>
  Predicate.isReadonlyRecord(condition) && Object.getPrototypeOf(condition) === Object.prototype

const value = ({ ast }: WirePath, path: string, operand: unknown): Result<unknown> => {
  if (operand === null) return Either.right(null)
  if (isStruct(ast)) return refuse(`'${path}' can only be asked to be there or not to be there`, path)
  return Either.flatMap(
    Either.mapLeft(
      Schema.encodeUnknownEither(Schema.make(ast))(operand),
      () => new InvalidQuery({ message: `'${path}' ${problemOf(operand)}`, path, ...hintOf(ast) }),
    ),
    (wire) => checkText(ast, path, wire),
  )
}

const problemOf = (operand: unknown): string => {
  if (operand === undefined) return "is compared with undefined, which is no condition"
  return DateTime.isDateTime(operand)
    ? "is compared with a date outside of the years 1 to 9999"
    : "has a value of the wrong type"
}

/** What a value of a kind is to be. */
const hints: { readonly [kind: string]: string } = {
  Timestamp: "give an instant: a DateTime.Utc, or with createAmili a Date",
  Amount: "give an amount: a BigDecimal",
}

const hintOf = (ast: AST.AST): { readonly hint?: string } => {
  const hint = Option.flatMap(AST.getIdentifierAnnotation(ast), (identifier) => Record.get(hints, identifier))
  return Option.match(hint, { onNone: () => ({}), onSome: (hint) => ({ hint }) })
}

/** The server turns texts into other types behind our back; what then matches nothing is refused with the reason. */
const checkText = (ast: AST.AST, path: string, wire: unknown): Result<unknown> => {
  const identifier = Option.getOrUndefined(AST.getIdentifierAnnotation(ast))
  if (identifier === "Amount" && typeof wire === "string") {
    return refuse(`'${path}' cannot be compared with an amount of more digits than a JSON number holds`, path)
  }
  if (typeof wire !== "string" || ast.annotations[ObjectIdAnnotation] === true || identifier === "Timestamp") {
    return Either.right(wire)
  }
  if (/^[0-9a-f]{24}$/i.test(wire)) {
    return refuse(
      `'${path}' cannot be searched for a text of 24 hex digits: the API takes it for an id, and finds nothing`,
      path,
      "search by another field, or read the list and compare",
    )
  }
  if (Option.isSome(Timestamp.parse(wire))) {
    return refuse(`'${path}' cannot be searched for the text of a date: the API takes it for a date`, path)
  }
  return Either.right(wire)
}

const wirePath = <A>(resource: Resource<A>, path: string): Result<WirePath> =>
  Option.match(resolve(resource.schema.ast, path), {
    onNone: () => refuse(`${resource.name} has no field '${path}'`, path),
    onSome: Either.right,
  })

const refuse = (message: string, path?: string, hint?: string): Result<never> =>
  Either.left(
    new InvalidQuery({ message, ...(path === undefined ? {} : { path }), ...(hint === undefined ? {} : { hint }) }),
  )
