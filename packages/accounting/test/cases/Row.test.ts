import * as CalendarDay from "@amili-cases/core/CalendarDay"
import { Case } from "@amili-cases/core/Case"
import { describe, expect, it } from "@effect/vitest"
import { DateTime, Schema } from "effect"
import { fromClosed, fromOpen } from "@amili-cases/accounting/cases/Row"
import * as Tables from "@amili-cases/accounting/cases/Tables"

const wire = {
  _id: "6867da7788b9226bb78d716c",
  currency: "SEK",
  customer_name: "Märta Åkerlöf",
  customer_id_number: "19900101-1234",
  total_remaining_capital_amount: 0.005,
  debt: {
    invoice_number: "INV-1",
    invoice_date: "Fri, 29 Aug 2025 00:00:00 GMT",
    invoice_due_days_after_invoice_date: 30,
  },
}
const decode = Schema.decodeUnknownSync(Case)
const today = CalendarDay.of(DateTime.unsafeMake("2026-01-13T10:00:00Z"))

describe("a row", () => {
  it("puts a case closed at 23:30 UTC on 31 December in the next year", () => {
    const row = fromClosed(
      decode({ ...wire, closed: { close_date: "Wed, 31 Dec 2025 23:30:00 GMT", reason: "recalled" } }),
      { privacy: "none" },
    )
    expect(row.closedOn).toBe("2026-01-01")
    expect(row).toMatchObject({ outcome: "unpaid", settlementClass: "returned" })
  })

  it("rounds amounts half away from zero and leaves missing ones out", () => {
    expect(fromOpen(decode(wire), today, { privacy: "none" }).remainingCapital).toBe(1n)
    expect(fromOpen(decode({ _id: wire._id }), today, { privacy: "none" }).remainingCapital).toBeUndefined()
  })

  it("takes the first capital as claimed where the API does not say what is claimed", () => {
    const claimed = (debt: object) =>
      fromOpen(decode({ _id: wire._id, debt }), today, { privacy: "none" }).claimedCapital
    expect(claimed({ capital_to_claim: 80.5, initial_capital: 100 })).toBe(8050n)
    expect(claimed({ initial_capital: 100 })).toBe(10_000n)
    expect(claimed({})).toBeUndefined()
  })

  it("counts as reduced what is not left of the claim, and nothing where either is unknown", () => {
    const reduced = Tables.closed.columns.find(({ key }) => key === "reduced")
    const of = (more: object) => reduced?.value(fromClosed(decode({ ...wire, ...more }), { privacy: "none" }))
    expect(of({ total_remaining_capital_amount: 30.25, debt: { capital_to_claim: 100 } })).toBe(6975n)
    expect(of({ debt: {} })).toBeUndefined()
    expect(of({ total_remaining_capital_amount: null, debt: { capital_to_claim: 100 } })).toBeUndefined()
  })

  it("ages a case from the invoice's day plus the days of credit", () => {
    expect(fromOpen(decode(wire), today, { privacy: "none" })).toMatchObject({ dueOn: "2025-09-28", age: 107 })
  })

  it("gives a reason the class that was configured for it", () => {
    const value = decode({ ...wire, closed: { reason: "prescribed" } })
    expect(fromClosed(value, { privacy: "none" }).settlementClass).toBe("unclassified")
    expect(fromClosed(value, { privacy: "none", classes: { prescribed: "loss" } }).settlementClass).toBe("loss")
  })

  it("names debtors only as far as it was asked to", () => {
    const debtorOf = (privacy: "none" | "masked" | "full") => {
      const { debtorIdNumber, debtorName } = fromOpen(decode(wire), today, { privacy })
      return [debtorName, debtorIdNumber]
    }
    expect(debtorOf("none")).toEqual([undefined, undefined])
    expect(debtorOf("masked")).toEqual(["M. Å.", "19900101-****"])
    expect(debtorOf("full")).toEqual(["Märta Åkerlöf", "19900101-1234"])
  })
})
