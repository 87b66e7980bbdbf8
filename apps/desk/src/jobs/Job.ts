/** Long work of a profile, as far as it has come. */
import type { Part } from "@amili-cases/accounting/html/markup"
import type { Report } from "@amili-cases/app-kit/process/Report"
import type { Bilingual, Language } from "@amili-cases/sheets/Column"

export interface Job {
  readonly title: Bilingual
  /** In ms. */
  readonly startedAt: number
  /** What has been read so far, each thing in the order in which its reading began. */
  readonly counts: ReadonlyArray<Count>
  readonly notes: ReadonlyArray<Bilingual>
  readonly state: State
}

export interface Count {
  /** In the plural, such as "open cases". */
  readonly what: Bilingual
  readonly read: number
  /** Absent where nobody knows. */
  readonly total: number | undefined
  /** Of the last quarter of a minute; absent while nothing comes. */
  readonly perSecond: number | undefined
}

export type State =
  | { readonly _tag: "Running" }
  /** Kept until the next work begins. */
  | { readonly _tag: "Done"; readonly shown: (language: Language) => Part }
  /** In Swedish too, where the error speaks it. */
  | { readonly _tag: "Failed"; readonly report: Report; readonly swedish: Pick<Report, "hint" | "message"> | undefined }
  | { readonly _tag: "Cancelled" }
