/** Where in a file something stands. */
import * as Schema from "effect/Schema"

/** The number of the line, from 1, that it was read from. What a program makes has none, and writing ignores it. */
export const line = Schema.optional(Schema.Int.pipe(Schema.positive()))
