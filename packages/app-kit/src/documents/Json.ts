/**
 * Documents as JSON: our names, instants in ISO 8601, amounts as numbers with exactly the digits that
 * they have (a JSON number has no limit; a reader that keeps decimals loses nothing).
 */
import * as BigDecimal from "effect/BigDecimal"
import * as DateTime from "effect/DateTime"
import * as Predicate from "effect/Predicate"

/** The value on one line. What is absent is left out. */
export const line = (value: unknown): string => {
  if (BigDecimal.isBigDecimal(value)) return BigDecimal.format(value)
  if (DateTime.isDateTime(value)) return JSON.stringify(DateTime.formatIso(value))
  if (Array.isArray(value))
    return `[${value.map((item: unknown) => (item === undefined ? "null" : line(item))).join(",")}]`
  if (Predicate.isRecord(value)) {
    const fields = Object.entries(value).filter(([, field]) => field !== undefined)
    return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${line(field)}`).join(",")}}`
  }
  return JSON.stringify(value) ?? "null"
}
