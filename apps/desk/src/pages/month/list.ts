/** A list of a month, a page at a time. The run that it is of never changes, so that a row is where it was. */
import { markup } from "@amili-cases/accounting/html/markup"
import { countText } from "@amili-cases/accounting/reconcile/files/headline"
import { buckets } from "@amili-cases/accounting/reconcile/files/words/states"
import { AgeBucket } from "@amili-cases/accounting/reconcile/stand/states"
import * as HttpRouter from "@effect/platform/HttpRouter"
import type { Language } from "@amili-cases/sheets/Column"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Schema from "effect/Schema"
import * as Fields from "../../forms/fields.ts"
import * as Form from "../../forms/Form.ts"
import * as Given from "../../forms/Given.ts"
import * as Addresses from "../../layout/addresses.ts"
import { wide } from "../../layout/parts.ts"
import { pager } from "../../layout/pager.ts"
import * as Page from "../../layout/Page.ts"
import { Profile } from "../../profile/Profile.ts"
import { Refused } from "../../server/Refused.ts"
import { Visit } from "../../server/Visit.ts"
import { words as serverWords } from "../../server/words.ts"
import * as Asked from "./asked.ts"
import { type List, lists, pageSize } from "./tables.ts"
import { words } from "./words.ts"

const unknown = new Refused({ status: 404, message: serverWords.notFound, hint: serverWords.notFoundHint })

const Wanted = Schema.Struct({
  state: Schema.optional(Schema.String),
  age: Schema.optional(AgeBucket),
  from: Schema.optionalWith(Schema.NumberFromString.pipe(Schema.int(), Schema.nonNegative()), { default: () => 0 }),
})

export const list = Effect.gen(function* () {
  const { language } = yield* Visit
  const profile = (yield* Profile).name
  const month = yield* Asked.month
  const { table: key = "" } = yield* HttpRouter.params
  const wanted = yield* Given.inAddress(Wanted)
  const found = lists[key]
  const standing = yield* Asked.standOf(month.name)
  if (found === undefined || standing === undefined || Either.isLeft(wanted)) return yield* unknown
  const { age, from, state } = wanted.right
  const { more, rows, table } = yield* found.page(standing.archive, { age, from, state }, language)
  const at = (path: string, start?: number) =>
    Addresses.of(profile, `/month/${month.name}${path}`, {
      state,
      age,
      from: start === undefined || start <= 0 ? "" : String(start),
    })
  return yield* Page.make({
    title: `${found.title(language)} ${month.name}`,
    body: markup`<p><a href="${Addresses.of(profile, `/month/${month.name}`)}">${words.back[language]}</a></p>
    ${Form.asking({
      action: Addresses.of(profile, `/month/${month.name}/${key}`),
      submit: words.show[language],
      fields: filters(
        found,
        found.states(language, standing.summary),
        Given.fresh({ state: state ?? "", age: age ?? "" }),
        language,
      ),
    })}
    ${rows === 0 ? undefined : markup`<p class="note">${words.rows[language](countText(from + 1, language), countText(from + rows, language))}</p>`}
    ${wide(found.title(language), table)}
    ${pager(
      {
        previous: from === 0 ? undefined : at(`/${key}`, from - pageSize),
        next: more ? at(`/${key}`, from + pageSize) : undefined,
      },
      language,
    )}`,
  })
})

const filters = ({ hasAge }: List, states: ReturnType<List["states"]>, given: Given.Given, language: Language) => {
  const all = { value: "", label: words.all[language] }
  return [
    Fields.choice({
      name: "state",
      label: words.state[language],
      given,
      choices: [all, ...states.map(([value, label]) => ({ value, label }))],
    }),
    hasAge
      ? Fields.choice({
          name: "age",
          label: words.age[language],
          given,
          choices: [all, ...AgeBucket.literals.map((value) => ({ value, label: buckets[value][language] }))],
        })
      : undefined,
  ]
}
