import { closedOutput } from "@amili-cases/accounting/closed/ClosedOutput"
import { openOutput } from "@amili-cases/accounting/open/OpenOutput"
import { payoutsOutput } from "@amili-cases/accounting/payouts/files/PayoutsOutput"
import { reconcileOutput } from "@amili-cases/accounting/reconcile/files/ReconcileOutput"
import { vouchersOutput } from "@amili-cases/accounting/vouchers/files/VouchersOutput"
import type { Table } from "@amili-cases/sheets/Column"
import { describe, expect, it } from "@effect/vitest"

const outputs = [closedOutput, openOutput, payoutsOutput, reconcileOutput, vouchersOutput]
const tables = outputs.flatMap(({ tables }): ReadonlyArray<Table<never>> =>
  Object.values(tables).map(({ table }) => table),
)

describe("the header of a column", () => {
  it("breaks between its words only", () => {
    const broken = tables.flatMap(({ columns, name }) =>
      columns.flatMap(({ header, key, width }) =>
        [header.sv, header.en]
          .filter((text) => text.split(/[ -]/).some((word) => word.length >= width))
          .map((text) => `${name} ${key}: ${text}`),
      ),
    )
    expect(broken).toEqual([])
  })
})
