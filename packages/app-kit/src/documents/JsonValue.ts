/** Documents as the languages that people ask with know them: text, numbers, lists and fields, and nothing else. */
import * as BigDecimal from "effect/BigDecimal"
import * as DateTime from "effect/DateTime"
import * as Predicate from "effect/Predicate"

export type JsonValue = null | boolean | number | string | Array<JsonValue> | { [name: string]: JsonValue }

/**
 * Instants as ISO 8601 text. Amounts as numbers, so that they compare and add; one that a binary number cannot hold to
 * the last digit (beyond 15 digits or so) as its text. What is absent is left out.
 */
export const of = (value: unknown): JsonValue => {
  if (BigDecimal.isBigDecimal(value)) {
    const text = BigDecimal.format(value)
    return String(Number(text)) === text ? Number(text) : text
  }
  if (DateTime.isDateTime(value)) return DateTime.formatIso(value)
  if (Array.isArray(value)) return value.map(of)
  if (Predicate.isRecord(value))
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, field]) => field !== undefined)
        .map(([name, field]) => [name, of(field)]),
    )
  return Predicate.isString(value) || Predicate.isNumber(value) || Predicate.isBoolean(value) ? value : null
}
