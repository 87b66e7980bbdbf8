/**
 * A decoder compiled from a schema: the same values and the same refusals as `Schema.decodeUnknown` (a property test
 * holds them together), with problems that name the field and show no value. What it cannot compile it leaves to
 * `Schema`. It takes 12 microseconds for a case of 20 fields and `Schema` 100, which is nine seconds of a walk over
 * 100,000 cases.
 */
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import * as ParseResult from "effect/ParseResult"
import * as Predicate from "effect/Predicate"
import * as Schema from "effect/Schema"
import * as AST from "effect/SchemaAST"
import { identity } from "effect/Function"
import { inside, refuse, Refusal } from "./refusal.ts"

/** Annotation of leaf schemas: a function that decodes by itself, `undefined` for what it refuses. */
export const FastDecode: unique symbol = Symbol.for("@amili-cases/core/FastDecode")

/** How an optional field treats null. The compiler recognises this very function. */
export const dropNull: <A>(field: Option.Option<A | null>) => Option.Option<A> = Option.filter(Predicate.isNotNull)

/** The schemas of lenient fields, by the function that decodes them: the compiler decodes those itself. */
export const lenientSchemas = new WeakMap<object, AST.AST>()

export type Decode = (wire: unknown) => unknown

/** Decodes nothing but the fields at the paths, when any are given: `["state", "debt.invoiceNumber"]`. */
export const compile = (ast: AST.AST, paths?: ReadonlyArray<string>): Decode => {
  const fast = ast.annotations[FastDecode]
  if (Predicate.isFunction(fast)) return leaf(ast, (wire) => fast(wire))
  switch (ast._tag) {
    case "StringKeyword":
      return leaf(ast, (wire) => (typeof wire === "string" ? wire : undefined))
    case "BooleanKeyword":
      return leaf(ast, (wire) => (typeof wire === "boolean" ? wire : undefined))
    case "NumberKeyword":
      return leaf(ast, (wire) => (typeof wire === "number" ? wire : undefined))
    case "UnknownKeyword":
      return identity
    case "TupleType":
      return list(ast, paths) ?? general(ast)
    case "TypeLiteral":
      return ast.indexSignatures.length === 0 ? struct(ast, new Map(), paths) : general(ast)
    case "Transformation":
      return renamedStruct(ast, paths) ?? general(ast)
    default:
      return general(ast)
  }
}

const leaf =
  (ast: AST.AST, read: Decode): Decode =>
  (wire) =>
    read(wire) ?? refuse(ast, wire)

const general = (ast: AST.AST): Decode => {
  const decode = ParseResult.decodeUnknownEither(Schema.make(ast))
  return (wire) => Either.getOrElse(decode(wire), () => refuse(ast, wire))
}

const list = (ast: AST.TupleType, paths: ReadonlyArray<string> | undefined): Decode | undefined => {
  const [rest, ...more] = ast.rest
  if (rest === undefined || more.length > 0 || ast.elements.length > 0) return undefined
  const decode = compile(rest.type, paths)
  return (wire) => {
    if (!Array.isArray(wire)) return refuse(ast, wire)
    const values: Array<unknown> = []
    for (const item of wire) {
      const value = decode(item)
      if (value instanceof Refusal) return inside(String(values.length), value)
      values.push(value)
    }
    return values
  }
}

const renamedStruct = (
  { from, transformation }: AST.Transformation,
  paths: ReadonlyArray<string> | undefined,
): Decode | undefined =>
  AST.isTypeLiteral(from) && from.indexSignatures.length === 0 && AST.isTypeLiteralTransformation(transformation)
    ? struct(from, new Map(transformation.propertySignatureTransformations.map((one) => [one.from, one])), paths)
    : undefined

interface Field {
  readonly wire: string
  readonly name: string
  readonly isOptional: boolean
  readonly dropsNull: boolean
  /** Whether what cannot be decoded reads as absent. */
  readonly isLenient: boolean
  readonly decode: Decode
  /** A change of the field as a whole (leniency, defaults) that is not one of the two above. */
  readonly change: ((field: Option.Option<unknown>) => Option.Option<unknown>) | undefined
}

const struct = (
  from: AST.TypeLiteral,
  changes: ReadonlyMap<PropertyKey, AST.PropertySignatureTransformation>,
  paths: ReadonlyArray<string> | undefined,
): Decode => {
  const fields = from.propertySignatures.flatMap((signature): ReadonlyArray<Field> => {
    const change = changes.get(signature.name)
    const name = String(change?.to ?? signature.name)
    const inner = pathsInside(name, paths)
    if (inner?.length === 0) return []
    const lenient = change === undefined ? undefined : lenientSchemas.get(change.decode)
    const dropsNull = change?.decode === dropNull || lenient !== undefined
    return [
      {
        wire: String(signature.name),
        name,
        isOptional: signature.isOptional,
        dropsNull,
        isLenient: lenient !== undefined,
        decode: compile(lenient ?? (dropsNull ? withoutNull(signature.type) : signature.type), inner),
        change: change === undefined || dropsNull || change.decode === identity ? undefined : change.decode,
      },
    ]
  })
  return (wire) => {
    if (!Predicate.isReadonlyRecord(wire)) return refuse(from, wire)
    const document: Record<string, unknown> = {}
    for (const field of fields) {
      const raw = wire[field.wire]
      if (field.change === undefined && (raw === undefined ? field.isOptional : raw === null && field.dropsNull))
        continue
      const isMissing = raw === undefined && field.isOptional
      const value = isMissing ? undefined : field.decode(raw)
      if (value instanceof Refusal) {
        if (field.isLenient) continue
        return inside(field.wire, value)
      }
      if (field.change === undefined) document[field.name] = value
      else {
        const changed = field.change(isMissing ? Option.none() : Option.some(value))
        if (Option.isSome(changed)) document[field.name] = changed.value
      }
    }
    return document
  }
}

/** The paths that go on inside the field: all of it (undefined), some of it, or none. */
const pathsInside = (name: string, paths: ReadonlyArray<string> | undefined): ReadonlyArray<string> | undefined =>
  paths === undefined || paths.includes(name)
    ? undefined
    : paths.filter((path) => path.startsWith(`${name}.`)).map((path) => path.slice(name.length + 1))

/** The schema under `NullOr`. */
export const withoutNull = (ast: AST.AST): AST.AST =>
  AST.isUnion(ast) ? AST.Union.make(ast.types.filter((type) => !(AST.isLiteral(type) && type.literal === null))) : ast
