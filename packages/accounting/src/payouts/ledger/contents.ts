/** What the manifest of a run over payouts says of its rows. */
import type { Contents } from "@amili-cases/export-engine/run/Staging"
import type { PayoutsClosing } from "../files/PayoutsRows.ts"
import type { Completeness } from "../read/Completeness.ts"
import type { PayoutsLedger, Target } from "./PayoutsLedger.ts"

export const contentsOf = <T extends Target, E, R>(
  ledger: PayoutsLedger<T, E, R>,
  completeness?: Completeness,
): Contents<PayoutsClosing> => {
  const dataHash = ledger.dataHash()
  return {
    closing: { dataHash },
    counts: ledger.counts(),
    sums: ledger.totals.perCurrency(),
    details: { groups: ledger.totals.lines(), completeness },
    dataSha256: dataHash,
  }
}
