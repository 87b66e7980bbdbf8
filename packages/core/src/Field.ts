/** The building blocks of resource schemas: how a field of ours relates to its name and value on the wire. */
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { identity } from "effect/Function"
import { dropNull, FastDecode, lenientSchemas } from "./internal/schema/decoder.ts"
import { Timestamp } from "./Timestamp.ts"

/** An optional field under its wire name. `null` on the wire reads as absent: the API uses both for the same thing. */
export const optional = <A, I, const Wire extends string>(
  wire: Wire,
  schema: Schema.Schema<A, I>,
): Optional<A, I, Wire> => optionals(schema)(wire)

/** The same for several fields of one schema, whose common part is made once: `const amount = optionals(Amount)`. */
export const optionals = <A, I>(schema: Schema.Schema<A, I>) => {
  const signature = Schema.optionalToOptional(Schema.NullOr(schema), Schema.typeSchema(schema), {
    decode: dropNull,
    encode: identity,
  })
  return <const Wire extends string>(wire: Wire): Optional<A, I, Wire> => Schema.fromKey(signature, wire)
}

/** The type of `optional`. */
export type Optional<A, I, Wire extends string> = Schema.PropertySignature<"?:", A, Wire, "?:", I | null>

/** Like `optional`, for fields whose shape the API does not document: what cannot be decoded reads as absent. */
export const lenient = <A, I, const Wire extends string>(wire: Wire, schema: Schema.Schema<A, I>): Lenient<A, Wire> => {
  const decode = Option.flatMap((wire: unknown) => Schema.decodeUnknownOption(schema)(wire))
  lenientSchemas.set(decode, schema.ast)
  return Schema.optionalToOptional(Schema.Unknown, Schema.typeSchema(schema), {
    decode,
    encode: Option.map((value: A) => Schema.encodeSync(schema)(value)),
  }).pipe(Schema.fromKey(wire))
}

/** The type of `lenient`. */
export type Lenient<A, Wire extends string> = Schema.PropertySignature<"?:", A, Wire, "?:", unknown>

/** How `Text` is decoded by the compiled decoder. */
export const readText = (wire: unknown): string | undefined =>
  typeof wire === "string" ? wire : typeof wire === "number" ? String(wire) : undefined

/** Text that may come as a JSON number, as references and invoice numbers do where nobody declared their type. */
export const Text: Schema.Schema<string, string | number> = Schema.transform(
  Schema.Union(Schema.String, Schema.Number),
  Schema.String,
  { strict: true, decode: String, encode: identity },
).annotations({ identifier: "Text", description: "text", [FastDecode]: readText })

/** Marks the schema of an id, so that a filter may hold 24 hex digits there and nowhere else. */
export const ObjectIdAnnotation: unique symbol = Symbol.for("@amili-cases/core/ObjectId")

const objectIdShape = /^[0-9a-f]{24}$/

/** Whether it is 24 lower-case hex digits. */
export const isObjectId = (wire: unknown): wire is string => typeof wire === "string" && objectIdShape.test(wire)

const readId = (wire: unknown): string | undefined => (isObjectId(wire) ? wire : undefined)

/** The schema of one entity's ids: 24 lower-case hex digits, branded. One brand an entity. */
export const objectId = <const Name extends string>(name: Name) =>
  Schema.String.pipe(
    Schema.pattern(objectIdShape),
    Schema.brand(name, {
      identifier: name,
      description: "an id of 24 lower-case hex digits",
      [ObjectIdAnnotation]: true,
      [FastDecode]: readId,
    }),
  )

/**
 * The fields that the server adds to every document of every resource, whatever the projection.
 * A stored document without dates is shown with 1 January 1970.
 */
export const system = <Id extends string>(id: Schema.Schema<Id, string>) => ({
  /** 24 hex digits, lower case; never changes. */
  id: Schema.propertySignature(id).pipe(Schema.fromKey("_id")),
  /** When the server stored the document first. */
  createdAt: optional("_created", Timestamp),
  /** When the server changed the document last. */
  updatedAt: optional("_updated", Timestamp),
  /** Changes with the document, and with the fields that were asked for. */
  etag: optional("_etag", Schema.String),
})
