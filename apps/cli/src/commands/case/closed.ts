/** `amili case closed`: cases closed in a time, and word of those that are closed without a date. */
import * as Dates from "@amili-cases/app-kit/command/Dates"
import * as Output from "@amili-cases/app-kit/terminal/Output"
import * as Runnable from "@amili-cases/app-kit/command/Runnable"
import { both } from "@amili-cases/core/CaseSelection"
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import type { Case } from "@amili-cases/core/Case"
import { Cases } from "@amili-cases/core/Cases"
import type { Filter } from "@amili-cases/core/Query"
import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as CaseList from "../../case/CaseList.ts"
import * as CaseSelection from "../../case/CaseSelection.ts"
import * as Globals from "../../Globals.ts"

const options = {
  since: Options.optional(Dates.option("since", `closed on this day or later: ${Dates.forms} (default 30d)`)),
  until: Dates.until("closed before this day begins"),
  undated: Options.boolean("undated").pipe(
    Options.withDescription("instead, the cases that are closed without a close date: no date finds them"),
  ),
  ...CaseSelection.closedOptions,
  ...CaseList.options,
}

const undated = { closed: { $ne: null }, "closed.date": null } as const

const command = Command.make("closed", options, (chosen) =>
  Globals.connected(
    chosen,
    Effect.gen(function* () {
      const from = Option.getOrElse(chosen.since, thirtyDaysAgo(yield* CalendarDay.today))
      const { until } = chosen
      yield* Dates.ordered({ since: Option.some(from), until })
      const closed = yield* CaseSelection.closedFilterOf(chosen)
      if (chosen.undated) {
        return yield* CaseList.prepare(chosen, {
          kind: "closed",
          what: "closed cases without a close date",
          newest: "-updated",
          base: undated,
          walk: (cases, filter, reading) => cases.undated(filter, reading),
          where: closed,
        })
      }
      const window = { from, ...Option.match(until, { onNone: () => ({}), onSome: (until) => ({ until }) }) }
      const date = Option.match(until, { onNone: () => ({ $gte: from }), onSome: ($lt) => ({ $gte: from, $lt }) })
      const since = `since ${dayOf(from)}`
      const list = yield* CaseList.prepare(chosen, {
        kind: "closed",
        what: `cases closed ${since}${Option.match(until, { onNone: () => "", onSome: (end) => `, before ${dayOf(end)}` })}`,
        newest: "-closed",
        base: { "closed.date": date },
        walk: (cases, filter, reading) => cases.closed({ ...window, ...filter }, reading),
        where: closed,
      })
      return Effect.zipRight(list, noteUndated(chosen, closed))
    }),
  ),
)

const thirtyDaysAgo = (today: CalendarDay.CalendarDay) => () => CalendarDay.startOf(CalendarDay.addDays(today, -30))

/** The day, where an instant is the beginning of one. */
const dayOf = (instant: DateTime.Utc) => {
  const day = CalendarDay.of(instant)
  return DateTime.Equivalence(CalendarDay.startOf(day), instant) ? day : Dates.shown(instant)
}

const noteUndated = (chosen: CaseSelection.Chosen, closed: Filter<Case>) =>
  Effect.gen(function* () {
    const where = both([undated, closed, yield* CaseSelection.filterOf(chosen)])
    const hidden = yield* Effect.flatMap(Cases, (cases) => cases.count({ where }))
    if (hidden > 0)
      yield* Output.note(`${hidden} more closed without a close date, which no date finds; --undated shows them`)
  })

export const closed = Runnable.make(command, {
  details: [
    "Always asked from the API, never from a cache. On a terminal the latest that fit on one screen; --all shows every one. Piped, always every one, tab-separated, in no particular order unless sorted.",
    "The class is our reading of the close reason: what accounting does next. It is a suggestion, not a booking.",
  ],
  examples: [
    { command: "amili case closed --since yesterday", effect: "closed yesterday or today" },
    { command: "amili case closed --since 2026-01-01 --until 2026-02-01 --json", effect: "January, for a program" },
    {
      command: "amili case closed --since 2025-01-01 --class loss,loss_to_confirm --sort -remaining",
      effect: "losses, the largest first",
    },
    { command: "amili case closed --undated", effect: "closed, but nobody wrote down when" },
  ],
})
