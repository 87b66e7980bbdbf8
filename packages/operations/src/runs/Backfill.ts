/** Exports the closed cases or payouts of a period once more, outside the journal. */
import * as Tables from "@amili-cases/accounting/cases/Tables"
import * as ClosedBackfill from "@amili-cases/accounting/closed/Backfill"
import * as PayoutTables from "@amili-cases/accounting/payouts/files/Tables"
import * as PayoutsBackfill from "@amili-cases/accounting/payouts/PayoutsBackfill"
import type { Table } from "@amili-cases/sheets/Column"
import type * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import type { Chosen } from "../profile/Chosen.ts"
import * as Classes from "../profile/Classes.ts"
import * as CreditorIds from "../profile/CreditorIds.ts"
import * as Plan from "../profile/Plan.ts"

export interface Asked extends Chosen {
  /** Inclusive; undefined: from the beginning. */
  readonly from: DateTime.Utc | undefined
  /** Exclusive; undefined: until now. */
  readonly until: DateTime.Utc | undefined
}

/** Closed cases by their close date: what was asked for, checked without the API. */
export const prepareClosed = (asked: Asked) => prepare(Tables.closed, asked)

/** Payout lines and payouts by their creation. There are no debtors in payouts. */
export const preparePayouts = (asked: Asked) => prepare(PayoutTables.lines, { ...asked, debtor: "none" })

const prepare = <R>(table: Table<R>, { from, until, ...asked }: Asked) =>
  Effect.gen(function* () {
    const creditors = yield* CreditorIds.parse(asked.creditors)
    return { creditors, plan: yield* Plan.of(table, asked), from, until }
  })

type Prepared = Effect.Effect.Success<ReturnType<typeof prepare>>

export const closed = ({ creditors, plan, ...period }: Prepared) =>
  Effect.gen(function* () {
    yield* CreditorIds.refuseUnknown(creditors)
    const settings = yield* Plan.settingsOf(plan)
    const { classes } = plan
    yield* Classes.noteUnseen(classes)
    return yield* ClosedBackfill.run({ settings, creditors, classes, ...period })
  })

export const payouts = ({ creditors, plan, ...period }: Prepared) =>
  Effect.gen(function* () {
    yield* CreditorIds.refuseUnknown(creditors)
    const settings = yield* Plan.settingsOf(plan)
    return yield* PayoutsBackfill.run({ settings, creditors, ...period })
  })
