/** What the documentation is made of beside its text. */
import type { DatasetName } from "../../DatasetName.ts"
import type { AccountMap } from "../../vouchers/map/AccountMap.ts"
import type { InForce } from "../trail/settings.ts"
import type { Processing } from "../trail/Processing.ts"

export interface Facts {
  /** Name and version of the program. */
  readonly tool: string
  readonly profile: string
  /** Who answers for the exports, by the last run. */
  readonly responsible: string | undefined
  /** What has been saved for the next runs, as a person reads it: a name and a value. */
  readonly saved: ReadonlyArray<readonly [string, string]>
  /** What each exit code means, in Swedish. */
  readonly exitCodes: ReadonlyArray<readonly [number, string]>
  /** The account map as it is now; undefined where vouchers are not used. */
  readonly accounts?: { readonly file: string; readonly sha256: string; readonly map: AccountMap } | undefined
  /** Of each dataset with a run that counts: its settings, and its last run. */
  readonly datasets: ReadonlyArray<DatasetFacts>
  /** Classes of close reasons that the company has chosen itself, by the last run over closed cases. */
  readonly classes: Readonly<Record<string, string>>
}

export interface DatasetFacts {
  readonly name: DatasetName
  readonly settings: ReadonlyArray<InForce>
  /** Abandoned or not: numbers have no gaps. */
  readonly last: Processing
}
