import * as Case from "@amili-cases/core/Case"
import type { Cases } from "@amili-cases/core/Cases"
import type { At, Path } from "@amili-cases/core/Path"
import * as Query from "@amili-cases/core/Query"
import type { Reader } from "@amili-cases/core/Reader"
import { BigDecimal, DateTime, type Effect, type Stream } from "effect"
import { describe, expect, expectTypeOf, it } from "vitest"

declare const cases: Cases
declare const reader: Reader<Case.Case>
const instant = DateTime.unsafeMake(0)
const amount = BigDecimal.make(1n, 0)
const where = (filter: Query.Where<Case.Case>): Query.Where<Case.Case> => filter

/** Nothing here runs: the compiler is the test. */
const neverRun = (body: () => void): void => expect(body).toBeTypeOf("function")

describe("paths", () => {
  it("are our names, dotted where they nest, and nothing else", () => {
    expectTypeOf<"debt.invoiceNumber">().toExtend<Path<Case.Case>>()
    expectTypeOf<"closed" | "closed.date" | "stateHistory.state">().toExtend<Path<Case.Case>>()
    expectTypeOf<"debt.invoice_number">().not.toExtend<Path<Case.Case>>()
    expectTypeOf<"remainingCapital.value" | "createdAt.epochMillis">().not.toExtend<Path<Case.Case>>()
    expectTypeOf<string>().not.toExtend<Path<Case.Case>>()
  })

  it("have the type of what stands there", () => {
    expectTypeOf<At<Case.Case, "closed.date">>().toEqualTypeOf<DateTime.Utc>()
    expectTypeOf<At<Case.Case, "debt.initialCapital">>().toEqualTypeOf<BigDecimal.BigDecimal>()
    expectTypeOf<At<Case.Case, "id">>().toEqualTypeOf<Case.CaseId>()
  })
})

describe("a filter", () => {
  it("takes values of the field's type, null, and the operators that the server knows", () =>
    neverRun(() => {
      where({ state: "reminder", "debt.invoiceNumber": "INV-1", closed: null })
      where({ "closed.date": { $gte: instant, $lt: instant }, remainingCapital: { $gt: amount } })
      where({ state: { $in: ["reminder", "dispute"] }, updatedAt: { $exists: false } })
      where({ $or: [{ state: "reminder" }, { closed: { $ne: null } }, Query.raw({ "brand.new": 1 })] })
    }))

  it("refuses what the server would misread or ban", () =>
    neverRun(() => {
      // @ts-expect-error a date as text: the server would find nothing, without a word
      where({ "closed.date": { $gte: "2026-01-13" } })
      // @ts-expect-error a date as a number
      where({ "closed.date": { $gte: 1768262400000 } })
      // @ts-expect-error an amount as a float
      where({ remainingCapital: { $gt: 12.5 } })
      // @ts-expect-error an id that nobody has checked
      where({ creditorId: "665e59005d9dc9f81818e811" })
      // @ts-expect-error a banned operator
      where({ debtorName: { $regex: "^A" } })
      // @ts-expect-error another one
      where({ $where: "1" })
      // @ts-expect-error a wire name
      where({ "debt.invoice_number": "INV-1" })
      // @ts-expect-error a field that does not exist
      where({ nosuch: "x" })
      // @ts-expect-error a nested object finds nothing: the dotted path does
      where({ closed: { date: { $gte: instant } } })
      // @ts-expect-error an empty $and is a server error
      where({ $and: [] })
      // @ts-expect-error a text is no state
      where({ state: "remainder" })
      // @ts-expect-error undefined is no condition
      where({ state: undefined })
    }))
})

describe("a projection", () => {
  it("narrows the result to the chosen fields and those that the server always sends", () =>
    neverRun(() => {
      const one = cases.get(Case.CaseId.make(""), { projection: ["debt.invoiceNumber", "closed", "state"] })
      type One = Effect.Effect.Success<typeof one>
      expectTypeOf<keyof One>().toEqualTypeOf<"id" | "createdAt" | "updatedAt" | "etag" | "debt" | "closed" | "state">()
      expectTypeOf<One["id"]>().toEqualTypeOf<Case.CaseId>()
      expectTypeOf<keyof NonNullable<One["debt"]>>().toEqualTypeOf<"invoiceNumber">()
      expectTypeOf<NonNullable<One["closed"]>>().toEqualTypeOf<NonNullable<Case.Case["closed"]>>()
      // @ts-expect-error a field that was not asked for
      type _State = One["status"]
      // @ts-expect-error a part that was not asked for
      type _Capital = NonNullable<One["debt"]>["initialCapital"]
    }))

  it("narrows the rows of a walk, and of a list inside a document", () =>
    neverRun(() => {
      const rows = cases.open({}, { projection: ["stateHistory.date"], malformed: "yield" })
      type Row = Stream.Stream.Success<typeof rows>
      type History = NonNullable<Extract<Row, { _tag: "Decoded" }>["value"]["stateHistory"]>
      expectTypeOf<keyof History[number]>().toEqualTypeOf<"date">()
      expectTypeOf<Extract<Row, { _tag: "Malformed" }>["problem"]>().toBeString()
    }))

  it("is the whole document when none is given", () =>
    neverRun(() => {
      const rows = cases.open()
      expectTypeOf<Stream.Stream.Success<typeof rows>>().toEqualTypeOf<Case.Case>()
    }))

  it("takes the guide's own", () =>
    neverRun(() => {
      const rows = cases.closed({}, { projection: Case.closedFields })
      expectTypeOf<keyof Stream.Stream.Success<typeof rows>>().toEqualTypeOf<
        "id" | "createdAt" | "updatedAt" | "etag" | "debt" | "closed" | "remainingCapital"
      >()
    }))

  it("refuses unknown fields, wire names, and a field both whole and in part", () =>
    neverRun(() => {
      // @ts-expect-error no such field
      void reader.walk({}, { projection: ["nosuch"] })
      // @ts-expect-error a wire name
      void reader.walk({}, { projection: ["debt.invoice_number"] })
      // @ts-expect-error 'debt' whole and in part: the server answers 500
      void reader.walk({}, { projection: ["debt", "debt.invoiceNumber"] })
      // @ts-expect-error the same for one case
      void cases.get(Case.CaseId.make(""), { projection: ["debt.invoiceNumber", "debt"] })
    }))
})

describe("a sort", () => {
  it("takes paths, descending with a minus, and nothing else", () =>
    neverRun(() => {
      void reader.page({ sort: ["-closed.date", "debt.invoiceNumber"] })
      // @ts-expect-error no such field
      void reader.page({ sort: ["-nosuch"] })
      // @ts-expect-error a plus is no sign of the API's
      void reader.page({ sort: ["+state"] })
    }))
})
