/**
 * Our reading of a close reason: what accounting does next. It refines the guide's paid and unpaid, which are too
 * coarse to book from, and is never a booking instruction by itself.
 */
import * as Schema from "effect/Schema"
import { all } from "./internal/enumeration/settlementClass.ts"

export * from "./internal/enumeration/settlementClass.ts"

/** Our reading of a close reason for accounting: a proposal, never a booking instruction. */
export const SettlementClass = Schema.Literal(...all).annotations({ identifier: "SettlementClass" })
export type SettlementClass = typeof SettlementClass.Type
