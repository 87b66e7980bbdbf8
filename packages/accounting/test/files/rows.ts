import { DateTime } from "effect"
import type { Provenance } from "@amili-cases/export-engine/dataset/Provenance"
import type { ClosedRow, OpenRow } from "@amili-cases/accounting/cases/Row"

export const provenance: Provenance = {
  serial: 7,
  profile: "test",
  generatedAt: DateTime.unsafeMake("2026-01-13T09:14:08Z"),
  until: DateTime.unsafeMake("2026-01-13T09:13:08Z"),
  tool: "amili-export 1.2.3",
  privacy: "none",
}

export const openRow = (index: number, more: Partial<OpenRow> = {}): OpenRow => ({
  caseId: index.toString(16).padStart(24, "0"),
  invoiceNumber: `INV-${index}`,
  reference: String(index).padStart(6, "0"),
  creditor: "Åkeri & Söner <AB>",
  creditorId: "665e59005d9dc9f81818e811",
  currency: index % 3 === 0 ? "NOK" : "SEK",
  remainingCapital: BigInt(index) * 1234n - 5000n,
  link: `https://app.amili.se/open?resource=cases&id=${index.toString(16).padStart(24, "0")}`,
  state: ["reminder", "debt_collection", "enforcement"][index % 3],
  status: "debt_collection_active",
  registeredOn: "2025-03-30",
  dueOn: "2025-10-26",
  age: 79,
  ...more,
})

export const closedRow = (index: number, more: Partial<ClosedRow> = {}): ClosedRow => ({
  ...openRow(index),
  closedOn: "2026-01-12",
  reason: "fully_paid",
  outcome: "paid",
  settlementClass: "payout_expected",
  ...more,
})
