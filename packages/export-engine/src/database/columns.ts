/**
 * Columns that may be empty. A union with null says the same, and takes twice as long to decode: it allocates for each
 * value that it tries, a quarter of all that reading a journal allocates.
 */
import * as Predicate from "effect/Predicate"
import * as Schema from "effect/Schema"

export const TextOrNull: Schema.Schema<string | null> = Schema.declare(
  Predicate.or(Predicate.isNull, Predicate.isString),
)

export const NumberOrNull: Schema.Schema<number | null> = Schema.declare(
  Predicate.or(Predicate.isNull, Predicate.isNumber),
)
