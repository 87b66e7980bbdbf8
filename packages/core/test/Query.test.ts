import * as Case from "@amili-cases/core/Case"
import * as CaseStatus from "@amili-cases/core/CaseStatus"
import * as PayoutSpecification from "@amili-cases/core/PayoutSpecification"
import * as CaseState from "@amili-cases/core/CaseState"
import * as Field from "@amili-cases/core/Field"
import { Personal } from "@amili-cases/core/Personal"
import * as Query from "@amili-cases/core/Query"
import * as Reader from "@amili-cases/core/Reader"
import * as Resource from "@amili-cases/core/Resource"
import { BigDecimal, DateTime, Effect, Either, Schema } from "effect"
import { describe, expect, it } from "vitest"
import { make } from "./support/portfolio.ts"

/** What is sent for a count with the filter, or why nothing is. */
const sent = async (filter: Query.Filter<Case.Case>): Promise<unknown> => {
  const portfolio = make([])
  const count = Effect.flatMap(Reader.make(Case.resource), (reader) => reader.count(filter))
  const result = await Effect.runPromise(Effect.either(Effect.provide(count, portfolio.layer)))
  if (Either.isLeft(result)) return result.left
  return JSON.parse(portfolio.requests[0]?.get("where") ?? "{}")
}

const hex = "000000000000000000000003"

describe("a filter", () => {
  it("is sent in wire names, values written by the field's own schema", async () => {
    expect(
      await sent({
        state: { $in: ["reminder", CaseState.of("new_state"), null] },
        "debt.invoiceNumber": "INV-1",
        "closed.date": { $gte: DateTime.unsafeMake("2026-01-13T00:00:00.734Z") },
        remainingCapital: { $gt: BigDecimal.make(125n, 1), $exists: true },
        creditorId: Schema.decodeSync(Case.Case)({ _id: hex, creditor: hex }).creditorId ?? null,
        closed: { $ne: null },
        $or: [{ "stateHistory.state": "reminder" }, Query.raw({ anything: { $exists: false } })],
      }),
    ).toEqual({
      state: { $in: ["reminder", "new_state", null] },
      "debt.invoice_number": "INV-1",
      "closed.close_date": { $gte: "Tue, 13 Jan 2026 00:00:00 GMT" },
      total_remaining_capital_amount: { $gt: 12.5, $exists: true },
      creditor: hex,
      closed: { $ne: null },
      $or: [{ "state_history.state": "reminder" }, { anything: { $exists: false } }],
    })
  })

  it("joins conditions without $and while they are about different fields: strict servers refuse it", async () => {
    expect(await sent({ $and: [{ state: "reminder" }, { closed: null }] })).toEqual({ state: "reminder", closed: null })
    expect(await sent({ $and: [{ state: "reminder" }, { state: { $ne: "dispute" } }] })).toEqual({
      $and: [{ state: "reminder" }, { state: { $ne: "dispute" } }],
    })
  })

  it("takes an id where an id belongs", async () =>
    expect(await sent({ id: Case.CaseId.make(hex) })).toEqual({ _id: hex }))

  it("knows the fields whose shape is only guessed", async () => {
    expect(await sent({ "statusHistory.status": CaseStatus.of("initialized") })).toEqual({
      "status_history.status": "initialized",
    })
    const portfolio = make([])
    const count = Effect.flatMap(Reader.make(PayoutSpecification.resource), (reader) =>
      reader.count({ caseId: Case.CaseId.make(hex) }),
    )
    await Effect.runPromise(Effect.provide(count, portfolio.layer))
    expect(portfolio.requests[0]?.get("where")).toBe(`{"case":"${hex}"}`)
  })

  it.each<readonly [string, Query.Filter<Case.Case>, string]>([
    ["24 hex digits in a text", { referenceNumber: hex }, "'referenceNumber' cannot be searched for a text of 24 hex"],
    ["them in upper case", { "debt.invoiceNumber": { $ne: "A".repeat(24) } }, "the API takes it for an id"],
    ["them in a list", { referenceNumber: { $in: ["1", hex] } }, "the API takes it for an id"],
    ["them in an $or", { $or: [{ closed: null }, { referenceNumber: hex }] }, "the API takes it for an id"],
    ["a date in a text", { referenceNumber: "Tue, 13 Jan 2026 00:00:00 GMT" }, "the API takes it for a date"],
    [
      "an amount that no JSON number holds",
      { remainingCapital: BigDecimal.make(9007199254740993n, 0) },
      "more digits than a JSON number holds",
    ],
    [
      "more values than a request holds",
      { "debt.invoiceNumber": { $in: Array.from({ length: 3000 }, (_, n) => `INV-${n}`) } },
      "the filter is too long for one request",
    ],
  ])("refuses %s before anything is sent", async (_, filter, message) => {
    const error = await sent(filter)
    expect(error).toBeInstanceOf(Query.InvalidQuery)
    expect(String(error)).toContain(message)
  })

  it("shows no value of a personal field when it refuses", async () => {
    const error = await sent({ debtorIdNumber: Personal.make("19900101123419900101abcd") })
    expect(JSON.stringify(error)).not.toContain("19900101")
  })

  it("refuses at run time what the compiler was talked out of", async () => {
    const untyped: Record<string, never> = JSON.parse('{"state":{"$regex":"^A"}}')
    expect(String(await sent(untyped))).toContain("'state' has a condition that the API does not know")
    expect(String(await sent(JSON.parse('{"nosuch":1}')))).toContain("cases has no field 'nosuch'")
    expect(String(await sent(JSON.parse('{"closed":{"date":"x"}}')))).toContain("condition that the API does not know")
    expect(String(await sent(JSON.parse('{"closed":"x"}')))).toContain("can only be asked to be there")
    expect(String(await sent(JSON.parse('{"closed.date":"2026-01-13"}')))).toContain("a value of the wrong type")
    expect(String(await sent(JSON.parse('{"$and":[]}')))).toContain("$and needs at least one condition")
    const missing: Query.Where<Case.Case> = Object.assign(JSON.parse("{}"), { state: undefined })
    expect(String(await sent(missing))).toContain("'state' is compared with undefined, which is no condition")
  })
})

