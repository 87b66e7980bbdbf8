/** A resource of the API: the schema of its documents and the name of its list. */
import * as Either from "effect/Either"
import type * as Schema from "effect/Schema"
import { compile, type Decode } from "./internal/schema/decoder.ts"
import { Refusal } from "./internal/schema/refusal.ts"
import type { Path } from "./Path.ts"
import { type Fields, fieldsOf } from "./Projection.ts"
import type { Projected } from "./Query.ts"

/** A list of the API: its name, and the schema of its documents. */
export interface Resource<out A> {
  /** The name in the path: `cases` for `/cases` and `/cases/{id}`. */
  readonly name: string
  /** How a document is decoded and its fields are named. */
  readonly schema: Schema.Schema.AnyNoContext
  /** The document, or one line that names the field (in wire names) and what was expected there. */
  readonly decode: (wire: unknown) => Either.Either<A, string>
  /** What a projection leaves of a document; all of it where there is none. */
  readonly fields?: Fields
}

/**
 * A resource of your own: `Resource.make("invoices", Schema.Struct({ ...Field.system(InvoiceId), ... }))`. The id is
 * always there; other fields are best optional (`Field.optional`), since the API leaves out what it does not have.
 */
export const make = <A extends { readonly id: string }, I>(name: string, schema: Schema.Schema<A, I>): Resource<A> =>
  compiled<A>(name, schema)

/** The resource as a projection leaves its documents: nothing but those fields is decoded. Without one, as it is. */
export const project = <A, P extends Path<A> = never>(
  { name, schema }: Resource<A>,
  paths: ReadonlyArray<P> | undefined,
): Resource<Projected<A, P>> =>
  compiled<Projected<A, P>>(name, schema, paths && [...paths, "id", "createdAt", "updatedAt", "etag"])

const compiled = <A>(name: string, schema: Schema.Schema.AnyNoContext, paths?: ReadonlyArray<string>): Resource<A> => {
  let decoder: Decode | undefined
  return {
    name,
    schema,
    ...(paths === undefined ? {} : { fields: fieldsOf(schema, paths) }),
    decode: (wire) => {
      // Compiled for the first document: a program that reads one resource imports several.
      decoder ??= compile(schema.ast, paths)
      const value = decoder(wire)
      if (value instanceof Refusal) return Either.left(value.toString())
      // The compiled decoder gives what the schema's own gives; test/decoder.test.ts holds them together.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      return Either.right(value as A)
    },
  }
}
