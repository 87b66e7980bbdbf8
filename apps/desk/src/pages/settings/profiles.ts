/** The profiles of this user, and a new one. */
import { markup } from "@amili-cases/accounting/html/markup"
import * as ExportSettings from "@amili-cases/app-kit/settings/ExportSettings"
import * as Paths from "@amili-cases/app-kit/settings/Paths"
import * as Kept from "@amili-cases/operations/profile/Kept"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Schema from "effect/Schema"
import * as Fields from "../../forms/fields.ts"
import * as Form from "../../forms/Form.ts"
import * as Given from "../../forms/Given.ts"
import { Once } from "../../forms/Once.ts"
import * as Addresses from "../../layout/addresses.ts"
import * as Page from "../../layout/Page.ts"
import { section } from "../../layout/parts.ts"
import { Profile } from "../../profile/Profile.ts"
import { Visit } from "../../server/Visit.ts"
import { words } from "./words.ts"

const Asked = Schema.Struct({ ...Form.Started, name: Schema.Trim, folder: Schema.Trim.pipe(Schema.minLength(1)) })

export const usual = { folder: "~/amili-exports-" }

export const form = (given: Given.Given) =>
  Effect.gen(function* () {
    const { language, profiles } = yield* Visit
    const { name } = yield* Profile
    return section(words.profiles[language], [
      markup`<p class="note">${words.profilesNote[language]}</p>`,
      markup`<ul>${profiles.map((one) => markup`<li><a href="${Addresses.of(one, "/settings")}">${one}</a></li>`)}</ul>`,
      Form.starting({
        action: Addresses.of(name, "/settings/profiles"),
        language,
        given,
        fields: [
          Fields.text({
            name: "name",
            label: words.newProfile[language],
            wrong: words.newProfileWrong[language],
            required: true,
            given,
          }),
          Fields.text({
            name: "folder",
            label: words.folder[language],
            hint: words.folderHint[language],
            wrong: words.folderWrong[language],
            required: true,
            given,
          }),
        ],
        submit: words.addProfile[language],
      }),
    ])
  })

export const added = <E, R>(again: (given: Given.Given) => Effect.Effect<Page.Answer, E, R>) =>
  Effect.gen(function* () {
    const { profiles } = yield* Visit
    const sent = yield* Given.read(Asked)
    if (Either.isLeft(sent)) return yield* again(sent.left)
    const { folder, form, name } = sent.right
    const isFree = !profiles.includes(name) && (yield* Effect.isSuccess(ExportSettings.nameIn(name)))
    const out = yield* Effect.either(Effect.flatMap(Paths.expand(folder), Kept.usableFolder))
    if (!isFree || Either.isLeft(out))
      return yield* again({ values: { form, name, folder }, wrong: new Set([isFree ? "folder" : "name"]) })
    const { run } = yield* Once
    return yield* run(
      form,
      Effect.as(Kept.save(name, { out: out.right }), Page.seeOther(Addresses.of(name, "/settings"))),
    )
  })
