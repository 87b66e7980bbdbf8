/** Confirms that an account on the bank is Amili's. */
import { Standing } from "@amili-cases/accounting/payouts/journal/Standing"
import { accountCalled } from "@amili-cases/accounting/reconcile/bank/accountCalled"
import { BankRecords, schemeAndNumber } from "@amili-cases/accounting/reconcile/journal/BankRecords"
import { inBoth } from "@amili-cases/app-kit/command/UsageError"
import type { Decision } from "@amili-cases/export-engine/evidence/Decision"
import { isoOf } from "@amili-cases/export-engine/run/Instant"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as CreditorIds from "../profile/CreditorIds.ts"

interface Asked {
  /** A bankgiro number or an IBAN, as the bank file has it. */
  readonly account: string
  /** The creditor's own account on which payouts come: bank files of others are refused; undefined: any. */
  readonly receiving: string | undefined
  /** Without any, all that have payouts. */
  readonly creditors: ReadonlyArray<string>
}

/** What was asked for, in the right form. */
export const prepare = ({ account, creditors, receiving }: Asked) =>
  Effect.gen(function* () {
    const { number, scheme } = schemeAndNumber(yield* accountCalled(account))
    const own = receiving === undefined ? undefined : yield* accountCalled(receiving)
    return {
      account: { scheme, number, receiving: own?.number ?? null },
      creditors: yield* CreditorIds.parse(creditors),
    }
  })

type Prepared = Effect.Effect.Success<ReturnType<typeof prepare>>

/** The creditors that it is for. */
export const creditorsOf = (profile: string, { creditors: chosen }: Prepared) =>
  Effect.gen(function* () {
    const creditors: ReadonlyArray<string> = chosen.length > 0 ? chosen : yield* (yield* Standing).creditors(profile)
    if (creditors.length > 0) return creditors
    return yield* inBoth(
      {
        message: "the journal holds no payouts yet, so that nobody's payer can be confirmed",
        hint: "run amili-export payouts first, or give --creditor",
      },
      {
        message: "journalen har inga utbetalningar ännu, så ingens betalare kan bekräftas",
        hint: "kör amili-export payouts först, eller ange --creditor",
      },
    )
  })

/** Keeps it in the journal, with who says so and why. */
export const confirm = (
  profile: string,
  { account, creditors }: { readonly account: Prepared["account"]; readonly creditors: ReadonlyArray<string> },
  { by, reason }: Decision,
) =>
  Effect.gen(function* () {
    const records = yield* BankRecords
    const decided_at = isoOf(yield* DateTime.now)
    for (const creditor_id of creditors)
      yield* records.confirm(profile, { creditor_id, ...account, decided_by: by, reason, decided_at })
  })
