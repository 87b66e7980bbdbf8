/** What the journal keeps of an open case, for the next bridge. */
import { isoOf } from "@amili-cases/export-engine/run/Instant"
import { current, type Edition } from "../cases/Edition.ts"
import type { ExportedCase } from "../cases/ExportedCase.ts"
import { factsOf } from "../cases/Facts.ts"
import type { OpenCase } from "./OpenCases.ts"

export const toOpenCase = (value: ExportedCase, edition: Edition = current): OpenCase => {
  // A journal that is rebuilt is the one that was lost.
  const isKept = edition >= 3
  const { amount, currency } = factsOf(value)
  return {
    case_id: value.id,
    state: value.state ?? null,
    currency: currency ?? null,
    amount: amount ?? null,
    created_at: isoOf(value.createdAt),
    creditor_id: (isKept ? value.creditorId : undefined) ?? null,
    creditor_name: (isKept ? value.creditorName : undefined) ?? null,
  }
}
