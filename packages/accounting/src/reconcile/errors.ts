/** A month cannot be reconciled as it was asked for. Nothing has been written. */
import type { InBoth } from "@amili-cases/export-engine/report/Said"
import * as Data from "effect/Data"

export class ReconcileRefused extends Data.TaggedError("ReconcileRefused")<InBoth> {
  readonly exitCode = 2
}
