/** One voucher: what it books, of what, who decided; down to what runs say of it. */
import { foreign, markup } from "@amili-cases/accounting/html/markup"
import * as KnownJournal from "@amili-cases/operations/journal/KnownJournal"
import { explain } from "@amili-cases/operations/vouchers/explain"
import * as HttpRouter from "@effect/platform/HttpRouter"
import * as Effect from "effect/Effect"
import { freshForm } from "../../../forms/decider.ts"
import type * as Given from "../../../forms/Given.ts"
import * as Addresses from "../../../layout/addresses.ts"
import * as Page from "../../../layout/Page.ts"
import { facts } from "../../../layout/parts.ts"
import { owner } from "../../../profile/Owner.ts"
import { Profile } from "../../../profile/Profile.ts"
import { Refused } from "../../../server/Refused.ts"
import { Visit } from "../../../server/Visit.ts"
import { namesOf } from "./accounts.ts"
import { words as listWords } from "../words.ts"
import { words } from "./words.ts"
import { decided, sources, statements, transactions } from "./tables.ts"
import { takingBack } from "./reverse.ts"

const unknown = new Refused({ status: 404, message: words.noVoucher, hint: words.goneHint })

export const asked = Effect.gen(function* () {
  const { number = "" } = yield* HttpRouter.params
  const found = yield* KnownJournal.inside(yield* owner, (place) => explain(place, number)).pipe(
    Effect.catchTag("UsageError", () => unknown),
  )
  return found.find(({ voucher }) => voucher.id === number) ?? (yield* unknown)
})

type Asked = Effect.Effect.Success<typeof asked>

export const page = (found: Asked, given: Given.Given, { raw = false, status = 200 } = {}) =>
  Effect.gen(function* () {
    const { language } = yield* Visit
    const profile = (yield* Profile).name
    const { decisions, said, voucher } = found
    const { currency, date, id, serial, series, state, text, undoes } = voucher
    const at = (number: string) => Addresses.of(profile, `/vouchers/one/${number}`)
    return yield* Page.make({
      title: words.voucher[language](id),
      status,
      body: [
        markup`<p>${foreign(text)}</p>`,
        facts([
          [listWords.state[language], listWords[state][language]],
          [listWords.date[language], date],
          [words.series[language], series],
          [listWords.currency[language], currency],
          [listWords.run[language], serial],
          [words.undoes[language], undoes === undefined ? undefined : markup`<a href="${at(undoes)}">${undoes}</a>`],
        ]),
        transactions(voucher, yield* namesOf, language),
        sources(voucher, profile, language),
        decided(decisions, language),
        statements(said, language, raw),
        raw
          ? undefined
          : markup`<form method="post" action="${at(id)}/raw"><p class="note">${words.rawNote[language]}</p><button>${words.rawShow[language]}</button></form>`,
        state === "draft" ? undefined : takingBack(voucher, given, profile, language),
      ],
    })
  })

export const voucher = Effect.flatMap(Effect.all([asked, freshForm()]), ([found, given]) => page(found, given))

/** By POST, so that no address, no bookmark and no history shows them. */
export const rawDocuments = Effect.flatMap(Effect.all([asked, freshForm()]), ([found, given]) =>
  page(found, given, { raw: true }),
)
