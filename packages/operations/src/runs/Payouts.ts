/** Exports what has become of payouts and their lines, each event once. */
import * as Tables from "@amili-cases/accounting/payouts/files/Tables"
import * as PayoutsRun from "@amili-cases/accounting/payouts/PayoutsRun"
import * as Effect from "effect/Effect"
import * as BeforeFirst from "../profile/BeforeFirst.ts"
import type { Chosen } from "../profile/Chosen.ts"
import * as CreditorIds from "../profile/CreditorIds.ts"
import * as Plan from "../profile/Plan.ts"
import * as Prepared from "./Prepared.ts"

export interface Asked extends Chosen {
  /** Reads every line and payout again, and not only what may have changed. */
  readonly full?: boolean | undefined
}

/** What was asked for, checked without the API. There are no debtors in payouts. */
export const prepare = ({ full = false, ...asked }: Asked) =>
  Effect.map(Prepared.make(Tables.lines, { ...asked, debtor: "none" }), (prepared) => ({ ...prepared, full }))

export const run = (
  { creditors, full, location, plan }: Effect.Effect.Success<ReturnType<typeof prepare>>,
  journal: Prepared.Journal = Prepared.journalAt(location),
) =>
  Effect.gen(function* () {
    yield* BeforeFirst.check(plan, location, "payouts")
    yield* CreditorIds.refuseUnknown(creditors)
    const settings = yield* Plan.settingsOf(plan)
    return yield* Effect.provide(PayoutsRun.run({ settings, creditors, full }), journal)
  })
