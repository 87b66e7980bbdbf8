/** Dimensions, such as cost centre or invoice, and their objects, such as a certain invoice. */
import * as Schema from "effect/Schema"
import { extra } from "./Field.ts"
import { line } from "./Line.ts"

/** A dimension with its name (`#DIM`, `#UNDERDIM`); see `reserved` for the numbers that have a fixed meaning. */
export const Dimension = Schema.Struct({
  line,
  number: Schema.NonEmptyString,
  name: Schema.String,
  /** `#UNDERDIM`: the dimension that this one divides further. */
  parent: Schema.optional(Schema.NonEmptyString),
  extra,
})
export type Dimension = typeof Dimension.Type

/** An object of a dimension, as transactions and balances name it. */
export const ObjectNumber = Schema.Struct({ dimension: Schema.String, number: Schema.String })
export type ObjectNumber = typeof ObjectNumber.Type

/** `#OBJEKT`: an object with its name. */
export const NamedObject = Schema.Struct({
  line,
  dimension: Schema.NonEmptyString,
  number: Schema.NonEmptyString,
  name: Schema.String,
  extra,
})
export type NamedObject = typeof NamedObject.Type

/** The dimensions whose numbers the standard reserves; 3 to 5 and 11 to 19 are reserved for later. */
export const reserved = {
  costCentre: "1",
  costUnit: "2",
  project: "6",
  employee: "7",
  customer: "8",
  supplier: "9",
  invoice: "10",
} as const
