/** Where in its state a case is. The API documents no list: three are seen in its examples, any other text is kept. */
import type * as Schema from "effect/Schema"
import { type Known, known, type Unknown } from "./internal/enumeration/caseStatus.ts"
import * as OpenEnumeration from "./internal/schema/openEnumeration.ts"

export * from "./internal/enumeration/caseStatus.ts"

/** The status of a case, a finer step than its state: one that we know, or another text of the API. */
export type CaseStatus = Known | Unknown
export const CaseStatus: Schema.Schema<CaseStatus, string> = OpenEnumeration.make(
  "UnknownCaseStatus",
  known,
).annotations({
  identifier: "CaseStatus",
})
