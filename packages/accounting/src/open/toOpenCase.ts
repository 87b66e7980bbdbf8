/** What the journal keeps of an open case, for the next bridge. */
import { isoOf } from "@amili-cases/export-engine/run/Instant"
import type { ExportedCase } from "../cases/ExportedCase.ts"
import { factsOf } from "../cases/Facts.ts"
import type { OpenCase } from "./OpenCases.ts"

export const toOpenCase = (value: ExportedCase): OpenCase => {
  const { amount, currency } = factsOf(value)
  return {
    case_id: value.id,
    state: value.state ?? null,
    currency: currency ?? null,
    amount: amount ?? null,
    created_at: isoOf(value.createdAt),
  }
}
