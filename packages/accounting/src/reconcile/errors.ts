/** A month cannot be reconciled as it was asked for. Nothing has been written. */
import * as Data from "effect/Data"

export class ReconcileRefused extends Data.TaggedError("ReconcileRefused")<{
  readonly message: string
  readonly hint: string
}> {
  readonly exitCode = 2
}
