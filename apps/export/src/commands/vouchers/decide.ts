import * as Change from "@amili-cases/accounting/vouchers/decide/change"
import { answersIn } from "@amili-cases/accounting/vouchers/decide/edited"
import * as Runnable from "@amili-cases/app-kit/command/Runnable"
import { inBoth } from "@amili-cases/app-kit/command/UsageError"
import * as Values from "@amili-cases/app-kit/command/Values"
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

const options = {
  ...journal.place,
  ...decision.options,
  from,
  loss: Values.choice("loss", ["yes", "no"]).pipe(
    Options.withDescription("whether the claim is a confirmed loss"),
    Options.optional,
  ),
  vat: Values.choice("vat", ["25", "12", "6", "0"]).pipe(
    Options.withDescription("VAT rate of the invoice"),
    Options.optional,
  ),
  rate: Options.text("rate").pipe(
    Options.withPseudoName("rate and source"),
    Options.withDescription('exchange rate and where it comes from: "11.2345 Riksbanken 2025-05-05"'),
    Options.optional,
  ),
  number: Args.text({ name: "number" }).pipe(
    Args.withDescription("number of a question, or its first digits"),
    Args.optional,
  ),
}

const command = Command.make("decide", options, (given) =>
  Effect.gen(function* () {
    const choices = [given.loss, given.vat, given.rate].filter(Option.isSome)
    const [answer] = choices
    const isOne = Option.isSome(given.number) && choices.length === 1 && Option.isNone(given.from)
    const isFile = Option.isNone(given.number) && choices.length === 0 && Option.isSome(given.from)
    if (!isOne && !isFile)
      return yield* inBoth(
        {
          message: "a decision is the number of a question and one of --loss, --vat and --rate",
          hint: "amili-export vouchers list shows the questions; or give --from with the edited workbook",
        },
        {
          message: "ett beslut är numret på en fråga och en av --loss, --vat och --rate",
          hint: "amili-export vouchers list visar frågorna; eller ange --from med den ifyllda arbetsboken",
        },
      )
    const answers = Option.isSome(given.from)
      ? yield* answersIn(given.from.value)
      : [
          {
            number: Option.getOrElse(given.number, () => ""),
            text: answer === undefined ? "" : answer.value,
            place: "the command line",
          },
        ]
    yield* journal.changing(given, ({ out: folder, profile }) =>
      Effect.gen(function* () {
        const by = yield* decision.decisionOf(given)
        const decided = yield* Change.decide({ profile, folder }, answers, by)
        if (given.json) return yield* Output.writeLine(JSON.stringify({ profile, decided, ...by }))
        yield* Output.note(Words.of(yield* UiLanguage).decided(decided.length))
      }),
    )
  }),
)

export const vouchersDecide = Runnable.make(command, {
  details: [
    "Decides what only a person can: whether a claim is a confirmed loss, the VAT rate of an invoice, the exchange rate of a line in another currency. What the account map lacks is added there.",
    "All answers of a file are taken, or none. Who decided, and why, is kept in the journal.",
  ],
  examples: [
    {
      command:
        'amili-export vouchers decide 0a1b2c3d --loss yes --by "Eva Ek" --reason "estate has no assets" --out exports',
      effect: "the claim is a confirmed loss",
    },
  ],
})
