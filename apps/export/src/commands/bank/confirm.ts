import { accountCalled } from "@amili-cases/accounting/reconcile/bank/accountCalled"
import { BankRecords, schemeAndNumber } from "@amili-cases/accounting/reconcile/journal/BankRecords"
import { Standing } from "@amili-cases/accounting/payouts/journal/Standing"
import * as Runnable from "@amili-cases/app-kit/command/Runnable"
import { UsageError } from "@amili-cases/app-kit/command/UsageError"
import * as Output from "@amili-cases/app-kit/terminal/Output"
import { isoOf } from "@amili-cases/export-engine/run/Instant"
import * as Args from "@effect/cli/Args"
import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { creditorsOf } from "../../setup/creditors.ts"
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
      const payer = yield* accountCalled(given.account)
      const own = Option.getOrUndefined(yield* Effect.transposeMapOption(given.receiving, accountCalled))
      const chosen = yield* creditorsOf(given.creditor)
      yield* journal.changing(given, ({ profile }) =>
        Effect.gen(function* () {
          const creditors = chosen.length > 0 ? chosen : yield* (yield* Standing).creditors(profile)
          if (creditors.length === 0)
            return yield* new UsageError({
              message: "the journal holds no payouts yet, so that nobody's payer can be confirmed",
              hint: "run amili-export payouts first, or give --creditor",
            })
          const { by, reason } = yield* decision.decisionOf(given)
          const records = yield* BankRecords
          const decided_at = isoOf(yield* DateTime.now)
          const confirmed = { ...schemeAndNumber(payer), receiving: own === undefined ? null : own.number }
          for (const creditor_id of creditors)
            yield* records.confirm(profile, { creditor_id, ...confirmed, decided_by: by, reason, decided_at })
          if (given.json)
            return yield* Output.writeLine(JSON.stringify({ profile, creditors, ...confirmed, by, reason }))
          const whom = creditors.length === 1 ? `creditor ${creditors[0]}` : `${creditors.length} creditors`
          yield* Output.note(`${confirmed.scheme} ${confirmed.number} is Amili's account for payouts to ${whom}`)
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
