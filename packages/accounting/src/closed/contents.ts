/** What the manifest of a closed run says of its rows. */
import type { Overrides } from "@amili-cases/core/SettlementClass"
import * as Edition from "../cases/Edition.ts"
import type { Contents } from "@amili-cases/export-engine/run/Staging"
import type { ClosedLedger, Target } from "./ClosedLedger.ts"
import type { ClosedClosing } from "./ClosedRows.ts"
import type { Reconciled } from "./Reconciliation.ts"

export const contentsOf = <T extends Target, E, R>(
  ledger: ClosedLedger<T, E, R>,
  classes: Overrides | undefined,
  { notices, reconciliation, recovery }: Partial<Reconciled> & Pick<Partial<ClosedClosing>, "recovery"> = {},
): Contents<ClosedClosing> => {
  const dataHash = ledger.dataHash()
  return {
    closing: { dataHash, completeness: reconciliation, recovery },
    settings: {
      edition: Edition.current,
      ...(classes === undefined || Object.keys(classes).length === 0 ? {} : { classes }),
    },
    counts: ledger.counts(),
    sums: ledger.totals.perCurrency(),
    details: { groups: ledger.totals.lines(), reconciliation, recovery },
    dataSha256: dataHash,
    warningsAfter: notices ?? [],
  }
}
