/** What all runs are told: for whom, where to, and how the files look. */
import type { Overrides } from "@amili-cases/core/SettlementClass"
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
  /** Classes of close reasons that the company has chosen itself; none by default. */
  readonly classes?: Overrides | undefined
  /** Name and version of this program. */
  readonly tool: string
  /** Host of the API, for the manifest. */
  readonly api: string
}

/** What of them shaped the files, for the manifest. */
export const manifestSettings = ({ classes = {}, csv, formats, language, perCreditor }: RunSettings) => ({
  csv,
  language,
  formats,
  perCreditor,
  ...(Object.keys(classes).length === 0 ? {} : { classes }),
})
