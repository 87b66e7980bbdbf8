/** The settings of a profile, in the order in which a newcomer takes them. */
import { markup } from "@amili-cases/accounting/html/markup"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Schema from "effect/Schema"
import * as Given from "../../forms/Given.ts"
import * as Page from "../../layout/Page.ts"
import { Profile } from "../../profile/Profile.ts"
import { Visit } from "../../server/Visit.ts"
import * as Connection from "./connection.ts"
import * as Exports from "./exports.ts"
import * as Key from "./key.ts"
import * as Profiles from "./profiles.ts"
import * as Schedule from "./schedule.ts"
import { words } from "./words.ts"

type Form = "connection" | "exports" | "key" | "profiles" | "schedule"

/** `again` is the form that was sent with mistakes, with what was typed. */
const page = (again: { readonly form: Form; readonly given: Given.Given } | undefined, keyFile = "") =>
  Effect.gen(function* () {
    const { language } = yield* Visit
    const { name } = yield* Profile
    const kept = yield* Connection.kept
    const given = (form: Form, usual: Readonly<Record<string, string>>) =>
      again?.form === form ? again.given : Given.fresh(usual)
    return yield* Page.make({
      title: words.settings[language],
      status: again === undefined ? 200 : 422,
      body: [
        kept === undefined ? markup`<p>${words.welcome[language]}</p>` : undefined,
        yield* Key.form(given("key", Key.usual(name))),
        yield* Connection.form(
          given("connection", {
            baseUrl: kept?.baseUrl ?? "",
            privateKeyFile: keyFile || (kept?.privateKeyFile ?? ""),
          }),
        ),
        yield* Exports.form(given("exports", yield* Exports.usual)),
        yield* Schedule.form(given("schedule", yield* Schedule.usual)),
        yield* Profiles.form(given("profiles", Profiles.usual)),
      ],
    })
  })

const Asked = Schema.Struct({ keyFile: Schema.optional(Schema.String) })

export const asked = Effect.gen(function* () {
  const { keyFile } = Either.getOrElse(yield* Given.inAddress(Asked), () => ({ keyFile: undefined }))
  return yield* page(undefined, keyFile)
})

const again = (form: Form) => (given: Given.Given) => page({ form, given })

export const made = Key.made(again("key"))
export const tried = Connection.tried(again("connection"))
export const saved = Exports.saved(again("exports"))
export const scheduled = Schedule.scheduled(again("schedule"))
export const added = Profiles.added(again("profiles"))
