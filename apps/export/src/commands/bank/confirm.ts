import * as Runnable from "@amili-cases/app-kit/command/Runnable"
import * as Output from "@amili-cases/app-kit/terminal/Output"
import * as ConfirmPayer from "@amili-cases/operations/journal/confirmPayer"
import * as Args from "@effect/cli/Args"
import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { say } from "../../output/say.ts"
import * as decision from "../../setup/decision.ts"
import * as journal from "../../setup/journal.ts"

const account = Args.text({ name: "account" }).pipe(
  Args.withDescription("the account from which Amili pays: a bankgiro number or an IBAN, as the bank file has it"),
)

const creditor = Options.text("creditor").pipe(
  Options.withPseudoName("id"),
  Options.withDescription("only payouts to this creditor; may be given several times (default: all that have payouts)"),
  Options.repeated,
)

const receiving = Options.text("receiving").pipe(
  Options.withPseudoName("iban"),
  Options.withDescription(
    "the creditor's own account on which they come: bank files of others are refused (default: any)",
  ),
  Options.optional,
)

const command = Command.make(
  "confirm",
  { ...journal.place, creditor, receiving, ...decision.options, account },
  (given) =>
    Effect.gen(function* () {
      const prepared = yield* ConfirmPayer.prepare({
        account: given.account,
        receiving: Option.getOrUndefined(given.receiving),
        creditors: given.creditor,
      })
      const { account: confirmed } = prepared
      yield* journal.changing(given, ({ profile }) =>
        Effect.gen(function* () {
          const creditors = yield* ConfirmPayer.creditorsOf(profile, prepared)
          const { by, reason } = yield* decision.decisionOf(given)
          yield* ConfirmPayer.confirm(profile, { account: confirmed, creditors }, { by, reason })
          if (given.json)
            return yield* Output.writeLine(JSON.stringify({ profile, creditors, ...confirmed, by, reason }))
          const one = creditors.length === 1 ? creditors[0] : undefined
          yield* say({
            en: `${confirmed.scheme} ${confirmed.number} is Amili's account for payouts to ${one === undefined ? `${creditors.length} creditors` : `creditor ${one}`}`,
            sv: `${confirmed.scheme} ${confirmed.number} är Amilis konto för utbetalningar till ${one === undefined ? `${creditors.length} borgenärer` : `borgenär ${one}`}`,
          })
        }),
      )
    }),
)

export const bankConfirm = Runnable.make(command, {
  details: [
    "Money on the bank counts as Amili's when it comes from an account that a person has confirmed, once for each creditor and account. Names are never compared. Who confirmed it, and why, is kept in the journal.",
  ],
  examples: [
    {
      command: 'amili-export bank confirm 991-2346 --by "Eva Ek" --reason "letter of 3 March" --out exports',
      effect: "Amili's bankgiro, for all creditors",
    },
  ],
})
