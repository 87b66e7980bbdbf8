/**
 * What to ask of a list, in the words of the decoded type: paths are ours, dates are instants, ids are branded, amounts
 * are decimals. What the server refuses, or reads as something else in silence, cannot be written or is refused here.
 */
import * as Data from "effect/Data"
import type { At, Containing, Nested, Path, Picked } from "./Path.ts"

/** Conditions that all hold: `{ state: "reminder", "debt.invoiceDate": { $lt: instant }, closed: null }`. */
export type Where<A> = { readonly [P in Path<A>]?: Condition<At<A, P>> } & {
  /** All of these hold. */
  readonly $and?: Several<Filter<A>>
  /** At least one of these holds. */
  readonly $or?: Several<Filter<A>>
}

/** Conditions from the schema, or your own JSON through `raw`. */
export type Filter<A> = Where<A> | Raw

/** One condition: a value, `null` (missing or null), or operators that all hold. */
export type Condition<T> = unknown extends T
  ? Presence
  : [Nested<T>] extends [never]
    ? [T] extends [ReadonlyArray<infer Item>]
      ? Presence | Scalar<Item>
      : Scalar<T>
    : Presence

type Presence = null | { readonly $exists?: boolean; readonly $ne?: null }

type Scalar<T> = T | null | ([T] extends [boolean] ? Equality<T> : Equality<T> & Order<T>)

interface Equality<T> {
  readonly $eq?: T | null
  readonly $ne?: T | null
  readonly $in?: ReadonlyArray<T | null>
  readonly $nin?: ReadonlyArray<T | null>
  /** Note that a field that is there with the value null exists. */
  readonly $exists?: boolean
}

interface Order<T> {
  readonly $gt?: T
  readonly $gte?: T
  readonly $lt?: T
  readonly $lte?: T
}

type Several<T> = readonly [T, ...ReadonlyArray<T>]

/** A filter in the API's own words, unchecked. */
export class Raw {
  /** The filter, under the names of the API. */
  readonly json: Readonly<Record<string, unknown>>
  constructor(json: Readonly<Record<string, unknown>>) {
    this.json = json
  }
}

/** The one door for a filter that the types cannot express; wire names, and dates as `Timestamp.format` writes them. */
export const raw = (json: Readonly<Record<string, unknown>>): Raw => new Raw(json)

/** Keys to sort by, the most important first, `-` for descending. `id` is always added as the last, so that ties hold still. */
export type Sort<A> = ReadonlyArray<Path<A> | `-${Path<A>}`>

/** The fields to read; those that the server always sends come as well. */
export type Projection<A, P extends Path<A>> = ReadonlyArray<P> & NoOverlap<P>

type NoOverlap<P extends string> = [Containing<P>] extends [never]
  ? unknown
  : { readonly error: `'${Containing<P>}' is asked for whole and in part` }

/** `A` as a projection leaves it: the chosen fields, and those that the server always sends. */
export type Projected<A, P extends string> = [P] extends [never]
  ? A
  : Simplify<Picked<A, P | Extract<keyof A, "id" | "createdAt" | "updatedAt" | "etag">>>

type Simplify<T> = { [K in keyof T]: T[K] }

/** A query that would not do what it says, found before it is sent. Next: correct the query. */
export class InvalidQuery extends Data.TaggedError("InvalidQuery")<{
  /** One line for a person, without the values of personal fields. */
  readonly message: string
  /** The field in question, in our names, if it is about one. */
  readonly path?: string | undefined
  /** The next step, if there is one. */
  readonly hint?: string | undefined
}> {}
