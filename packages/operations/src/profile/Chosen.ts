/**
 * What somebody has chosen for an export: by options, in a form, in a table. What is left out is as the variables
 * (`AMILI_EXPORT_FORMAT` and the like) say, else as `amili-export init` has kept it for the profile, else our default.
 */
import type { Profile } from "@amili-cases/app-kit/settings/ExportSettings"
import type { Location } from "@amili-cases/export-engine/database/Location"
import type { Privacy } from "@amili-cases/export-engine/run/RunSettings"

/** Whose exports they are, and where their journal is. */
export interface Owner {
  /** Its name, and what is kept for it. */
  readonly profile: Profile
  /** The folder of the exports. */
  readonly out?: string | undefined
  readonly journal?: Location | undefined
}

/** How the files look. */
export interface Files {
  /** Names of formats with commas between. */
  readonly format?: string | undefined
  /** Name of a CSV profile. */
  readonly csv?: string | undefined
  /** Instead of what the CSV profile says; `tab` for a tab. */
  readonly delimiter?: string | undefined
  readonly decimalMark?: "comma" | "point" | undefined
  readonly headers?: "sv" | "en" | "key" | undefined
  /** Keys of columns with commas between. */
  readonly columns?: string | undefined
  /** Of the workbook: sv or en. */
  readonly language?: string | undefined
  /** A set of files for each creditor. */
  readonly perCreditor?: boolean | undefined
  /** Without it there are no debtor data. */
  readonly debtor?: Privacy | undefined
}

export interface Chosen extends Owner, Files {
  /** Name and version of the program, for manifests and workbooks. */
  readonly tool: string
  /** Only cases of these; without any, of all. */
  readonly creditors?: ReadonlyArray<string> | undefined
  /** Settlement classes of close reasons: `prescribed=loss`. Only closed cases have them. */
  readonly classes?: ReadonlyArray<string> | undefined
  /** First run only: export everything once more, although earlier runs are known. */
  readonly beginAgain?: boolean | undefined
}
