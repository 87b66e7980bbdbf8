import type * as DateTime from "effect/DateTime"
import type { Privacy } from "../run/RunSettings.ts"

/** Where a workbook comes from: printed on its summary and kept in the document's properties. */
export interface Provenance {
  /** The number of the run; absent for a file outside the journal. */
  readonly serial?: number | undefined
  readonly profile: string
  /** Creditors the run was limited to, as given. */
  readonly creditors?: ReadonlyArray<string> | undefined
  readonly from?: DateTime.Utc | undefined
  /** Exclusive. */
  readonly until?: DateTime.Utc | undefined
  /** When the run began, by the server's clock: the only clock a workbook knows. */
  readonly generatedAt: DateTime.Utc
  /** Name and version of the program. */
  readonly tool: string
  readonly privacy: Privacy
}
