/** `amili case summary`: the open portfolio in numbers. */
import * as Csv from "@amili-cases/app-kit/documents/Csv"
import * as Output from "@amili-cases/app-kit/terminal/Output"
import * as Progress from "@amili-cases/app-kit/terminal/Progress"
import * as Rows from "@amili-cases/app-kit/documents/Rows"
import * as Runnable from "@amili-cases/app-kit/command/Runnable"
import * as Screen from "@amili-cases/app-kit/terminal/Screen"
import * as Table from "@amili-cases/app-kit/terminal/Table"
import * as Projection from "@amili-cases/app-kit/documents/Projection"
import { both } from "@amili-cases/core/CaseSelection"
import { Cases } from "@amili-cases/core/Cases"
import * as Money from "@amili-cases/core/Money"
import * as Command from "@effect/cli/Command"
import * as Effect from "effect/Effect"
import * as Bars from "../../case/Bars.ts"
import * as CaseSelection from "../../case/CaseSelection.ts"
import * as Globals from "../../Globals.ts"
import * as Totals from "../../case/Totals.ts"
import * as Unreadable from "../../Unreadable.ts"

const options = {
  ...CaseSelection.options,
  ...Rows.options,
  ...Globals.options,
}

const command = Command.make("summary", options, (chosen) =>
  Globals.connected(
    chosen,
    Effect.map(Rows.formatOf(chosen), (format) => summarize(chosen, format)),
  ),
)

const summarize = (chosen: CaseSelection.Chosen, format: Rows.Format) =>
  Effect.gen(function* () {
    const cases = yield* Cases
    const unreadable = yield* Unreadable.make()
    const where = yield* CaseSelection.filterOf(chosen)
    const total = Effect.option(cases.count({ where: both([{ closed: null }, where]) }))
    const open = cases
      .open({ where }, { ...unreadable.options, projection: Totals.fields })
      .pipe(Progress.counted("open cases", total))
    const result = yield* Totals.of(open)
    if (result.cases === 0) yield* Output.note("no open cases")
    else yield* write(result, format)
    if (result.withoutAmount > 0)
      yield* Output.note(`${result.withoutAmount} of them carry no remaining capital and add nothing to the sums`)
    yield* unreadable.refuse
  })

const column = Rows.column<Totals.Total>()

const columns = [
  column("by", ({ by }) => by),
  column("name", ({ name }) => name),
  column("currency", ({ currency }) => currency),
  column("cases", ({ cases }) => String(cases)),
  column("remaining", ({ minor }) => Money.formatMinor(minor)),
]

const write = (result: Totals.Totals, { documents, format }: Rows.Format) => {
  switch (format) {
    case "json":
      return Projection.write(result.lines.map(Totals.documentOf), documents)
    case "csv":
      return Output.write(asLines([Csv.header(columns), ...result.lines.map(Csv.line(columns))]))
    case "tabs":
      return Output.write(asLines(result.lines.map(Table.tabSeparated(columns))))
    case "table":
      return Output.write(asLines(render(result, Screen.current())))
  }
}

const asLines = (lines: ReadonlyArray<string>) => lines.map((line) => `${line}\n`).join("")

const render = ({ cases, lines }: Totals.Totals, screen: Screen.Screen): ReadonlyArray<string> => {
  const by = (which: Totals.Total["by"]) => lines.filter((line) => line.by === which)
  return [
    `${cases} open cases`,
    "",
    ...Bars.render("State", by("state"), screen),
    "",
    ...Bars.render("Age, since the case was created", by("age"), screen),
  ]
}

export const summary = Runnable.make(command, {
  details: [
    "Counts and sums of the remaining capital, by state and by age, one line for each currency. Sums are of the amounts as shown, so that they equal what a person adds up. Piped: by, name, currency, cases, remaining.",
  ],
  examples: [
    { command: "amili case summary", effect: "the open portfolio" },
    { command: "amili case summary --csv", effect: "for a spreadsheet or a program" },
    { command: 'amili case summary --creditor "Björn Ärlig 1" --json', effect: "one creditor's, for a program" },
  ],
})
