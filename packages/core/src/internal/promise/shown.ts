/** How documents are shown: with core's own values, or as plain JSON. */
import * as BigDecimal from "effect/BigDecimal"
import * as DateTime from "effect/DateTime"
import * as Predicate from "effect/Predicate"
import { exact } from "../money/digits.ts"

/** `"decimal"`: amounts and instants as core has them. `"string"`: documents as plain JSON. */
export type Amounts = "decimal" | "string"

/** A document as plain JSON: amounts are exact decimals of two digits or more (`"1500.50"`), instants ISO 8601. */
export type Plain<T> = unknown extends T
  ? T
  : T extends BigDecimal.BigDecimal | DateTime.Utc
    ? string
    : T extends string | number | boolean | null | undefined
      ? T
      : { readonly [K in keyof T]: Plain<T[K]> }

/** A document as the client's `amounts` shows it. */
export type Shown<T, M extends Amounts> = M extends "string" ? Plain<T> : T

export type Show<M extends Amounts> = <T>(value: T) => Shown<T, M>

// Signed twice, since the compiler cannot see that the value follows from `amounts`.
export function showAs<M extends Amounts>(amounts: M | undefined): Show<M>
export function showAs(amounts: Amounts | undefined): (value: unknown) => unknown {
  return amounts === "string" ? toPlain : (value) => value
}

const toPlain = (value: unknown): unknown => {
  if (BigDecimal.isBigDecimal(value)) return decimals(value)
  if (DateTime.isDateTime(value)) return DateTime.formatIso(value)
  if (Array.isArray(value)) return value.map(toPlain)
  if (!Predicate.isReadonlyRecord(value)) return value
  const own = Object.entries(value).map(([key, inner]) => [key, toPlain(inner)])
  // A document that was asked for as it came makes its text only when somebody reads it.
  return Object.fromEntries("source" in value ? [...own, ["source", value["source"]]] : own)
}

const decimals = (amount: BigDecimal.BigDecimal): string =>
  exact(amount.scale < 2 ? BigDecimal.scale(amount, 2) : amount)
