/** `amili case summary`: the open portfolio in numbers. */
import * as Output from "@amili-cases/app-kit/Output"
import * as Progress from "@amili-cases/app-kit/Progress"
import * as Runnable from "@amili-cases/app-kit/Runnable"
import * as Screen from "@amili-cases/app-kit/Screen"
import * as Wish from "@amili-cases/app-kit/Wish"
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import { Cases } from "@amili-cases/core/Cases"
import * as Money from "@amili-cases/core/Money"
import { Command, Options } from "@effect/cli"
import { BigDecimal, Effect, Option, Stream } from "effect"
import * as Bars from "../../Bars.ts"
import * as CaseSelection from "../../CaseSelection.ts"
import * as Globals from "../../Globals.ts"
import * as Totals from "../../Totals.ts"
import * as Unreadable from "../../Unreadable.ts"

const options = {
  ...CaseSelection.options,
  json: Options.boolean("json").pipe(Options.withDescription("one JSON document for each line of the summary")),
  ...Wish.options,
  ...Globals.options,
}

const command = Command.make("summary", options, (chosen) =>
  Globals.reading(
    chosen,
    Effect.map(Wish.asked(chosen), (writer) => summarize(chosen, writer)),
  ),
)

const summarize = (chosen: CaseSelection.Chosen, writer: Option.Option<Wish.Writer>) =>
  Effect.gen(function* () {
    const cases = yield* Cases
    const unreadable = yield* Unreadable.make()
    const totals = Totals.make(yield* CalendarDay.today)
    const where = yield* CaseSelection.filterOf(chosen)
    const total = Effect.option(cases.count({ where: CaseSelection.both([{ closed: null }, where]) }))
    const open = cases
      .open({ where }, { ...unreadable.options, projection: ["state", "currency", "remainingCapital"] })
      .pipe(Progress.counted("open cases", total))
    yield* Stream.runForEachChunk(open, (chunk) =>
      Effect.sync(() => {
        for (const one of chunk) totals.add(one)
      }),
    )
    const result = totals.result()
    if (result.cases === 0) yield* Output.note("no open cases")
    else if (Option.isSome(writer)) yield* Wish.write(result.lines.map(documentOf), writer.value)
    else yield* Output.write(render(result, Screen.current()))
    if (result.withoutAmount > 0)
      yield* Output.note(`${result.withoutAmount} of them carry no remaining capital and add nothing to the sums`)
    yield* unreadable.refuse
  })

const documentOf = ({ minor, ...line }: Totals.Total) => ({ ...line, remaining: BigDecimal.make(minor, 2) })

const render = ({ cases, lines }: Totals.Totals, screen: Screen.Screen): string => {
  const all = screen.terminal
    ? [
        `${cases} open cases`,
        "",
        ...Bars.render(
          "State",
          lines.filter(({ by }) => by === "state"),
          screen,
        ),
        "",
        ...Bars.render(
          "Age, since the case was created",
          lines.filter(({ by }) => by === "age"),
          screen,
        ),
      ]
    : lines.map(({ by, cases, currency, minor, name }) =>
        [by, name, currency, cases, Money.formatMinor(minor)].join("\t"),
      )
  return `${all.join("\n")}\n`
}

export const summary = Runnable.make(command, {
  details: [
    "Counts and sums of the remaining capital, by state and by age, one line for each currency. Sums are of the amounts as shown, so that they equal what a person adds up. Piped: by, name, currency, cases, remaining.",
  ],
  examples: [
    { command: "amili case summary", effect: "the open portfolio" },
    { command: 'amili case summary --creditor "Björn Ärlig 1" --json', effect: "one creditor's, for a program" },
  ],
})
