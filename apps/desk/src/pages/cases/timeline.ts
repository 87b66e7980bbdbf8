/** How a case came to where it is: states, statuses, its beginning and its end, oldest first. */
import type { Markup } from "@amili-cases/accounting/html/markup"
import { table } from "@amili-cases/accounting/html/table"
import type { Case } from "@amili-cases/core/Case"
import * as CaseState from "@amili-cases/core/CaseState"
import * as CaseStatus from "@amili-cases/core/CaseStatus"
import * as CloseReason from "@amili-cases/core/CloseReason"
import type { Language } from "@amili-cases/sheets/Column"
import type * as DateTime from "effect/DateTime"
import * as Shown from "../../words/shown.ts"
import { caseWords as words } from "./caseWords.ts"
import { described } from "./columns.ts"
import { words as listWords } from "./words.ts"

interface Event {
  readonly at: DateTime.Utc | undefined
  readonly kind: string
  readonly what: Markup | undefined
}

export const timeline = (
  { closed, createdAt, stateHistory = [], statusHistory = [] }: Case,
  language: Language,
): Markup => {
  const events: ReadonlyArray<Event> = [
    ...(createdAt === undefined ? [] : [{ at: createdAt, kind: words.registered[language], what: undefined }]),
    ...stateHistory.map(({ date, state }) => ({
      at: date,
      kind: listWords.state[language],
      what: described(state, CaseState.describe, language),
    })),
    ...statusHistory.map(({ date, status }) => ({
      at: date,
      kind: listWords.status[language],
      what: described(status, CaseStatus.describe, language),
    })),
    ...(closed === undefined
      ? []
      : [
          {
            at: closed.date,
            kind: words.closed[language],
            what: described(closed.reason, CloseReason.describe, language),
          },
        ]),
  ]
  return table({
    columns: [
      { header: words.when[language], kind: "word", cell: ({ at }) => (at === undefined ? "–" : Shown.time(at)) },
      {
        header: words.what[language],
        kind: "text",
        cell: ({ kind, what }) => [kind, what === undefined ? "" : ": ", what],
      },
    ],
    // The API does not promise an order; what has no date comes last.
    rows: events.toSorted((one, other) => millis(one) - millis(other) || 0),
    empty: words.noTimeline[language],
  })
}

const millis = ({ at }: Event) => at?.epochMillis ?? Number.MAX_SAFE_INTEGER
