/** Why a case was closed. An open list: the guide's fifteen are known, any other text is kept. */
import type * as Schema from "effect/Schema"
import { type Known, known, type Unknown } from "./internal/enumeration/closeReason.ts"
import * as OpenEnumeration from "./internal/schema/openEnumeration.ts"

export * from "./internal/enumeration/closeReason.ts"

/** Why a case was closed: a reason that we know, or another text of the API. */
export type CloseReason = Known | Unknown
export const CloseReason: Schema.Schema<CloseReason, string> = OpenEnumeration.make(
  "UnknownCloseReason",
  known,
).annotations({
  identifier: "CloseReason",
})
