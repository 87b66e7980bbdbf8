/** What was said about a case, for a person at a terminal: nothing is cut, since an auditor wants every word. */
import * as Dates from "@amili-cases/app-kit/command/Dates"
import type { Explained } from "@amili-cases/export-engine/evidence/Explain"

/** A heading for each case, and under it what each run said. */
export const lines = (said: ReadonlyArray<Explained>): ReadonlyArray<string> =>
  said.flatMap(({ archive, at, caseId, dataset, detail, document, serial, what }, index) => [
    ...(said[index - 1]?.caseId === caseId
      ? []
      : [`${dataset === "payouts" ? "Payout line or payout" : "Case"} ${caseId}`]),
    `  ${dataset} run ${serial}, begun ${Dates.shownIso(at)}: ${what}`,
    `    ${Dates.shownIn(detail)}`,
    `    raw document in ${document === undefined ? "no archive any more" : archive}`,
  ])
