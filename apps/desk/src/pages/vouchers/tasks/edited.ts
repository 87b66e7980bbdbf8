/** Decides or approves by what a person has written into the workbook of drafts, or into a CSV file. */
import * as Change from "@amili-cases/accounting/vouchers/decide/change"
import { answersIn, approvedIn } from "@amili-cases/accounting/vouchers/decide/edited"
import { markup } from "@amili-cases/accounting/html/markup"
import * as KnownJournal from "@amili-cases/operations/journal/KnownJournal"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Schema from "effect/Schema"
import { freshForm } from "../../../forms/decider.ts"
import * as Fields from "../../../forms/fields.ts"
import * as Form from "../../../forms/Form.ts"
import type * as Given from "../../../forms/Given.ts"
import { Once } from "../../../forms/Once.ts"
import * as Upload from "../../../forms/Upload.ts"
import * as Addresses from "../../../layout/addresses.ts"
import * as Page from "../../../layout/Page.ts"
import { owner } from "../../../profile/Owner.ts"
import { Profile } from "../../../profile/Profile.ts"
import { Visit } from "../../../server/Visit.ts"
import { words } from "./words.ts"

const Sent = Schema.Struct({ ...Form.Decided, what: Schema.Literal("decide", "approve") })

const page = (given: Given.Given, status = 200) =>
  Effect.gen(function* () {
    const { language } = yield* Visit
    const profile = (yield* Profile).name
    return yield* Page.make({
      title: words.editedTitle[language],
      status,
      body: markup`${Form.changing({
        action: Addresses.of(profile, "/vouchers/edited"),
        language,
        given,
        files: true,
        submit: words.editedDo[language],
        fields: [
          Fields.files({
            name: "edited",
            label: words.edited[language],
            hint: words.editedHint[language],
            wrong: words.editedWrong[language],
            accept: ".xlsx,.csv",
            required: true,
            given,
          }),
          Fields.choice({
            name: "what",
            label: words.what[language],
            wrong: words.whatWrong[language],
            choices: [
              { value: "decide", label: words.whatDecide[language] },
              { value: "approve", label: words.whatApprove[language] },
            ],
            given,
          }),
        ],
      })}`,
    })
  })

export const edited = Effect.flatMap(freshForm(), (given) => page(given))

export const read = Effect.gen(function* () {
  const profile = (yield* Profile).name
  const sent = yield* Upload.read(Sent, "edited")
  if (Either.isLeft(sent)) return yield* page(sent.left, 422)
  const { files, value } = sent.right
  const { by, form, reason, what } = value
  const { run } = yield* Once
  return yield* run(
    form,
    Effect.gen(function* () {
      const answers = what === "decide" ? yield* Effect.forEach(files, ({ path }) => answersIn(path)) : []
      const approved = what === "approve" ? yield* Effect.forEach(files, ({ path }) => approvedIn(path)) : []
      yield* KnownJournal.changing(yield* owner, ({ out: folder, profile }) =>
        what === "decide"
          ? Effect.asVoid(Change.decide({ profile, folder }, answers.flat(), { by, reason }))
          : Effect.asVoid(Change.approve({ profile, folder }, approved.flat(), { by, reason })),
      )
      const count = String(approved.flat().length)
      return Page.seeOther(Addresses.of(profile, "/vouchers", what === "approve" ? { approved: count } : {}))
    }),
  )
})
