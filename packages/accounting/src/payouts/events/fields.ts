/** Columns that may be empty, under their names in the journal. */
import * as Schema from "effect/Schema"

export const text = (column: string) =>
  Schema.propertySignature(Schema.NullOr(Schema.String)).pipe(Schema.fromKey(column))

export const number = (column: string) =>
  Schema.propertySignature(Schema.NullOr(Schema.Number)).pipe(Schema.fromKey(column))
