import * as Rows from "@amili-cases/app-kit/documents/Rows"
import * as Runnable from "@amili-cases/app-kit/command/Runnable"
import * as Values from "@amili-cases/app-kit/command/Values"
import { UiLanguage } from "@amili-cases/app-kit/settings/UiLanguage"
import * as Output from "@amili-cases/app-kit/terminal/Output"
import { list, type Listed, states } from "@amili-cases/operations/vouchers/list"
import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import * as journal from "../../setup/journal.ts"
import * as Words from "../../words/vouchers.ts"

const state = Values.choice("state", states).pipe(
  Options.withDescription("only those; question is what waits for a decision"),
  Options.optional,
)

const column = Rows.column<Listed>()
const columns = [
  column("number", (row) => row.number),
  column("state", (row) => row.state),
  column("date", (row) => row.date),
  column("amount", (row) => row.amount),
  column("currency", (row) => row.currency, { rank: 1 }),
  column("run", (row) => row.run, { rank: 2 }),
  column("text", (row) => row.text, { least: 20 }),
]

const command = Command.make(
  "list",
  { ...journal.place, ...Rows.options, fields: Rows.fields(columns), state },
  (given) =>
    Effect.gen(function* () {
      const shape = yield* Rows.shapeOf({ columns, document: (row: Listed) => row }, given)
      yield* journal.inside(given, ({ profile }) =>
        Effect.gen(function* () {
          const rows = yield* list(profile, Option.getOrUndefined(given.state))
          if (rows.length === 0) yield* Output.note(Words.of(yield* UiLanguage).nothingListed)
          yield* Rows.write(Stream.fromIterable(rows), shape)
        }),
      )
    }),
)

export const vouchersList = Runnable.make(command, {
  details: [
    "Questions first, then vouchers by creditor and day: drafts, approved ones, and those that were emitted with their run.",
  ],
  examples: [{ command: "amili-export vouchers list --out exports", effect: "what waits, and what was emitted" }],
})
