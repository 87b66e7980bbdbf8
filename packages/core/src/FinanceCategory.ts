/** What a payout line pays for. An open list: the API's four are known, any other text is kept. */
import type * as Schema from "effect/Schema"
import { type Known, known, type Unknown } from "./internal/enumeration/financeCategory.ts"
import * as OpenEnumeration from "./internal/schema/openEnumeration.ts"

export * from "./internal/enumeration/financeCategory.ts"

/** The category of a payout line: one that we know, or another text of the API. */
export type FinanceCategory = Known | Unknown
export const FinanceCategory: Schema.Schema<FinanceCategory, string> = OpenEnumeration.make(
  "UnknownFinanceCategory",
  known,
).annotations({
  identifier: "FinanceCategory",
})
