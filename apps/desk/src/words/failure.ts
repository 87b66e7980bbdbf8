/** What a failure says to the person at the page. */
import * as Report from "@amili-cases/app-kit/process/Report"
import type { Language } from "@amili-cases/sheets/Column"

/** In English where it speaks nothing else. */
export const failureOf = (error: unknown, language: Language): Report.Report => ({
  ...Report.of(error),
  ...(language === "sv" ? Report.inSwedish(error) : undefined),
})
