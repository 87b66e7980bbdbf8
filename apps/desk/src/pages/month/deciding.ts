/** Decisions about a month that nothing can undo: to make it final, and where the journal begins. */
import { markup } from "@amili-cases/accounting/html/markup"
import { Stands } from "@amili-cases/accounting/reconcile/journal/Stands"
import type { Month } from "@amili-cases/accounting/reconcile/time/Month"
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import * as KnownJournal from "@amili-cases/operations/journal/KnownJournal"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Schema from "effect/Schema"
import * as Fields from "../../forms/fields.ts"
import * as Form from "../../forms/Form.ts"
import * as Given from "../../forms/Given.ts"
import { Once } from "../../forms/Once.ts"
import * as Addresses from "../../layout/addresses.ts"
import * as Page from "../../layout/Page.ts"
import { message } from "../../layout/parts.ts"
import { freshForm } from "../../forms/decider.ts"
import { owner } from "../../profile/Owner.ts"
import { Profile } from "../../profile/Profile.ts"
import { Visit } from "../../server/Visit.ts"
import * as Asked from "./asked.ts"
import { start } from "./job.ts"
import { words } from "./runWords.ts"

const Final = Schema.Struct({ ...Form.Decided, sure: Schema.Literal("yes") })

const finalPage = ({ name }: Month, given: Given.Given, status = 200) =>
  Effect.gen(function* () {
    const { language } = yield* Visit
    const profile = (yield* Profile).name
    return yield* Page.make({
      title: words.lockTitle[language](name),
      status,
      body: [
        message("note", markup`<p>${words.lockWarning[language](name)}</p>`),
        Form.changing({
          action: Addresses.of(profile, `/month/${name}/final`),
          language,
          given,
          submit: words.lockDo[language],
          fields: Fields.tick({
            name: "sure",
            label: words.lockSure[language],
            wrong: words.lockSureWrong[language],
            required: true,
            given,
          }),
        }),
      ],
    })
  })

export const final = Effect.flatMap(Effect.all([Asked.month, freshForm()]), ([month, given]) => finalPage(month, given))

export const makeFinal = Effect.gen(function* () {
  const month = yield* Asked.month
  const { run } = yield* Once
  return yield* Either.match(yield* Given.read(Final), {
    onLeft: (given) => finalPage(month, given, 422),
    onRight: ({ by, form, reason }) => run(form, start(month, { final: { by, reason } }, { isOffline: false })),
  })
})

const Opening = Schema.Struct({ ...Form.Decided, day: CalendarDay.CalendarDay })

/** What was said last; undefined where nothing was. */
const known = Effect.gen(function* () {
  return yield* KnownJournal.inside(yield* owner, ({ profile }) =>
    Effect.flatMap(Stands, ({ opening }) => opening(profile)),
  )
}).pipe(Effect.catchTag("NotThere", () => Effect.succeed(undefined)))

const openingPage = ({ name }: Month, given: Given.Given, status = 200) =>
  Effect.gen(function* () {
    const { language } = yield* Visit
    const profile = (yield* Profile).name
    const before = yield* known
    return yield* Page.make({
      title: words.openingTitle[language],
      status,
      body: [
        markup`<p>${words.openingNote[language]}</p>`,
        before === undefined
          ? undefined
          : markup`<p>${words.openingKnown[language](before.day, before.decided_by, before.reason)}</p>`,
        Form.changing({
          action: Addresses.of(profile, `/month/${name}/opening`),
          language,
          given,
          submit: words.openingDo[language],
          fields: Fields.text({
            name: "day",
            type: "date",
            label: words.openingDay[language],
            wrong: words.openingDayWrong[language],
            required: true,
            given,
          }),
        }),
      ],
    })
  })

export const opening = Effect.gen(function* () {
  const month = yield* Asked.month
  return yield* openingPage(month, yield* freshForm({ day: month.from }))
})

export const open = Effect.gen(function* () {
  const month = yield* Asked.month
  const { run } = yield* Once
  return yield* Either.match(yield* Given.read(Opening), {
    onLeft: (given) => openingPage(month, given, 422),
    onRight: ({ by, day, form, reason }) =>
      run(form, start(month, { opening: { day, decision: { by, reason } } }, { isOffline: false })),
  })
})
