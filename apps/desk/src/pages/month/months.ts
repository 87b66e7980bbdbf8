/** Which months have been reconciled, and the choice of one. */
import { verdictOf } from "@amili-cases/accounting/reconcile/files/headline"
import * as Month from "@amili-cases/accounting/reconcile/time/Month"
import { markup } from "@amili-cases/accounting/html/markup"
import { table } from "@amili-cases/accounting/html/table"
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import * as KnownJournal from "@amili-cases/operations/journal/KnownJournal"
import * as Stand from "@amili-cases/operations/journal/Stand"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as Fields from "../../forms/fields.ts"
import * as Form from "../../forms/Form.ts"
import * as Given from "../../forms/Given.ts"
import { panel } from "../../jobs/panel.ts"
import * as Addresses from "../../layout/addresses.ts"
import * as Page from "../../layout/Page.ts"
import { section } from "../../layout/parts.ts"
import { owner } from "../../profile/Owner.ts"
import { Profile } from "../../profile/Profile.ts"
import { Visit } from "../../server/Visit.ts"
import * as Shown from "../../words/shown.ts"
import { words } from "./words.ts"

const Asked = Schema.Struct({
  month: Schema.optional(Schema.String.pipe(Schema.filter((text) => Option.isSome(Month.parse(text))))),
})

/** `?month=2026-11` leads to the page of the month. */
export const months = Effect.gen(function* () {
  const profile = (yield* Profile).name
  const given = yield* Given.inAddress(Asked)
  if (Either.isLeft(given)) return yield* page(given.left)
  const { month } = given.right
  if (month !== undefined) return Page.seeOther(Addresses.of(profile, `/month/${month}`))
  const last = Month.add(Month.of(yield* CalendarDay.today), -1)
  return yield* page(Given.fresh({ month: last.name }))
})

/** None where there is no journal yet. */
const reconciled = Effect.gen(function* () {
  return yield* KnownJournal.inside(yield* owner, ({ profile }) => Stand.months(profile, shown))
}).pipe(Effect.catchTag("NotThere", () => Effect.succeed([])))

/** Two years: an older month is chosen by its name. */
const shown = 24

const page = (given: Given.Given) =>
  Effect.gen(function* () {
    const { language } = yield* Visit
    const profile = (yield* Profile).name
    const { body, reload } = yield* panel
    return yield* Page.make({
      title: words.title[language],
      reload,
      status: given.wrong.size === 0 ? 200 : 422,
      body: markup`<p class="note">${words.intro[language]}</p>
      <p><a href="${Addresses.of(profile, "/month/payers")}">${words.payers[language]}</a></p>${body}
      ${Form.asking({
        action: Addresses.of(profile, "/month"),
        submit: words.open[language],
        fields: Fields.text({
          name: "month",
          type: "month",
          label: words.month[language],
          hint: words.monthHint[language],
          wrong: words.monthWrong[language],
          required: true,
          given,
        }),
      })}
      ${section(
        words.months[language],
        table({
          caption: words.months[language],
          columns: [
            {
              header: words.month[language],
              kind: "word",
              cell: ({ stand: { month } }) =>
                markup`<a href="${Addresses.of(profile, `/month/${month}`)}">${month}</a>`,
            },
            {
              header: words.verdict[language],
              kind: "text",
              cell: ({ judged }) => (judged === undefined ? "–" : words[verdictOf(judged)][language]),
            },
            {
              header: words.state[language],
              kind: "word",
              cell: ({ stand: { is_final } }) => words[is_final === 1 ? "final" : "preliminary"][language],
            },
            {
              header: words.asOf[language],
              kind: "word",
              cell: ({ stand: { as_of } }) => Shown.iso(as_of),
            },
            { header: words.run[language], kind: "number", cell: ({ stand: { serial } }) => serial },
          ],
          rows: yield* reconciled,
          empty: words.noMonths[language],
        }),
      )}`,
    })
  })
