/** Whose cases the profile shows: credentials are tried, and kept only when Amili accepts them. */
import { markup } from "@amili-cases/accounting/html/markup"
import * as Login from "@amili-cases/app-kit/settings/Login"
import * as Paths from "@amili-cases/app-kit/settings/Paths"
import * as Profiles from "@amili-cases/app-kit/settings/Profiles"
import * as Settings from "@amili-cases/app-kit/settings/Settings"
import { AmiliConfig } from "@amili-cases/core/AmiliConfig"
import { AuthTokenProvider } from "@amili-cases/core/AuthTokenProvider"
import * as PrivateKey from "@amili-cases/core/PrivateKey"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import * as Record from "effect/Record"
import * as Schema from "effect/Schema"
import * as Fields from "../../forms/fields.ts"
import * as Form from "../../forms/Form.ts"
import * as Given from "../../forms/Given.ts"
import { Once } from "../../forms/Once.ts"
import * as Addresses from "../../layout/addresses.ts"
import * as Layers from "../../Layers.ts"
import * as Page from "../../layout/Page.ts"
import { message, section } from "../../layout/parts.ts"
import { Profile } from "../../profile/Profile.ts"
import { Visit } from "../../server/Visit.ts"
import { words } from "./words.ts"

const filled = Schema.Trim.pipe(Schema.minLength(1), Schema.maxLength(2000))
const Asked = Schema.Struct({
  ...Form.Started,
  baseUrl: filled,
  apiCode: filled,
  privateKeyFile: filled,
  plainFile: Schema.optional(Schema.Literal("yes")),
})

/** What is kept for the profile; undefined before it has connected. */
export const kept = Effect.gen(function* () {
  const { name } = yield* Profile
  return Option.getOrUndefined(Record.get((yield* Profiles.read).profiles, name))
})

export const form = (given: Given.Given) =>
  Effect.gen(function* () {
    const { language } = yield* Visit
    const { name } = yield* Profile
    const now = yield* kept
    return section(words.connection[language], [
      now === undefined
        ? markup`<p class="note">${words.notConnected[language]}</p>`
        : message("good", markup`<p>${words.connected[language](now.baseUrl, now.privateKeyFile)}</p>`),
      Form.starting({
        action: Addresses.of(name, "/settings/connection"),
        language,
        // A secret that was typed is typed again: no page holds it.
        given: { ...given, values: { ...given.values, apiCode: "" } },
        fields: [
          Fields.text({
            name: "baseUrl",
            label: words.baseUrl[language],
            hint: words.baseUrlHint[language],
            wrong: words.baseUrlWrong[language],
            required: true,
            given,
          }),
          Fields.password({
            name: "apiCode",
            label: words.apiCode[language],
            hint: words.apiCodeHint[language],
            wrong: words.apiCodeWrong[language],
            required: true,
            given,
          }),
          Fields.text({
            name: "privateKeyFile",
            label: words.keyFile[language],
            wrong: words.keyFileWrong[language],
            required: true,
            given,
          }),
          Fields.tick({ name: "plainFile", label: words.plainFile[language], given }),
        ],
        submit: words.connect[language],
      }),
    ])
  })

export const tried = <E, R>(again: (given: Given.Given) => Effect.Effect<Page.Answer, E, R>) =>
  Effect.gen(function* () {
    const { language } = yield* Visit
    const { name } = yield* Profile
    const sent = yield* Given.read(Asked)
    if (Either.isLeft(sent)) return yield* again(sent.left)
    const { apiCode, baseUrl, form, plainFile } = sent.right
    const { run } = yield* Once
    return yield* run(
      form,
      Effect.gen(function* () {
        const keyFile = yield* Paths.expand(sent.right.privateKeyFile)
        yield* AmiliConfig.make({ baseUrl })
        yield* Effect.flatMap(Settings.readKeyFile(keyFile), (pem) => PrivateKey.fromPem(pem))
        const inFile = plainFile === "yes"
        yield* Login.keepTried({ profile: name, baseUrl, keyFile, apiCode, inFile }, (settings) =>
          Effect.flatMap(AuthTokenProvider, (auth) => auth.getValidToken()).pipe(
            Effect.provide(Layers.trying(settings)),
          ),
        )
        return yield* Page.make({
          title: words.settings[language],
          body: [
            message("good", markup`<p>${words.accepted[language]}</p>`),
            markup`<p><a href="${Addresses.of(name, "/settings")}">${words.exports[language]}</a></p>`,
          ],
        })
      }),
    )
  })