describe("a query that would not do what it says", () => {
  it("is refused when a condition or an alternative is empty", async () => {
    expect(String(await sent({ state: {} }))).toContain("'state' has an empty condition")
    expect(String(await sent({ $or: [{ state: "reminder" }, {}] }))).toContain(
      "an alternative of $or is empty, which everything meets",
    )
  })

  it.each(["0000-12-31T23:59:59Z", "+010000-01-01T00:00:00Z", "-000001-01-01T00:00:00Z"])(
    "is refused for the date %s, which the API cannot read",
    async (text) => {
      expect(String(await sent({ "closed.date": { $gte: DateTime.unsafeMake(text) } }))).toContain(
        "'closed.date' is compared with a date outside of the years 1 to 9999",
      )
    },
  )

  it("is sent for the first and the last second that the API can read", async () => {
    const [$gte, $lt] = [DateTime.unsafeMake("0001-01-01T00:00:00Z"), DateTime.unsafeMake("9999-12-31T23:59:59.999Z")]
    expect(await sent({ "closed.date": { $gte, $lt } })).toEqual({
      "closed.close_date": { $gte: "Mon, 01 Jan 0001 00:00:00 GMT", $lt: "Fri, 31 Dec 9999 23:59:59 GMT" },
    })
  })

  it.each([
    [{ page: 0 }, "page must be a whole number from 1 on, and is 0"],
    [{ page: -1 }, "page must be a whole number from 1 on, and is -1"],
    [{ page: 1.5 }, "page must be a whole number from 1 on, and is 1.5"],
    [{ page: Number.NaN }, "page must be a whole number from 1 on, and is NaN"],
    [{ pageSize: 0 }, "pageSize must be a whole number from 1 on, and is 0"],
    [{ pageSize: 2.5 }, "pageSize must be a whole number from 1 on, and is 2.5"],
  ])("is refused for %j", async (options, message) => {
    const portfolio = make([])
    const page = Effect.flatMap(Reader.make(Case.resource), (reader) => reader.page(options))
    const error = await Effect.runPromise(Effect.flip(Effect.provide(page, portfolio.layer)))
    expect(error).toMatchObject({ _tag: "InvalidQuery", message })
    expect(portfolio.requests).toEqual([])
  })
})

describe("a resource of your own", () => {
  const InvoiceId = Field.objectId("InvoiceId")
  const invoices = Resource.make(
    "invoices",
    Schema.Struct({
      ...Field.system(InvoiceId),
      total: Schema.Number,
      lines: Field.optional("rows", Schema.Array(Schema.Struct({ text: Schema.String, vat: Schema.Number }))),
    }),
  )

  it("is read with nothing but its schema and name, and projected although its fields are required", async () => {
    const portfolio = make([{ _id: hex, total: 1, rows: [{ text: "a", vat: 2 }] }])
    const get = Effect.flatMap(Reader.make(invoices), (reader) =>
      Effect.all([reader.get(hex), reader.get(hex, { projection: ["lines.text"] })]),
    )
    const [whole, part] = await Effect.runPromise(Effect.provide(get, portfolio.layer))
    expect(whole).toEqual({ id: hex, total: 1, lines: [{ text: "a", vat: 2 }] })
    expect(part).toEqual({ id: hex, lines: [{ text: "a" }] })
    expect(portfolio.requests[1]?.get("projection")).toBe('{"_id":1,"rows.text":1}')
  })
})
