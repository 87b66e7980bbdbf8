import * as Change from "@amili-cases/accounting/vouchers/decide/change"
import { approvedIn } from "@amili-cases/accounting/vouchers/decide/edited"
import * as Runnable from "@amili-cases/app-kit/command/Runnable"
import { inBoth } from "@amili-cases/app-kit/command/UsageError"
import { UiLanguage } from "@amili-cases/app-kit/settings/UiLanguage"
import * as Output from "@amili-cases/app-kit/terminal/Output"
import * as Args from "@effect/cli/Args"
import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as decision from "../../setup/decision.ts"
import * as journal from "../../setup/journal.ts"
import * as Words from "../../words/vouchers.ts"
import { from } from "./from.ts"

const all = Options.boolean("all").pipe(Options.withDescription("every draft"))
const numbers = Args.text({ name: "number" }).pipe(
  Args.withDescription("number of a draft, or its first digits"),
  Args.repeated,
)

const command = Command.make("approve", { ...journal.place, ...decision.options, all, from, numbers }, (given) =>
  Effect.gen(function* () {
    const ways = [given.all, Option.isSome(given.from), given.numbers.length > 0].filter(Boolean).length
    if (ways !== 1)
      return yield* inBoth(
        {
          message: ways === 0 ? "nothing says which drafts" : "numbers, --all and --from exclude each other",
          hint: "give numbers, --from with the edited workbook, or --all",
        },
        {
          message: ways === 0 ? "inget säger vilka förslag" : "nummer, --all och --from utesluter varandra",
          hint: "ange nummer, --from med den ifyllda arbetsboken, eller --all",
        },
      )
    const wanted = Option.isSome(given.from) ? yield* approvedIn(given.from.value) : given.numbers
    yield* journal.changing(given, ({ out: folder, profile }) =>
      Effect.gen(function* () {
        const decided = yield* decision.decisionOf(given)
        const approved = yield* Change.approve({ profile, folder }, given.all ? "all" : wanted, decided)
        if (given.json)
          return yield* Output.writeLine(
            JSON.stringify({ profile, approved: approved.map(({ id }) => id), ...decided }),
          )
        const words = Words.of(yield* UiLanguage)
        yield* Output.note(approved.length === 0 ? words.noDraft : words.approved(approved.length))
      }),
    )
  }),
)

export const vouchersApprove = Runnable.make(command, {
  details: [
    "What is approved is emitted once and never changed. Who approved it, and why, is kept in the journal. Of vouchers about the same line or case the earlier ones are approved first, or with the later.",
  ],
  examples: [
    {
      command: 'amili-export vouchers approve --all --by "Eva Ek" --reason "checked against the report" --out exports',
      effect: "every draft",
    },
  ],
})
