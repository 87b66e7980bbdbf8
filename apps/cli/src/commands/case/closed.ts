/** `amili case closed`: cases closed in a time, and word of those that are closed without a date. */
import * as Dates from "@amili-cases/app-kit/Dates"
import * as Output from "@amili-cases/app-kit/Output"
import * as Runnable from "@amili-cases/app-kit/Runnable"
import { Cases } from "@amili-cases/core/Cases"
import { Command, Options } from "@effect/cli"
import { Effect, Option } from "effect"
import * as CaseColumns from "../../CaseColumns.ts"
import * as CaseFields from "../../CaseFields.ts"
import * as CaseList from "../../CaseList.ts"
import * as Globals from "../../Globals.ts"

const options = {
  since: Options.text("since").pipe(
    Options.withPseudoName("date"),
    Options.withDefault("30d"),
    Options.withDescription(`closed on this day or later: ${Dates.forms} (default 30d)`),
  ),
  until: Options.text("until").pipe(
    Options.withPseudoName("date"),
    Options.optional,
    Options.withDescription("closed before this day begins"),
  ),
  undated: Options.boolean("undated").pipe(
    Options.withDescription("instead, the cases that are closed without a close date: no date finds them"),
  ),
  ...CaseList.options,
}

const command = Command.make("closed", options, (chosen) =>
  Effect.gen(function* () {
    const cases = yield* Cases
    const from = yield* Dates.option("--since", chosen.since)
    const until = yield* Effect.transposeMapOption(chosen.until, (text) => Dates.option("--until", text))
    const window = { from, ...Option.match(until, { onNone: () => ({}), onSome: (until) => ({ until }) }) }
    const projection = CaseFields.ofRow(chosen.debtor)
    const columns = CaseColumns.closed(chosen.debtor)
    const undated = { closed: { $ne: null }, "closed.date": null } as const
    if (chosen.undated) {
      return yield* CaseList.show(chosen, {
        columns,
        what: "closed cases without a close date",
        all: (reading) => cases.undated({}, { ...reading, projection }),
        newest: (pageSize) => cases.page({ filter: { where: undated }, sort: ["-updatedAt"], pageSize, projection }),
      })
    }
    yield* CaseList.show(chosen, {
      columns,
      what: "cases closed in that time",
      all: (reading) => cases.closed(window, { ...reading, projection }),
      newest: (pageSize) =>
        cases.page({
          filter: {
            where: {
              "closed.date": {
                $gte: from,
                ...Option.match(until, { onNone: () => ({}), onSome: ($lt) => ({ $lt }) }),
              },
            },
          },
          sort: ["-closed.date"],
          pageSize,
          projection,
        }),
    })
    const hidden = yield* cases.count({ where: undated })
    if (hidden > 0)
      yield* Output.note(`${hidden} more closed without a close date, which no date finds; --undated shows them`)
  }),
).pipe(Globals.provideApi)

export const closed = Runnable.make(command, {
  details: [
    "Always asked from the API, never from a cache. On a terminal the latest that fit on one screen, latest first; --all shows every one. Piped, always every one, tab-separated, in no particular order.",
  ],
  examples: [
    { command: "amili case closed --since yesterday", effect: "closed yesterday or today" },
    { command: "amili case closed --since 2026-01-01 --until 2026-02-01 --json", effect: "January, for a program" },
    { command: "amili case closed --undated", effect: "closed, but nobody wrote down when" },
  ],
})
