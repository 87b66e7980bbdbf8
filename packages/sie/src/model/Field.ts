/** The fields of a record as the file has them. */
import * as Schema from "effect/Schema"

/** A text, or the texts of a list in braces: `{1 "Nord"}` is `["1", "Nord"]`. */
export const Field = Schema.Union(Schema.String, Schema.Array(Schema.String))
export type Field = typeof Field.Type

/** Fields after the last one that the standard knows: programs may add some, and readers keep them. */
export const extra = Schema.optional(Schema.Array(Field))
