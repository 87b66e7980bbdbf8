/** What all runs are told: for whom, where to, and how the files look. */
import type { Language } from "../format/Column.ts"
import type { CsvProfile } from "../format/CsvProfile.ts"
import type { Privacy } from "../format/Privacy.ts"

export interface RunSettings {
  readonly profile: string
  /** Absolute path of the folder that the files go to. */
  readonly folder: string
  readonly formats: ReadonlyArray<"csv" | "xlsx">
  readonly csv: CsvProfile
  /** A set of files for each creditor instead of one for all. */
  readonly perCreditor: boolean
  readonly language: Language
  readonly privacy: Privacy
  /** Name and version of this program. */
  readonly tool: string
  /** Host of the API, for the manifest. */
  readonly api: string
}

/** What of them shaped the files, for the manifest. */
export const manifestSettings = ({ csv, formats, language, perCreditor }: RunSettings) => ({
  csv,
  language,
  formats,
  perCreditor,
})
