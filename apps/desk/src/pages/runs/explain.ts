/** Everything that was ever exported about a case, a line or a payout. */
import { foreign } from "@amili-cases/accounting/html/markup"
import { table } from "@amili-cases/accounting/html/table"
import * as Explain from "@amili-cases/export-engine/evidence/Explain"
import { shown } from "@amili-cases/export-engine/run/Instant"
import * as KnownJournal from "@amili-cases/operations/journal/KnownJournal"
import * as Path from "@effect/platform/Path"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Schema from "effect/Schema"
import * as Fields from "../../forms/fields.ts"
import * as Form from "../../forms/Form.ts"
import * as Given from "../../forms/Given.ts"
import * as Addresses from "../../layout/addresses.ts"
import * as Page from "../../layout/Page.ts"
import { empty, section } from "../../layout/parts.ts"
import { owner } from "../../profile/Owner.ts"
import { Profile } from "../../profile/Profile.ts"
import { Visit } from "../../server/Visit.ts"
import { words } from "./checkingWords.ts"
import { linkTo, nameOf } from "./shown.ts"
import { tabs } from "./tabs.ts"

const Asked = Schema.Struct({ wanted: Schema.optional(Schema.Trim.pipe(Schema.maxLength(200))) })

export const explain = Effect.gen(function* () {
  const { language } = yield* Visit
  const { name } = yield* Profile
  const { wanted = "" } = Either.getOrElse(yield* Given.inAddress(Asked), () => ({ wanted: undefined }))
  return yield* Page.make({
    title: words.explain[language],
    body: [
      yield* tabs,
      Form.asking({
        action: Addresses.of(name, "/explain"),
        fields: Fields.text({
          type: "search",
          name: "wanted",
          label: words.wanted[language],
          hint: words.wantedHint[language],
          given: Given.fresh({ wanted }),
        }),
        submit: words.explain[language],
      }),
      wanted === "" ? undefined : section(words.explained[language], yield* said(wanted)),
    ],
  })
})

const said = (wanted: string) =>
  Effect.gen(function* () {
    const { language } = yield* Visit
    const { basename } = yield* Path.Path
    return yield* KnownJournal.inside(yield* owner, ({ out, profile }) =>
      Effect.map(Explain.explain(profile, out, wanted), (rows) =>
        rows.length === 0
          ? empty(foreign(words.nobody[language](wanted)))
          : table<Explain.Explained>({
              columns: [
                { header: words.case[language], kind: "word", cell: ({ caseId }) => foreign(caseId) },
                {
                  header: words.run[language],
                  kind: "text",
                  cell: ({ dataset, serial }) => linkTo(profile, dataset, serial, nameOf(dataset, serial, language)),
                },
                { header: words.begun[language], kind: "word", cell: ({ at }) => shown(at) },
                { header: words.what[language], kind: "word", cell: ({ what }) => foreign(what) },
                { header: words.detail[language], kind: "text", cell: ({ detail }) => foreign(detail) },
                {
                  header: words.document[language],
                  kind: "text",
                  cell: ({ archive, document }) =>
                    archive === undefined || document === undefined
                      ? words.noDocument[language]
                      : words.document_in[language](basename(archive)),
                },
              ],
              rows,
              empty: "",
            }),
      ),
    )
  })
