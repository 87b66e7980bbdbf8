/** Vouchers cannot be drafted, approved or emitted as it was asked for. Nothing has been written. */
import * as Data from "effect/Data"

export class VouchersRefused extends Data.TaggedError("VouchersRefused")<{
  readonly message: string
  readonly hint: string
}> {}

/** Two sums that must be the same are not. */
export class VouchersUnbalanced extends Data.TaggedError("VouchersUnbalanced")<{
  readonly message: string
  readonly hint: string
}> {
  readonly exitCode = 7
}
