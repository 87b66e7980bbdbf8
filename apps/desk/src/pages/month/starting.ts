/** Reconciles a month as long work: with bank files or without, with what is new at Amili or what the journal knows. */
import { type Markup, markup } from "@amili-cases/accounting/html/markup"
import type { Month } from "@amili-cases/accounting/reconcile/time/Month"
import { normalWait } from "@amili-cases/accounting/reconcile/wait"
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import type { HttpServerResponse } from "@effect/platform/HttpServerResponse"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Schema from "effect/Schema"
import * as Fields from "../../forms/fields.ts"
import * as Form from "../../forms/Form.ts"
import type * as Given from "../../forms/Given.ts"
import { Once } from "../../forms/Once.ts"
import * as Upload from "../../forms/Upload.ts"
import * as Addresses from "../../layout/addresses.ts"
import { Profile } from "../../profile/Profile.ts"
import { Visit } from "../../server/Visit.ts"
import * as BankFiles from "./bankFiles.ts"
import { start } from "./job.ts"
import { words } from "./runWords.ts"

const Asked = Schema.Struct({
  ...Form.Started,
  offline: Schema.optional(Schema.Literal("yes")),
  asOf: Schema.optional(CalendarDay.CalendarDay),
  wait: Schema.optionalWith(Schema.NumberFromString.pipe(Schema.int(), Schema.between(0, 365)), {
    default: () => normalWait,
  }),
})

interface Shown {
  readonly month: string
  readonly isFirst: boolean
  readonly isFinal: boolean
  readonly given: Given.Given
}

/** Nothing where the month is final: it would be refused. */
export const form = ({
  given,
  isFinal,
  isFirst,
  month,
}: Shown): Effect.Effect<Markup | undefined, never, Profile | Visit> =>
  Effect.gen(function* () {
    if (isFinal) return undefined
    const { language } = yield* Visit
    const payers = yield* Effect.map(Profile, ({ name }) => Addresses.of(name, "/month/payers"))
    const at = (path: string) => Effect.map(Profile, ({ name }) => Addresses.of(name, `/month/${month}${path}`))
    return markup`<section class="screen"><h2>${words[isFirst ? "start" : "again"][language]}</h2>
      <p class="note">${words.startNote[language]}</p>
      ${Form.starting({
        action: yield* at(""),
        language,
        given,
        files: true,
        submit: words[isFirst ? "start" : "again"][language],
        fields: [
          Fields.files({
            name: "bank",
            label: words.bank[language],
            hint: words.bankHint[language],
            wrong: words.bankWrong[language],
            accept: ".xml,.zip",
            multiple: true,
            given,
          }),
          Fields.tick({ name: "offline", label: words.offline[language], hint: words.offlineHint[language], given }),
          markup`<details${given.wrong.size === 0 ? undefined : markup` open`}><summary>${words.more[language]}</summary>
            ${Fields.text({ name: "asOf", type: "date", label: words.asOf[language], wrong: words.asOfWrong[language], given })}
            ${Fields.text({ name: "wait", type: "number", label: words.wait[language], wrong: words.waitWrong[language], given })}
          </details>`,
        ],
      })}
      <p><a href="${payers}">${words.payers[language]}</a> · <a href="${yield* at("/final")}">${words.lock[language]}</a> · <a href="${yield* at("/opening")}">${words.opening[language]}</a></p>
    </section>`
  })

/** The values of a form that nobody has filled in. */
export const usual = { wait: String(normalWait) }

/** `again` shows the page with what is wrong. */
export const started = <E, R>(month: Month, again: (given: Given.Given) => Effect.Effect<HttpServerResponse, E, R>) =>
  Effect.gen(function* () {
    const sent = yield* Upload.read(Asked, "bank", true)
    if (Either.isLeft(sent)) return yield* again(sent.left)
    const { asOf, form, offline, wait } = sent.right.value
    const { run } = yield* Once
    return yield* run(
      form,
      Effect.gen(function* () {
        const files = yield* BankFiles.taken(sent.right.files)
        return yield* start(month, { asOf, wait }, { isOffline: offline === "yes", files })
      }),
    )
  })
