import { BigDecimal, DateTime, Either, Schema } from "effect"
import { describe, expect, it } from "vitest"
import * as Case from "@amili-cases/core/Case"
import * as CaseState from "@amili-cases/core/CaseState"

const decode = Schema.decodeUnknownSync(Case.Case)
const id = "6867da7788b9226bb78d716c"

describe("Case", () => {
  it("reads the guide's first example", () => {
    const one = decode({
      _id: id,
      debt: { invoice_number: "INV-2025-003" },
      state: "debt_collection",
      status: "debt_collection_active",
      total_remaining_capital_amount: 2050.0,
    })
    expect(one).toMatchObject({ id, state: "debt_collection", debt: { invoiceNumber: "INV-2025-003" } })
    expect(one.remainingCapital).toEqual(BigDecimal.make(2050n, 0))
    expect("closed" in one).toBe(false)
  })

  it("reads null as absent, everywhere", () => {
    const one = decode({ _id: id, closed: null, debt: { invoice_date: null }, total_remaining_capital_amount: null })
    expect(one).toEqual({ id, debt: {} })
  })

  it("keeps what is missing absent: no amount is zero, no date is now", () =>
    expect(decode({ _id: id })).toEqual({ id }))

  it("ignores what it does not know", () => expect(decode({ _id: id, brand_new: { x: 1 } })).toEqual({ id }))

  it("keeps an unknown state and tells it apart", () => {
    const { state = "reminder" } = decode({ _id: id, state: "Reminder" })
    expect(state).toBe("Reminder")
    expect(CaseState.isKnown(state)).toBe(false)
  })

  it("tells apart open, closed, and closed without a date", () => {
    expect(
      decode({ _id: id, closed: { close_date: "Wed, 03 Sep 2025 11:18:59 GMT", reason: "fully_paid" } }).closed,
    ).toEqual({
      date: DateTime.unsafeMake("2025-09-03T11:18:59Z"),
      reason: "fully_paid",
    })
    expect(decode({ _id: id, closed: { reason: "fully_paid" } }).closed).toEqual({ reason: "fully_paid" })
    expect(decode({ _id: id, closed: {} }).closed).toEqual({})
  })

  it("reads numbers where text is expected, as references come", () =>
    expect(decode({ _id: id, customer_number: 4711, reference_number: 12 })).toEqual({
      id,
      debtorNumber: "4711",
      referenceNumber: "12",
    }))

  it("does not stumble over a status history of another shape", () => {
    expect(decode({ _id: id, status_history: ["initialized"] })).toEqual({ id })
    expect(decode({ _id: id, status_history: [{ status: "initialized" }] }).statusHistory).toEqual([
      { status: "initialized" },
    ])
  })

  it.each([
    ["an id in upper case", { _id: id.toUpperCase() }],
    ["no id", {}],
    ["an ISO date", { _id: id, closed: { close_date: "2025-09-03T11:18:59Z" } }],
    ["an amount that is no number", { _id: id, total_remaining_capital_amount: "NaN" }],
    ["an empty amount", { _id: id, total_remaining_capital_amount: "" }],
    ["text for a debt", { _id: id, debt: "INV-1" }],
  ])("refuses %s", (_, wire) => expect(Either.isLeft(Schema.decodeUnknownEither(Case.Case)(wire))).toBe(true))

  it("goes back to the wire as it came", () => {
    const wire = {
      _id: id,
      _created: "Thu, 27 Mar 2025 09:14:08 GMT",
      creditor: "665e59005d9dc9f81818e811",
      customer_name: "Märta Åkerlöf",
      state_history: [{ state: "initializing", state_date: "Fri, 29 Aug 2025 19:16:59 GMT" }],
      debt: { initial_capital: 0.30000000000000004, invoice_due_days_after_invoice_date: 30 },
      closed: { close_date: "Wed, 25 Jun 2025 09:14:08 GMT", reason: "prescribed" },
    }
    expect(Schema.encodeSync(Case.Case)(decode(wire))).toEqual(wire)
  })
})

describe("Case.link", () => {
  it("opens the case in the web app", () =>
    expect(Case.link(Case.CaseId.make(id))).toBe(`https://app.amili.se/open?resource=cases&id=${id}`))
})
