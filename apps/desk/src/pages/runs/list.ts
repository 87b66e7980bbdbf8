/** Starting runs, the run that goes on, and the latest ones. */
import type { DatasetName } from "@amili-cases/accounting/DatasetName"
import { markup, type Part } from "@amili-cases/accounting/html/markup"
import { table } from "@amili-cases/accounting/html/table"
import * as History from "@amili-cases/operations/journal/History"
import * as KnownJournal from "@amili-cases/operations/journal/KnownJournal"
import * as Array from "effect/Array"
import * as Effect from "effect/Effect"
import * as Fields from "../../forms/fields.ts"
import * as Form from "../../forms/Form.ts"
import * as Given from "../../forms/Given.ts"
import { panel } from "../../jobs/panel.ts"
import * as Addresses from "../../layout/addresses.ts"
import * as Page from "../../layout/Page.ts"
import { empty, section } from "../../layout/parts.ts"
import { owner } from "../../profile/Owner.ts"
import { Profile } from "../../profile/Profile.ts"
import { Visit } from "../../server/Visit.ts"
import { tabs } from "./tabs.ts"
import { all, columns } from "./shown.ts"
import { datasets, words } from "./words.ts"

/** Runs of each dataset that the page shows. */
const latest = 5

/** `given` is what was filled in for a run of closed cases. */
export const page = (given: Given.Given, status = 200) =>
  Effect.gen(function* () {
    const { language } = yield* Visit
    const { name } = yield* Profile
    const { body, reload } = yield* panel
    return yield* Page.make({
      title: words.runs[language],
      status,
      reload,
      body: [
        yield* tabs,
        body,
        section(
          words.start[language],
          reload === undefined ? yield* forms(given) : markup`<p>${words.goesOn[language]}</p>`,
        ),
        section(words.history[language], yield* history(name)),
      ],
    })
  })

const forms = (given: Given.Given) =>
  Effect.gen(function* () {
    const { language } = yield* Visit
    const { name } = yield* Profile
    const form = (dataset: DatasetName, note: string, given: Given.Given, fields: Part) =>
      markup`<article><h3>${datasets[dataset][language]}</h3><p class="note">${note}</p>${Form.starting({
        action: Addresses.of(name, `/runs/${dataset}`),
        language,
        given,
        fields,
        submit: words.export[language],
      })}</article>`
    const month = Fields.text({
      type: "month",
      name: "month",
      label: words.month[language],
      hint: words.monthHint[language],
      wrong: words.monthWrong[language],
      given,
    })
    return markup`<div class="choices">
      ${form("closed", words.closedNote[language], given, month)}
      ${form("payouts", words.payoutsNote[language], Given.fresh(), undefined)}
      ${form("open", words.openNote[language], Given.fresh(), undefined)}
    </div>`
  })

/** The latest runs of each dataset, newest first. Before the first run there is no journal. */
const history = (profile: string) =>
  Effect.gen(function* () {
    const { language } = yield* Visit
    const { lines } = yield* KnownJournal.inside(yield* owner, () => History.read(profile, { limit: latest }))
    if (lines.length === 0) return empty(words.none[language])
    return all.map((dataset) => {
      const rows = Array.reverse(lines.filter(({ run }) => run.dataset === dataset))
      if (rows.length === 0) return undefined
      const caption = datasets[dataset][language]
      return markup`${table({ caption, columns: columns(profile, language), rows, empty: words.none[language] })}
        <p><a href="${Addresses.of(profile, `/runs/${dataset}`)}">${words.all[language]}: ${caption}</a></p>`
    })
  }).pipe(Effect.catchTag("NotThere", () => Effect.map(Visit, ({ language }) => empty(words.noJournal[language]))))
