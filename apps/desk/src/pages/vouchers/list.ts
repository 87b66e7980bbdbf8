/** Vouchers, what waits for a decision, and the approval of drafts. */
import { foreign, type Markup, markup } from "@amili-cases/accounting/html/markup"
import { type Column, table } from "@amili-cases/accounting/html/table"
import { countText } from "@amili-cases/accounting/reconcile/files/headline"
import { type Listed, states } from "@amili-cases/operations/vouchers/list"
import type { Language } from "@amili-cases/sheets/Column"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Schema from "effect/Schema"
import { freshForm } from "../../forms/decider.ts"
import * as Given from "../../forms/Given.ts"
import { panel } from "../../jobs/panel.ts"
import * as Addresses from "../../layout/addresses.ts"
import { pager } from "../../layout/pager.ts"
import * as Page from "../../layout/Page.ts"
import { message, wide } from "../../layout/parts.ts"
import { Profile } from "../../profile/Profile.ts"
import { Visit } from "../../server/Visit.ts"
import * as Shown from "../../words/shown.ts"
import { approval, formId } from "./approval.ts"
import { all, pageOf } from "./lookup.ts"
import { words } from "./words.ts"

const text = Schema.optional(Schema.String)
const Wanted = Schema.Struct({
  state: Schema.optional(Schema.Literal(...states)),
  after: text,
  before: text,
  approved: Schema.optional(Schema.NumberFromString),
})

export const list = Effect.flatMap(freshForm(), (given) => page(given))

/** `chosen` are the numbers that were ticked; `problem` says why nothing was approved. */
export const page = (
  given: Given.Given,
  {
    chosen = new Set(),
    problem,
    status = 200,
  }: Partial<{ chosen: ReadonlySet<string>; problem: string; status: number }> = {},
) =>
  Effect.gen(function* () {
    const { language } = yield* Visit
    const profile = (yield* Profile).name
    const wanted = Either.getOrElse(yield* Given.inAddress(Wanted), (): typeof Wanted.Type => ({}))
    const rows = yield* all
    const job = yield* panel
    const { next, page, previous } = pageOf(
      wanted.state === undefined ? rows : rows.filter(({ state }) => state === wanted.state),
      wanted,
    )
    const at = (parameters: Readonly<Record<string, string | undefined>>) =>
      Addresses.of(profile, "/vouchers", { state: wanted.state, ...parameters })
    const links = { previous: previous && at({ before: previous }), next: next && at({ after: next }) }
    return yield* Page.make({
      title: words.title[language],
      status,
      reload: job.reload,
      body: [
        markup`<p class="note">${words.intro[language]}</p>`,
        problem === undefined ? undefined : message("bad", markup`<p>${problem}</p>`),
        wanted.approved === undefined
          ? undefined
          : message("good", markup`<p>${words.approvedNow[language](countText(wanted.approved, language))}</p>`),
        tasks(profile, language),
        job.body,
        counts(rows, profile, language),
        wide(
          words.title[language],
          table({
            caption: wanted.state === undefined ? words.title[language] : words[wanted.state][language],
            columns: columns(profile, language, chosen),
            rows: page,
            empty: words[rows.length === 0 ? "none" : "noneOfState"][language],
          }),
        ),
        pager({ previous: links.previous || undefined, next: links.next || undefined }, language),
        approval(rows, {
          state: wanted.state,
          given,
          action: at({ after: wanted.after, before: wanted.before }),
          language,
        }),
      ],
    })
  })

const tasks = (profile: string, language: Language): Markup => {
  const all = [
    ["map", "/map"],
    ["drafts", "/draft"],
    ["withFile", "/edited"],
    ["emissions", "/emissions"],
  ] as const
  return markup`<p class="tasks">${all.map(
    ([word, path]) =>
      markup`<a class="button" href="${Addresses.of(profile, `/vouchers${path}`)}">${words[word][language]}</a> `,
  )}</p>`
}

const counts = (rows: ReadonlyArray<Listed>, profile: string, language: Language): Markup =>
  markup`<ul class="links">${states.map((state) => {
    const count = rows.filter((row) => row.state === state).length
    return markup`<li><a href="${Addresses.of(profile, "/vouchers", { state })}">${words[state][language]}</a>: ${countText(count, language)}</li>`
  })}<li><a href="${Addresses.of(profile, "/vouchers")}">${words.all[language]}</a>: ${countText(rows.length, language)}</li></ul>`

const columns = (profile: string, language: Language, chosen: ReadonlySet<string>): ReadonlyArray<Column<Listed>> => [
  {
    header: words.number[language],
    kind: "word",
    cell: ({ number, state }) =>
      markup`<a href="${Addresses.of(profile, `/vouchers/${state === "question" ? "questions" : "one"}/${number}`)}">${number}</a>`,
  },
  {
    header: words.choose[language],
    kind: "word",
    cell: ({ number, state }) =>
      state === "draft"
        ? markup`<input type="checkbox" form="${formId}" name="voucher" value="${number}" aria-label="${words.chooseOne[language](number)}"${chosen.has(number) ? markup` checked` : undefined} />`
        : undefined,
  },
  { header: words.state[language], kind: "word", cell: ({ state }) => words[state][language] },
  { header: words.date[language], kind: "word", cell: ({ date }) => date },
  {
    header: words.amount[language],
    kind: "number",
    cell: ({ amount }) => Shown.decimal(amount, language),
  },
  { header: words.currency[language], kind: "word", cell: ({ currency }) => foreign(currency) },
  { header: words.text[language], kind: "text", cell: ({ text }) => foreign(text) },
  { header: words.run[language], kind: "number", cell: ({ run }) => run },
]
