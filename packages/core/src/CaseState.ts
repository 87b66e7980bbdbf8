/** The stage a case is in. An open list: the guide's eight and two seen elsewhere are known, any other text is kept. */
import type * as Schema from "effect/Schema"
import { type Known, known, type Unknown } from "./internal/enumeration/caseState.ts"
import * as OpenEnumeration from "./internal/schema/openEnumeration.ts"

export * from "./internal/enumeration/caseState.ts"

/** The state of a case: one that we know, or another text of the API. */
export type CaseState = Known | Unknown
export const CaseState: Schema.Schema<CaseState, string> = OpenEnumeration.make("UnknownCaseState", known).annotations({
  identifier: "CaseState",
})
