/** What the manifest of a closed run says of its rows. */
import type { Overrides } from "@amili-cases/core/SettlementClass"
import * as Edition from "../cases/Edition.ts"
import type { Contents } from "@amili-cases/export-engine/run/Staging"
import type { ClosedLedger, Target } from "./ClosedLedger.ts"
import type { ClosedClosing } from "./ClosedRows.ts"
import type { Counted } from "./Completeness.ts"
import type { Late } from "./period/Late.ts"

export const contentsOf = <T extends Target, E, R>(
  ledger: ClosedLedger<T, E, R>,
  classes: Overrides | undefined,
  {
    completeness,
    late,
    notices,
    recovery,
  }: Partial<Counted> & Pick<Partial<ClosedClosing>, "recovery"> & { readonly late?: Late | undefined } = {},
): Contents<ClosedClosing> => {
  const dataHash = ledger.dataHash()
  return {
    closing: { dataHash, completeness, recovery },
    settings: {
      edition: Edition.current,
      ...(classes === undefined || Object.keys(classes).length === 0 ? {} : { classes }),
    },
    counts: ledger.counts(),
    sums: ledger.totals.perCurrency(),
    details: { groups: ledger.totals.lines(), reconciliation: completeness, late, recovery },
    dataSha256: dataHash,
    warningsAfter: notices ?? [],
  }
}
