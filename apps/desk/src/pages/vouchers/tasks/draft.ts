/** Drafts vouchers up to the end of a month, and the workbooks that drafts are written to. */
import { markup, type Part } from "@amili-cases/accounting/html/markup"
import { table } from "@amili-cases/accounting/html/table"
import { countText } from "@amili-cases/accounting/reconcile/files/headline"
import * as Month from "@amili-cases/accounting/reconcile/time/Month"
import type { DraftOutcome } from "@amili-cases/accounting/vouchers/draft/DraftRun"
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import * as Draft from "@amili-cases/operations/vouchers/Draft"
import type { Language } from "@amili-cases/sheets/Column"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as Fields from "../../../forms/fields.ts"
import * as Form from "../../../forms/Form.ts"
import * as Given from "../../../forms/Given.ts"
import { Once } from "../../../forms/Once.ts"
import { Jobs } from "../../../jobs/Jobs.ts"
import * as Addresses from "../../../layout/addresses.ts"
import * as Page from "../../../layout/Page.ts"
import { message, section } from "../../../layout/parts.ts"
import { tool } from "../../../Layers.ts"
import { owner } from "../../../profile/Owner.ts"
import { Profile } from "../../../profile/Profile.ts"
import { Visit } from "../../../server/Visit.ts"
import * as DraftFiles from "./draftFiles.ts"
import { words } from "./words.ts"

const Asked = Schema.Struct({
  ...Form.Started,
  month: Schema.String.pipe(Schema.filter((text) => Option.isSome(Month.parse(text)))),
})

const page = (given: Given.Given, status = 200) =>
  Effect.gen(function* () {
    const { language } = yield* Visit
    const profile = (yield* Profile).name
    return yield* Page.make({
      title: words.draftTitle[language],
      status,
      body: [
        markup`<p class="note">${words.draftNote[language]}</p>`,
        Form.starting({
          action: Addresses.of(profile, "/vouchers/draft"),
          language,
          given,
          submit: words.draftDo[language],
          fields: Fields.text({
            name: "month",
            type: "month",
            label: words.month[language],
            hint: words.monthHint[language],
            wrong: words.monthWrong[language],
            required: true,
            given,
          }),
        }),
        section(words.workbooks[language], [
          markup`<p class="note">${words.workbooksNote[language]}</p>`,
          table({
            caption: words.workbooks[language],
            columns: [
              {
                header: words.workbook[language],
                kind: "text",
                cell: (name) => markup`<a href="${DraftFiles.addressOf(profile, name)}">${name}</a>`,
              },
            ],
            rows: yield* DraftFiles.workbooks,
            empty: words.noWorkbooks[language],
          }),
        ]),
      ],
    })
  })

export const draft = Effect.gen(function* () {
  const last = Month.add(Month.of(yield* CalendarDay.today), -1)
  return yield* page(Given.fresh({ month: last.name }))
})

export const start = Effect.gen(function* () {
  const profile = (yield* Profile).name
  const read = yield* Given.read(Asked)
  if (Either.isLeft(read)) return yield* page(read.left, 422)
  const { form, month } = read.right
  const { run } = yield* Once
  return yield* run(
    form,
    Effect.gen(function* () {
      const parsed = Option.getOrUndefined(Month.parse(month))
      const prepared = yield* Draft.prepare({ ...(yield* owner), tool, month: parsed })
      yield* (yield* Jobs).start(profile, {
        title: { sv: `${words.drafting.sv} ${month}`, en: `${words.drafting.en} ${month}` },
        work: Draft.run(prepared),
        shown: (outcome, language) => shown(outcome, profile, language),
      })
      return Page.seeOther(Addresses.of(profile, "/vouchers"))
    }),
  )
})

const shown = (
  { approved, month, questions, vouchers, warnings }: DraftOutcome,
  profile: string,
  language: Language,
): Part => {
  const count = (value: number) => countText(value, language)
  return [
    message(questions.length === 0 ? "good" : "warning", [
      markup`<p>${words.drafted[language](month, count(vouchers.length), count(approved))}</p>`,
      questions.length === 0
        ? undefined
        : markup`<p><a href="${Addresses.of(profile, "/vouchers", { state: "question" })}">${words.toDecide[language](count(questions.length))}</a></p>`,
    ]),
    warnings.length === 0
      ? undefined
      : markup`<ul>${warnings.map((warning) => markup`<li>${warning[language]}</li>`)}</ul>`,
  ]
}
