/** Checks the journal, its files and Amili against each other, as `amili-export verify` does. */
import { acknowledge } from "@amili-cases/accounting/closed/acknowledge"
import { foreign, markup, type Part } from "@amili-cases/accounting/html/markup"
import { table } from "@amili-cases/accounting/html/table"
import * as KnownJournal from "@amili-cases/operations/journal/KnownJournal"
import { remedyOf } from "@amili-cases/operations/journal/remedies"
import * as Verify from "@amili-cases/operations/journal/Verify"
import type { Language } from "@amili-cases/sheets/Column"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Schema from "effect/Schema"
import { freshForm } from "../../forms/decider.ts"
import * as Fields from "../../forms/fields.ts"
import * as Form from "../../forms/Form.ts"
import * as Given from "../../forms/Given.ts"
import { Once } from "../../forms/Once.ts"
import { Jobs } from "../../jobs/Jobs.ts"
import { panel } from "../../jobs/panel.ts"
import * as Addresses from "../../layout/addresses.ts"
import * as Page from "../../layout/Page.ts"
import { facts, message, section } from "../../layout/parts.ts"
import { connected } from "../../profile/Connections.ts"
import { owner } from "../../profile/Owner.ts"
import { Profile } from "../../profile/Profile.ts"
import { Visit } from "../../server/Visit.ts"
import * as Shown from "../../words/shown.ts"
import { words } from "./checkingWords.ts"
import { nameOf } from "./shown.ts"
import { tabs } from "./tabs.ts"

const Started = Schema.Struct({ ...Form.Started, api: Schema.optional(Schema.Literal("yes")) })
const Known = Schema.Struct({ ...Form.Decided, case: Schema.String.pipe(Schema.pattern(/^[0-9a-f]{24}$/)) })

const page = (given: Given.Given, status = 200) =>
  Effect.gen(function* () {
    const { language } = yield* Visit
    const { name } = yield* Profile
    const { body, reload } = yield* panel
    const fresh = Given.fresh()
    return yield* Page.make({
      title: words.verify[language],
      status,
      reload,
      body: [
        yield* tabs,
        body,
        markup`<p class="note">${words.verifyNote[language]}</p>`,
        Form.starting({
          action: Addresses.of(name, "/verify"),
          language,
          given: fresh,
          fields: Fields.tick({ name: "api", label: words.verifyApi[language], given: fresh }),
          submit: words.verify[language],
        }),
        section(words.gone[language], [
          markup`<p class="note">${words.goneNote[language]}</p>`,
          Form.changing({
            action: Addresses.of(name, "/verify/known"),
            language,
            given,
            fields: Fields.text({
              name: "case",
              label: words.caseId[language],
              wrong: words.caseIdWrong[language],
              required: true,
              given,
            }),
            submit: words.acknowledge[language],
          }),
        ]),
      ],
    })
  })

export const asked = Effect.flatMap(freshForm(), (given) => page(given))

export const started = Effect.gen(function* () {
  const sent = yield* Given.read(Started)
  if (Either.isLeft(sent)) return yield* page(sent.left, 422)
  const { api, form } = sent.right
  const { name } = yield* Profile
  const whose = yield* owner
  const { run } = yield* Once
  const local = KnownJournal.inside(whose, Verify.local)
  const withApi = KnownJournal.inside(whose, ({ profile }) => connected(Verify.withApi(profile, [])))
  const work = Effect.gen(function* () {
    const here = yield* local
    if (api === undefined) return here
    const compared = yield* withApi
    return { ...here, ...compared, findings: [...here.findings, ...compared.findings] }
  })
  const title = words[api === undefined ? "verifying" : "verifyingApi"]
  return yield* run(
    form,
    Effect.gen(function* () {
      yield* (yield* Jobs).start(name, { title, work, shown })
      return Page.seeOther(Addresses.of(name, "/verify"))
    }),
  )
})

type Checked = Effect.Effect.Success<ReturnType<typeof Verify.local>> &
  Partial<Omit<Effect.Effect.Success<ReturnType<typeof Verify.withApi>>, "findings">>

const shown = ({ cases, elsewhere, files, findings, notes, payouts }: Checked, language: Language): Part => [
  findings.length === 0
    ? message("good", markup`<p><strong>${words.intact[language]}</strong></p>`)
    : message("bad", [
        markup`<p><strong>${words.findings[language](Shown.count(findings.length, language))}</strong></p>`,
        markup`<p>${remedyOf(findings, language)}</p>`,
      ]),
  facts([
    [words.files[language], Shown.count(files, language)],
    [words.cases[language], cases === undefined ? undefined : Shown.count(cases, language)],
    [words.payouts[language], payouts === undefined ? undefined : Shown.count(payouts, language)],
  ]),
  notes.map((note) => markup`<p>${note}</p>`),
  elsewhere.map(
    ({ dataset, folder, machine, serial }) =>
      markup`<p>${words.elsewhere[language](nameOf(dataset, serial, language), machine, folder)}</p>`,
  ),
  findings.length === 0
    ? undefined
    : table({
        columns: [
          { header: words.subject[language], kind: "text", cell: ({ subject }) => foreign(subject) },
          { header: words.problem[language], kind: "text", cell: ({ problem }) => foreign(problem) },
        ],
        rows: findings.slice(0, 500),
        empty: words.intact[language],
      }),
]

/** A case that is gone from Amili is reported no more; the journal keeps who says so, and why. */
export const known = Effect.gen(function* () {
  const { language } = yield* Visit
  const { name } = yield* Profile
  const sent = yield* Given.read(Known)
  if (Either.isLeft(sent)) return yield* page(sent.left, 422)
  const { case: id, form, ...decision } = sent.right
  const { run } = yield* Once
  return yield* run(
    form,
    Effect.gen(function* () {
      yield* KnownJournal.changing(yield* owner, ({ profile }) => connected(acknowledge(profile, [id], decision)))
      return yield* Page.make({
        title: words.verify[language],
        body: [
          yield* tabs,
          message("good", markup`<p>${words.acknowledged[language]}</p>`),
          markup`<p><a href="${Addresses.of(name, "/verify")}">${words.verify[language]}</a></p>`,
        ],
      })
    }),
  )
})
