/** The portfolio at this moment, counted by Amili: by state, by age, and what was closed this month. */
import { markup, type Part } from "@amili-cases/accounting/html/markup"
import { table } from "@amili-cases/accounting/html/table"
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import type { Case } from "@amili-cases/core/Case"
import { Cases } from "@amili-cases/core/Cases"
import * as CaseSelection from "@amili-cases/core/CaseSelection"
import * as CaseState from "@amili-cases/core/CaseState"
import type { Filter } from "@amili-cases/core/Query"
import type { Language } from "@amili-cases/sheets/Column"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Addresses from "../../layout/addresses.ts"
import { connected } from "../../profile/Connections.ts"
import { Profile } from "../../profile/Profile.ts"
import { Visit } from "../../server/Visit.ts"
import * as Shown from "../../words/shown.ts"
import { words } from "./words.ts"

/** First and last day of each class of age, both inclusive; the last one has no end. */
const ages = [
  { minAge: 0, maxAge: 30 },
  { minAge: 31, maxAge: 60 },
  { minAge: 61, maxAge: 90 },
  { minAge: 91, maxAge: 180 },
  { minAge: 181, maxAge: 365 },
  { minAge: 366, maxAge: undefined },
] as const

/** Counts are asked so many at a time. */
const concurrency = 4

interface Line {
  readonly label: string
  readonly count: number
  /** Of the table of these cases. */
  readonly address: string | undefined
}

export const now = connected(
  Effect.gen(function* () {
    const { language } = yield* Visit
    const { name } = yield* Profile
    const cases = yield* Cases
    const today = yield* CalendarDay.today
    const open = (filter: Filter<Case>) => cases.count({ where: CaseSelection.both([{ closed: null }, filter]) })
    const total = yield* open({})
    const byState = yield* Effect.forEach(
      CaseState.known,
      (state) =>
        Effect.map(open({ state: CaseState.of(state) }), (count): Line => ({
          label: CaseState.describe(state, language),
          count,
          address: Addresses.of(name, "/cases", { state }),
        })),
      { concurrency },
    )
    const byAge = yield* Effect.forEach(
      ages,
      ({ maxAge, minAge }) =>
        Effect.map(
          open(CaseSelection.filterOf({ minAge: minAge === 0 ? undefined : minAge, maxAge }, today)),
          (count): Line => ({
            label: maxAge === undefined ? words.over[language](String(minAge - 1)) : `${minAge}–${maxAge}`,
            count,
            address: Addresses.of(name, "/cases", { minAge: String(minAge), maxAge: maxAge && String(maxAge) }),
          }),
        ),
      { concurrency },
    )
    const month = CalendarDay.startOf(CalendarDay.addDays(today, 1 - Number(today.slice(8))))
    const closed = yield* cases.count({ where: { "closed.date": { $gte: month } } })
    return markup`<p>${words.inAll[language](Shown.count(total, language), Shown.count(closed, language))}
      <span class="note">${words.asked[language](Shown.instant(yield* Clock.currentTimeMillis))}</span></p>
      <div class="choices">${counted("byState", "state", [...byState, rest(byState, total, language)], language)}
      ${counted("byAge", "age", [...byAge, rest(byAge, total, language)], language)}</div>`
  }),
)

/** What is in none of the classes, such as a state that our guide does not know. */
const rest = (lines: ReadonlyArray<Line>, total: number, language: Language): Line => ({
  label: words.others[language],
  // The portfolio may have moved between the questions.
  count: Math.max(0, total - lines.reduce((sum, { count }) => sum + count, 0)),
  address: undefined,
})

const counted = (
  title: "byAge" | "byState",
  header: "age" | "state",
  lines: ReadonlyArray<Line>,
  language: Language,
): Part =>
  table<Line>({
    caption: words[title][language],
    columns: [
      {
        header: words[header][language],
        kind: "text",
        cell: ({ address, label }) => (address === undefined ? label : markup`<a href="${address}">${label}</a>`),
      },
      { header: words.cases[language], kind: "number", cell: ({ count }) => Shown.count(count, language) },
    ],
    rows: lines.filter(({ count }) => count > 0),
    empty: words.none[language],
  })
