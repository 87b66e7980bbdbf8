/** The account map of the company: what it says, what is wrong with it, and another one in its place. */
import { foreign, markup, type Part } from "@amili-cases/accounting/html/markup"
import { parse } from "@amili-cases/accounting/vouchers/map/readMap"
import * as Accounts from "@amili-cases/operations/vouchers/Accounts"
import * as ReplaceMap from "@amili-cases/operations/vouchers/ReplaceMap"
import type { Language } from "@amili-cases/sheets/Column"
import * as FileSystem from "@effect/platform/FileSystem"
import * as HttpServerRequest from "@effect/platform/HttpServerRequest"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Schema from "effect/Schema"
import * as Sent from "../../../files/sent.ts"
import * as Fields from "../../../forms/fields.ts"
import * as Form from "../../../forms/Form.ts"
import * as Given from "../../../forms/Given.ts"
import { Once } from "../../../forms/Once.ts"
import * as Upload from "../../../forms/Upload.ts"
import * as Addresses from "../../../layout/addresses.ts"
import * as Page from "../../../layout/Page.ts"
import { empty, message, section } from "../../../layout/parts.ts"
import { owner } from "../../../profile/Owner.ts"
import { Profile } from "../../../profile/Profile.ts"
import { Visit } from "../../../server/Visit.ts"
import { company } from "./company.ts"
import { words } from "./words.ts"

/** The text of the file; undefined where there is none. */
const text = Effect.gen(function* () {
  const fs = yield* FileSystem.FileSystem
  const file = yield* Effect.flatMap(owner, Accounts.fileOf)
  return { file, text: (yield* fs.exists(file)) ? yield* fs.readFileString(file) : undefined }
})

interface Said {
  readonly given?: Given.Given
  /** Of a file that was sent. */
  readonly mistakes?: ReadonlyArray<string>
  readonly status?: number
}

const page = ({ given = Given.fresh(), mistakes, status = 200 }: Said = {}) =>
  Effect.gen(function* () {
    const { language } = yield* Visit
    const profile = (yield* Profile).name
    const kept = yield* text
    const { said } = yield* HttpServerRequest.ParsedSearchParams
    return yield* Page.make({
      title: words.title[language],
      status,
      body: [
        markup`<p class="note">${words.intro[language]}</p>`,
        said === "read" ? message("good", markup`<p>${words.uploaded[language]}</p>`) : undefined,
        mistakes === undefined ? undefined : wrong(words.uploadMistakes[language], mistakes),
        kept.text === undefined
          ? [
              empty(words.missing[language]),
              markup`<p><a class="button" href="${Addresses.of(profile, "/vouchers/map/new")}">${words.make[language]}</a></p>`,
            ]
          : [
              markup`<p>${words.file[language]}: ${foreign(kept.file)} <a class="button" href="${Addresses.of(profile, "/vouchers/map/file")}">${words.download[language]}</a></p>`,
              shown(kept.text, language),
            ],
        section(
          words.upload[language],
          Form.starting({
            action: Addresses.of(profile, "/vouchers/map"),
            language,
            given,
            files: true,
            submit: words.uploadDo[language],
            fields: Fields.files({
              name: "map",
              label: words.uploadFile[language],
              hint: words.uploadHint[language],
              wrong: words.uploadWrong[language],
              accept: ".json",
              required: true,
              given,
            }),
          }),
        ),
      ],
    })
  })

const shown = (text: string, language: Language): Part =>
  Either.match(parse(text), {
    onLeft: (mistakes) => wrong(words.mistakes[language], mistakes),
    onRight: ({ companies }) => companies.map((one) => company(one, language)),
  })

const wrong = (what: string, mistakes: ReadonlyArray<string>): Part =>
  message("bad", [
    markup`<p>${what}</p>`,
    markup`<ul>${mistakes.map((mistake) => markup`<li>${foreign(mistake)}</li>`)}</ul>`,
  ])

export const map = Effect.suspend(() => page())

export const upload = Effect.gen(function* () {
  const fs = yield* FileSystem.FileSystem
  const profile = (yield* Profile).name
  const sent = yield* Upload.read(Schema.Struct(Form.Started), "map")
  if (Either.isLeft(sent)) return yield* page({ given: sent.left, status: 422 })
  const { files, value } = sent.right
  const [file] = files
  const { run } = yield* Once
  return yield* run(
    value.form,
    Effect.gen(function* () {
      yield* ReplaceMap.replace(yield* owner, yield* fs.readFileString(file?.path ?? ""))
      return Page.seeOther(Addresses.of(profile, "/vouchers/map", { said: "read" }))
    }),
  ).pipe(Effect.catchTag("MapProblem", ({ mistakes }) => page({ mistakes, status: 422 })))
})

export const download = Effect.gen(function* () {
  return yield* Sent.file(yield* Effect.flatMap(owner, Accounts.fileOf), Accounts.fileName)
})
