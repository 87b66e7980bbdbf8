/** Approves drafts: those that were ticked, or all that were seen. */
import * as Change from "@amili-cases/accounting/vouchers/decide/change"
import * as KnownJournal from "@amili-cases/operations/journal/KnownJournal"
import * as UrlParams from "@effect/platform/UrlParams"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Schema from "effect/Schema"
import * as Form from "../../forms/Form.ts"
import * as Given from "../../forms/Given.ts"
import { Once } from "../../forms/Once.ts"
import * as Addresses from "../../layout/addresses.ts"
import * as Page from "../../layout/Page.ts"
import { owner } from "../../profile/Owner.ts"
import { Profile } from "../../profile/Profile.ts"
import * as Body from "../../server/body.ts"
import { Refused } from "../../server/Refused.ts"
import { Visit } from "../../server/Visit.ts"
import { page } from "./list.ts"
import { all as everything, seal } from "./lookup.ts"
import { words } from "./words.ts"

const Approved = Schema.Struct({ ...Form.Decided, seen: Schema.String, all: Schema.optional(Schema.Literal("yes")) })

const changed = new Refused({ status: 409, message: words.changed, hint: words.changedHint })
const gone = new Refused({ status: 409, message: words.gone, hint: words.changedHint })

export const approve = Effect.gen(function* () {
  const { language } = yield* Visit
  const profile = (yield* Profile).name
  const fields = yield* Body.fields
  const chosen = new Set(UrlParams.getAll(fields, "voucher"))
  const read = yield* Given.decode(Approved, Object.fromEntries(fields))
  if (Either.isLeft(read)) return yield* page(read.left, { chosen, status: 422 })
  const { all, by, form, reason, seen } = read.right
  if (all === undefined && chosen.size === 0) {
    const given = Given.fresh({ by, form, reason })
    return yield* page(given, { problem: words.approveNothing[language], status: 422 })
  }
  const { run } = yield* Once
  return yield* run(
    form,
    Effect.gen(function* () {
      const rows = yield* everything
      const drafts = new Set(rows.flatMap(({ number, state }) => (state === "draft" ? [number] : [])))
      if (all !== undefined && seal(rows) !== seen) return yield* changed
      if (all === undefined && [...chosen].some((number) => !drafts.has(number))) return yield* gone
      const approved = yield* KnownJournal.changing(yield* owner, ({ out: folder, profile }) =>
        Change.approve({ profile, folder }, all === undefined ? [...chosen] : "all", { by, reason }),
      )
      return Page.seeOther(Addresses.of(profile, "/vouchers", { approved: String(approved.length) }))
    }),
  )
})
