/** Vouchers cannot be drafted, approved or emitted as it was asked for. Nothing has been written. */
import type { InBoth } from "@amili-cases/export-engine/report/Said"
import * as Data from "effect/Data"

export class VouchersRefused extends Data.TaggedError("VouchersRefused")<InBoth> {}

/** Two sums that must be the same are not. */
export class VouchersUnbalanced extends Data.TaggedError("VouchersUnbalanced")<InBoth> {
  readonly exitCode = 7
}
