/** What an accounting program would say of a SIE file that was emitted. */
import { markup } from "@amili-cases/accounting/html/markup"
import { table } from "@amili-cases/accounting/html/table"
import * as Lint from "@amili-cases/sie/lint/Lint"
import * as Receivers from "@amili-cases/sie/lint/Profile"
import * as FileSystem from "@effect/platform/FileSystem"
import * as HttpRouter from "@effect/platform/HttpRouter"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Schema from "effect/Schema"
import * as Files from "../../../files/routes.ts"
import { words as fileWords } from "../../../files/words.ts"
import * as Fields from "../../../forms/fields.ts"
import * as Form from "../../../forms/Form.ts"
import * as Given from "../../../forms/Given.ts"
import * as Addresses from "../../../layout/addresses.ts"
import * as Page from "../../../layout/Page.ts"
import { message } from "../../../layout/parts.ts"
import { Profile } from "../../../profile/Profile.ts"
import { Refused } from "../../../server/Refused.ts"
import { Visit } from "../../../server/Visit.ts"
import { receiverOf } from "../receiver.ts"
import { words } from "./words.ts"

const Wanted = Schema.Struct({
  for: Schema.optionalWith(Schema.Literal(...Receivers.names), { default: () => "generic" as const }),
})

const noSieFile = new Refused({ status: 404, message: fileWords.unknown, hint: fileWords.unknownHint })

export const check = Effect.gen(function* () {
  const { language } = yield* Visit
  const profile = (yield* Profile).name
  const { name = "", serial = "" } = yield* HttpRouter.params
  const wanted = yield* Given.inAddress(Wanted)
  const receiver = Either.isRight(wanted) ? wanted.right.for : "generic"
  if (!name.endsWith(".si")) return yield* noSieFile
  const path = yield* Files.find("vouchers", serial, name)
  const fs = yield* FileSystem.FileSystem
  const findings = yield* Lint.lintStream(fs.stream(path), { for: receiver, kind: "4I" })
  const { notes } = Receivers.profiles[receiver]
  const title = receiverOf(receiver, language)
  return yield* Page.make({
    title: words.checkTitle[language],
    body: [
      markup`<p>${name} <a class="button" href="${Files.addressOf(profile, "vouchers", Number(serial), name)}">${words.download[language]}</a></p>`,
      Form.asking({
        action: Addresses.of(profile, `/vouchers/emissions/${serial}/${encodeURIComponent(name)}`),
        submit: words.checkDo[language],
        fields: Fields.choice({
          name: "for",
          label: words.program[language],
          given: Given.fresh({ for: receiver }),
          choices: Receivers.names.map((value) => ({ value, label: receiverOf(value, language) })),
        }),
      }),
      findings.length === 0
        ? message("good", markup`<p>${words.nothingWrong[language](title)}</p>`)
        : table({
            caption: words.findings[language](title),
            columns: [
              { header: words.line[language], kind: "number", cell: ({ line }) => line },
              { header: words.severity[language], kind: "word", cell: ({ severity }) => words[severity][language] },
              { header: words.finding[language], kind: "text", cell: ({ message }) => message },
              { header: words.todo[language], kind: "text", cell: ({ hint }) => hint },
            ],
            rows: findings,
            empty: "",
          }),
      notes.length === 0 ? undefined : markup`<ul>${notes.map((note) => markup`<li>${note}</li>`)}</ul>`,
    ],
  })
})
