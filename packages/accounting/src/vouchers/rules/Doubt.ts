/** Why something cannot be booked before a person has decided. */
import * as Schema from "effect/Schema"

export const Cause = Schema.Literal(
  "company",
  "category",
  "amount",
  "vat_rate",
  "currency",
  "fiscal_year",
  "loss",
  "date",
)
export type Cause = typeof Cause.Type

export interface Doubt {
  readonly cause: Cause
  /** One line in Swedish, with what to do. */
  readonly why: string
}

export const doubt = (cause: Cause, why: string): Doubt => ({ cause, why })
