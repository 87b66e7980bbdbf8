/** The table of cases, asked of the API each time. */
import { markup, type Part } from "@amili-cases/accounting/html/markup"
import { table } from "@amili-cases/accounting/html/table"
import type { Case } from "@amili-cases/core/Case"
import { Cases } from "@amili-cases/core/Cases"
import { both } from "@amili-cases/core/CaseSelection"
import * as Reader from "@amili-cases/core/Reader"
import type { Language } from "@amili-cases/sheets/Column"
import * as Clock from "effect/Clock"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import * as Given from "../../forms/Given.ts"
import * as Addresses from "../../layout/addresses.ts"
import * as Page from "../../layout/Page.ts"
import { pager } from "../../layout/pager.ts"
import { message } from "../../layout/parts.ts"
import { connected } from "../../profile/Connections.ts"
import { CreditorNames } from "../../profile/CreditorNames.ts"
import { Profile } from "../../profile/Profile.ts"
import { Visit } from "../../server/Visit.ts"
import * as Shown from "../../words/shown.ts"
import * as Asked from "./Asked.ts"
import { columnsOf, fields } from "./columns.ts"
import * as Filters from "./filters.ts"
import { words } from "./words.ts"

const pageSize = 50

export const list = connected(
  Effect.gen(function* () {
    const values = yield* Given.parameters
    return yield* Either.match(yield* Given.decode(Asked.Asked, values), {
      onLeft: (given) => refused(given),
      onRight: (asked) =>
        Option.match(Asked.anchorOf(asked), {
          onNone: () => refused({ values, wrong: new Set() }),
          onSome: (anchor) => shown(asked, anchor, values),
        }),
    })
  }),
)

/** The forms alone, with what is wrong in them. */
const refused = (given: Given.Given) =>
  Effect.gen(function* () {
    const { language } = yield* Visit
    const { name } = yield* Profile
    return yield* Page.make({
      title: words.cases[language],
      status: 400,
      body: [
        message("bad", markup`<p>${words.wrongAddress[language]}</p>`),
        Filters.selection(name, language, given, yield* (yield* CreditorNames).all),
      ],
    })
  })

const shown = (asked: Asked.Asked, anchor: Anchor, values: Given.Given["values"]) =>
  Effect.gen(function* () {
    const { language } = yield* Visit
    const { name } = yield* Profile
    const sorting = Asked.sortingOf(asked)
    const cases = yield* Cases
    const [page, creditors] = yield* Effect.all(
      [
        cases.page({
          filter: { where: both([yield* Asked.filterOf(asked), anchor.where]) },
          sort: sorting.paths,
          pageSize,
          projection: fields,
        }),
        (yield* CreditorNames).all,
      ],
      { concurrency: 2 },
    )
    const pages = asked.pages ?? []
    const at = (to: ReadonlyArray<string>) =>
      Addresses.of(name, "/cases", { ...values, pages: to.length === 0 ? undefined : JSON.stringify(to) })
    const next = sorting.after(page.rows, anchor).text
    const more = Reader.hasMore(page)
    // A page of which nothing can be read has no row to go on after.
    const goesOn = more && page.rows.length > 0 && pages.length < Asked.deepest && next.length <= longest
    return yield* Page.make({
      title: words.cases[language],
      body: [
        Filters.find(name, language),
        markup`<details class="selection"${isNarrowed(values) ? markup` open` : undefined}><summary>${words.selection[language]}</summary>${Filters.selection(
          name,
          language,
          Given.fresh(values),
          creditors,
        )}</details>`,
        markup`<p class="note">${words.asked[language](yield* answeredAt(page))} ${counted(page, pages.length === 0, language)}</p>`,
        page.malformed.length === 0
          ? undefined
          : message("bad", markup`<p>${words.malformed[language](Shown.count(page.malformed.length, language))}</p>`),
        table({ columns: columnsOf(asked.show, name, language), rows: page.rows, empty: words.none[language] }),
        more && !goesOn ? markup`<p class="note">${words.tooDeep[language]}</p>` : undefined,
        pager(
          {
            previous: pages.length === 0 ? undefined : at(pages.slice(0, -1)),
            next: goesOn ? at([...pages, next]) : undefined,
          },
          language,
        ),
      ],
    })
  })

type Anchor = Option.Option.Value<ReturnType<typeof Asked.anchorOf>>

/** Characters of an anchor: many cases that changed within one second make it long, and an address has room for so much. */
const longest = 4000

/** Whether the table shows anything but what it shows at first. */
const isNarrowed = (values: Given.Given["values"]) =>
  Object.entries(values).some(
    ([name, value]) => name !== "pages" && value !== "" && value !== "open" && value !== "newest",
  )

/** When the API answered, by its own clock where it says so. */
const answeredAt = ({ serverTime }: Reader.Page<unknown>): Effect.Effect<string> =>
  serverTime === undefined
    ? Effect.map(Clock.currentTimeMillis, Shown.instant)
    : Effect.succeed(Shown.time(DateTime.toUtc(serverTime)))

/** Cases come and go: what is counted is this page and what comes after it, as of now. */
const counted = ({ rows, malformed, total }: Reader.Page<Case>, isFirst: boolean, language: Language): Part => {
  const here = rows.length + malformed.length
  const say = (value: number) => Shown.count(value, language)
  if (here === 0) return undefined
  if (total === undefined) return words.countUnknown[language](say(here))
  return isFirst
    ? words.count[language](say(here), say(Math.max(here, total)))
    : words.countLater[language](say(here), say(Math.max(0, total - here)))
}
