/** How a month stands, what has to be decided, and the files of its reconciliation. */
import { markup } from "@amili-cases/accounting/html/markup"
import * as Facts from "@amili-cases/accounting/reconcile/files/report/facts"
import { controls } from "@amili-cases/accounting/reconcile/files/report/sections/opening"
import type { Month } from "@amili-cases/accounting/reconcile/time/Month"
import type { Language } from "@amili-cases/sheets/Column"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import type * as Given from "../../forms/Given.ts"
import * as Files from "../../files/routes.ts"
import { panel } from "../../jobs/panel.ts"
import * as Addresses from "../../layout/addresses.ts"
import * as Page from "../../layout/Page.ts"
import { empty, facts, section } from "../../layout/parts.ts"
import { Profile } from "../../profile/Profile.ts"
import { Visit } from "../../server/Visit.ts"
import * as Shown from "../../words/shown.ts"
import { type Standing, standOf } from "./asked.ts"
import { ages, decisions, states } from "./counts.ts"
import { form } from "./starting.ts"
import { lists } from "./tables.ts"
import { verdict } from "./verdict.ts"
import { words } from "./words.ts"

export const page = ({ name }: Month, given: Given.Given, status = 200) =>
  Effect.gen(function* () {
    const { language } = yield* Visit
    const { body, reload } = yield* panel
    const standing = yield* standOf(name)
    return yield* Page.make({
      title: words.ofMonth[language](name),
      status,
      reload,
      body: [
        body,
        standing === undefined ? empty(words.neverReconciled[language]) : yield* shown(standing),
        yield* form({ month: name, isFirst: standing === undefined, isFinal: standing?.summary.final === true, given }),
      ],
    })
  })

const shown = (standing: Standing) =>
  Effect.gen(function* () {
    const { language } = yield* Visit
    const profile = (yield* Profile).name
    const { run, stand, summary } = standing
    const month = (path: string, parameters = {}) => Addresses.of(profile, `/month/${summary.month}${path}`, parameters)
    const about = {
      summary,
      language,
      base: "",
      dataHash: stand.data_sha256,
      provenance: {
        profile,
        tool: "",
        generatedAt: DateTime.unsafeMake(run.started_at),
        privacy: "none",
        serial: stand.serial,
      },
    } as const
    return [
      verdict(summary, language),
      facts([
        [words.run[language], stand.serial],
        [words.asOf[language], Shown.iso(summary.asOf)],
        [
          words.state[language],
          summary.final
            ? `${words.final[language]} (${stand.decided_by ?? ""}: ${stand.reason ?? ""})`
            : words.preliminary[language],
        ],
        [words.replaces[language], summary.replaces],
        [words.basis[language], basisOf(summary.basis, language)],
        [words.bankFiles[language], summary.bankFiles.length],
      ]),
      filesOf(standing, profile, language),
      controls(Facts.make(about)),
      decisions(summary, language, (cause) => month("/differences", { state: cause })),
      section(
        words.lists[language],
        markup`<ul class="links">${Object.entries(lists).map(
          ([key, { title }]) => markup`<li><a href="${month(`/${key}`)}">${title(language)}</a></li>`,
        )}</ul>`,
      ),
      states(summary, language, (state) => month("/cases", { state })),
      ages(summary, language, (age) => month("/waiting", { age })),
    ]
  })

const basisOf = ({ closed, open, payouts }: Standing["summary"]["basis"], language: Language): string =>
  [
    ...(closed === undefined ? [] : [`${words.basisClosed[language]} ${closed}`]),
    ...(payouts === undefined ? [] : [`${words.basisPayouts[language]} ${payouts}`]),
    ...(open === undefined ? [] : [`${words.basisOpen[language]} ${open}`]),
  ].join(", ")

/** The report and the workbook are what a person opens; all files are on the page of the run. */
const filesOf = ({ files, run }: Standing, profile: string, language: Language) => {
  const link = (file: { readonly name: string }) => Files.addressOf(profile, "reconcile", run.serial, file.name)
  const report = files.find(({ role }) => role === "report")
  const workbook = files.find(({ name }) => name.endsWith(".xlsx"))
  return markup`<p class="screen">
    ${report === undefined ? undefined : markup`<a class="button" href="${link(report)}" target="_blank" rel="noopener">${words.report[language]}</a> <span class="note">${words.reportNote[language]}</span>`}
    ${workbook === undefined ? undefined : markup`<a class="button" href="${link(workbook)}">${words.workbook[language]}</a>`}
  </p>`
}
