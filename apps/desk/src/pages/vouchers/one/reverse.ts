/** Takes a voucher back, or its approval. */
import { type Markup, markup } from "@amili-cases/accounting/html/markup"
import * as Change from "@amili-cases/accounting/vouchers/decide/change"
import type { Kept } from "@amili-cases/accounting/vouchers/journal/Vouchers"
import * as KnownJournal from "@amili-cases/operations/journal/KnownJournal"
import * as Accounts from "@amili-cases/operations/vouchers/Accounts"
import type { Language } from "@amili-cases/sheets/Column"
import * as HttpRouter from "@effect/platform/HttpRouter"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Fields from "../../../forms/fields.ts"
import * as Form from "../../../forms/Form.ts"
import type * as Given from "../../../forms/Given.ts"
import { Once } from "../../../forms/Once.ts"
import * as Addresses from "../../../layout/addresses.ts"
import * as Page from "../../../layout/Page.ts"
import { section } from "../../../layout/parts.ts"
import { owner } from "../../../profile/Owner.ts"
import { Profile } from "../../../profile/Profile.ts"
import { words } from "./words.ts"

export const Reversed = Schema.Struct({ ...Form.Decided, rebook: Schema.optional(Schema.Literal("yes")) })

export const takingBack = ({ id, state }: Kept, given: Given.Given, profile: string, language: Language): Markup =>
  section(words.takeBack[language], [
    markup`<p class="note">${words[state === "emitted" ? "takeBackEmitted" : "takeBackApproved"][language]}</p>`,
    Form.changing({
      action: Addresses.of(profile, `/vouchers/one/${id}`),
      language,
      given,
      submit: words.takeBack[language],
      fields:
        state === "emitted"
          ? Fields.tick({ name: "rebook", label: words.rebook[language], hint: words.rebookHint[language], given })
          : undefined,
    }),
  ])

/** Leads to the voucher that takes it back; to the list where only the approval was withdrawn. */
export const reverse = ({ by, form, reason, rebook }: typeof Reversed.Type) =>
  Effect.gen(function* () {
    const profile = (yield* Profile).name
    const { number = "" } = yield* HttpRouter.params
    const { run } = yield* Once
    return yield* run(
      form,
      Effect.gen(function* () {
        const whose = yield* owner
        const books = yield* Accounts.read(whose)
        const { by: opposite } = yield* KnownJournal.changing(whose, ({ out: folder, profile }) =>
          Change.reverse({ profile, folder }, number, { books, decision: { by, reason }, rebook: rebook === "yes" }),
        )
        return Page.seeOther(
          Addresses.of(profile, opposite === undefined ? "/vouchers" : `/vouchers/one/${opposite.id}`),
        )
      }),
    )
  })
