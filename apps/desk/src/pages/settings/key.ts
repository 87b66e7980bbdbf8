/** Making a key pair. The private half goes into a file of this machine; only the public one is shown. */
import { markup } from "@amili-cases/accounting/html/markup"
import * as KeyPair from "@amili-cases/app-kit/settings/KeyPair"
import * as Paths from "@amili-cases/app-kit/settings/Paths"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Schema from "effect/Schema"
import * as Fields from "../../forms/fields.ts"
import * as Form from "../../forms/Form.ts"
import * as Given from "../../forms/Given.ts"
import { Once } from "../../forms/Once.ts"
import * as Addresses from "../../layout/addresses.ts"
import * as Page from "../../layout/Page.ts"
import { message, section } from "../../layout/parts.ts"
import { Profile } from "../../profile/Profile.ts"
import { Visit } from "../../server/Visit.ts"
import { words } from "./words.ts"

const Asked = Schema.Struct({ ...Form.Started, keyFile: Schema.Trim.pipe(Schema.minLength(1)) })

export const form = (given: Given.Given) =>
  Effect.gen(function* () {
    const { language } = yield* Visit
    const { name } = yield* Profile
    return section(words.key[language], [
      markup`<p class="note">${words.keyNote[language]}</p>`,
      Form.starting({
        action: Addresses.of(name, "/settings/key"),
        language,
        given,
        fields: Fields.text({
          name: "keyFile",
          label: words.keyFile[language],
          hint: words.keyFileHint[language],
          wrong: words.keyFileWrong[language],
          required: true,
          given,
        }),
        submit: words.makeKey[language],
      }),
    ])
  })

/** What stands in the field at first. */
export const usual = (profile: string) => ({ keyFile: `~/amili-${profile}-private-key.pem` })

export const made = <E, R>(again: (given: Given.Given) => Effect.Effect<Page.Answer, E, R>) =>
  Effect.gen(function* () {
    const { language } = yield* Visit
    const { name } = yield* Profile
    const sent = yield* Given.read(Asked)
    if (Either.isLeft(sent)) return yield* again(sent.left)
    const { run } = yield* Once
    return yield* run(
      sent.right.form,
      Effect.gen(function* () {
        const file = yield* Paths.expand(sent.right.keyFile)
        const publicKey = yield* KeyPair.make(file, "ES256")
        return yield* Page.make({
          title: words.settings[language],
          body: [
            message("good", markup`<p>${words.keyMade[language](file)}</p>`),
            markup`<figure><figcaption>${words.publicKey[language]}</figcaption><pre tabindex="0">${publicKey}</pre></figure>`,
            markup`<p><a href="${Addresses.of(name, "/settings", { keyFile: file })}">${words.connection[language]}</a></p>`,
          ],
        })
      }),
    )
  })
