/** What may be given where core takes its own values: `Date` for instants, and plain text for ids and other words. */
import type * as Brand from "effect/Brand"
import type * as BigDecimal from "effect/BigDecimal"
import type * as DateTime from "effect/DateTime"
import * as Predicate from "effect/Predicate"
import { utc } from "../schema/instant.ts"

/** What may be given for a value: a `Date` for an instant, plain text for an id or another word. */
export type Given<T> = unknown extends T
  ? T
  : T extends DateTime.Utc
    ? T | Date
    : T extends BigDecimal.BigDecimal
      ? T
      : T extends { readonly [Brand.BrandTypeId]: unknown }
        ? string & {}
        : { readonly [K in keyof T]: Given<T[K]> }

/**
 * The same with core's own instants. A text that is no id is refused where the query is encoded, and so is a `Date` that
 * is none. (Signed twice, since the compiler cannot see that this undoes `Given`.)
 */
export function fromGiven<T>(given: Given<T>): T
export function fromGiven(given: unknown): unknown {
  if (given instanceof Date) return utc(given.getTime())
  if (Array.isArray(given)) return given.map((item: unknown) => fromGiven(item))
  if (!isPlain(given)) return given
  return Object.fromEntries(Object.entries(given).map(([key, value]) => [key, fromGiven(value)]))
}

/** Not an amount, an instant or a `raw` filter, which are instances. */
const isPlain = (value: unknown): value is Readonly<Record<string, unknown>> =>
  Predicate.isReadonlyRecord(value) && Object.getPrototypeOf(value) === Object.prototype
