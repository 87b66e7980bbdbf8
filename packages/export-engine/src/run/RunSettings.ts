/** What every run needs to know: for whom, where to, and how the files look. */
import type { Language } from "@amili-cases/sheets/Column"
import type { CsvProfile } from "@amili-cases/sheets/csv/CsvProfile"

/** Whether debtor data are written: not at all, shortened so that people can still be told apart, or in full. */
export type Privacy = "none" | "masked" | "full"

export interface RunSettings {
  readonly profile: string
  /** Absolute path of the folder that the files go to. */
  readonly folder: string
  /** Names of formats. */
  readonly formats: ReadonlyArray<string>
  readonly csv: CsvProfile
  /** A set of files for each creditor instead of one for all. */
  readonly perCreditor: boolean
  readonly language: Language
  readonly privacy: Privacy
  /** Name and version of this program. */
  readonly tool: string
  /** Who answers for the exports of the profile, for the manifest. */
  readonly by?: string | undefined
  /** Base URL of the API, for the manifest. */
  readonly api: string
  /** Stands for whose credentials are used, without telling them; undefined where that cannot be known. */
  readonly account?: string | undefined
  /** Export everything once more, although earlier runs are known. */
  readonly beginAgain?: boolean | undefined
}
