/** What an export did, as its progress ends. */
import { foreign, markup, type Part } from "@amili-cases/accounting/html/markup"
import type { Outcome } from "@amili-cases/export-engine/report/Outcome"
import type { Language } from "@amili-cases/sheets/Column"
import { message } from "../../layout/parts.ts"
import * as Shown from "../../words/shown.ts"
import * as Addresses from "../../layout/addresses.ts"
import { linkTo, nameOf } from "./shown.ts"
import { words } from "./words.ts"

export const outcome = (
  { counts, dataset, files, recovered, serial, warnings }: Outcome,
  profile: string,
  language: Language,
): Part => {
  const { inNoGroup = 0, quarantined = 0, unexplained = 0, waiting = 0 } = counts
  const toPerson = files.length === 0 ? waiting : quarantined + unexplained + inNoGroup
  const attention = words.attention[language](Shown.count(toPerson, language))
  return [
    message(
      "good",
      markup`<p><strong>${files.length === 0 ? words.nothing[language] : words.made[language]}</strong>
      ${serial === undefined ? undefined : linkTo(profile, dataset, serial, nameOf(dataset, serial, language))}</p>`,
    ),
    toPerson === 0
      ? undefined
      : message("note", markup`<p><a href="${Addresses.of(profile, "/attention")}">${attention}</a></p>`),
    recovered.map((run) => markup`<p>${words.recovered[language](nameOf(run.dataset, run.serial, language))}</p>`),
    warnings.length === 0
      ? undefined
      : markup`<ul>${warnings.map((warning) => markup`<li>${foreign(warning[language])}</li>`)}</ul>`,
  ]
}
