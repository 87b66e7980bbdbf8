/** What the manifest of a reconciliation says of it. */
import * as Money from "@amili-cases/core/Money"
import type { Overrides } from "@amili-cases/core/SettlementClass"
import { Decision } from "@amili-cases/export-engine/evidence/Decision"
import type { Contents } from "@amili-cases/export-engine/run/Staging"
import * as BigDecimal from "effect/BigDecimal"
import * as Schema from "effect/Schema"
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import type { ReconcileClosing } from "./files/ReconcileRows.ts"
import { type BankAddition, BankFileRow, PayerRow } from "./journal/BankRecords.ts"
import type { Opening } from "./journal/Stands.ts"
import { Sums } from "./build/Sums.ts"
import type { TableName } from "./stand/stored.ts"
import { Summary } from "./stand/Summary.ts"
import type { Transfer } from "../bank/match/Transfer.ts"

/** What of a run the rows do not hold: all that a journal needs to be made again. */
export const Kept = Schema.Struct({
  bank: Schema.Struct({
    files: Schema.Array(BankFileRow),
    coverage: Schema.Array(
      Schema.Struct({ creditorId: Schema.String, from: CalendarDay.CalendarDay, to: CalendarDay.CalendarDay }),
    ),
    transfers: Schema.Array(
      Schema.Struct({
        key: Schema.String,
        creditorIds: Schema.Array(Schema.String),
        bookedOn: CalendarDay.CalendarDay,
        amount: Schema.BigDecimal,
        currency: Schema.String,
        references: Schema.Array(Schema.String),
        file: Schema.String,
      }),
    ),
    payers: Schema.Array(PayerRow),
  }),
  opening: Schema.optional(
    Schema.Struct({ day: CalendarDay.CalendarDay, by: Schema.String, reason: Schema.String, at: Schema.String }),
  ),
  final: Schema.optional(Decision),
})

interface Facts {
  readonly summary: Summary
  readonly dataHash: string
  readonly settledBefore: number
  readonly counts: Readonly<Record<TableName, number>>
  readonly classes: Overrides
  readonly wait: number
  readonly kept: {
    readonly addition: BankAddition
    readonly payers: ReadonlyArray<PayerRow>
    readonly opening: Opening | undefined
    readonly final: Decision | undefined
  }
}

const encodeSummary = Schema.encodeSync(Summary)

export const contentsOf = (facts: Facts): Contents<ReconcileClosing> => {
  const { classes, counts, dataHash, kept, settledBefore, summary, wait } = facts
  const { controls, decisions, month, asOf, final, replaces, basis, vouchers } = encodeSummary(summary)
  const perCurrency = new Sums({ count: 0n, sum: 0n })
  for (const { amount, cases, currency } of summary.states)
    perCurrency.add("", currency, { count: BigInt(cases), sum: amount })
  return {
    closing: { summary, dataHash },
    settings: { wait, ...(Object.keys(classes).length === 0 ? {} : { classes }) },
    counts: {
      reconcile: counts.cases,
      ...counts,
      settledBefore,
      quarantined: decisions.reduce((sum, { count }) => sum + count, 0),
    },
    sums: perCurrency
      .all()
      .map(({ currency, sums: { count, sum } }) => ({ currency, count: Number(count), sum: Money.formatMinor(sum) })),
    details: { month, asOf, final, replaces, basis, controls, decisions, vouchers, kept: keptOf(kept) },
    dataSha256: dataHash,
  }
}

const keptOf = ({ addition, final, opening, payers }: Facts["kept"]): typeof Kept.Encoded => ({
  bank: {
    files: addition.files,
    coverage: addition.coverage,
    transfers: addition.transfers.map(transferOf),
    payers,
  },
  ...(opening === undefined
    ? {}
    : { opening: { day: opening.day, by: opening.decided_by, reason: opening.reason, at: opening.decided_at } }),
  ...(final === undefined ? {} : { final }),
})

const transferOf = ({ amount, bookedOn, creditorIds, currency, key, place, references }: Transfer) => ({
  key,
  creditorIds: [...creditorIds].toSorted(),
  bookedOn,
  amount: BigDecimal.format(amount),
  currency,
  references: [...references].toSorted(),
  file: place.file,
})
