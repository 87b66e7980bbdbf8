import * as Case from "@amili-cases/core/Case"
import * as Creditor from "@amili-cases/core/Creditor"
import { Cases } from "@amili-cases/core/Cases"
import { Emptiness } from "@amili-cases/core/Emptiness"
import * as Query from "@amili-cases/core/Query"
import { BigDecimal, DateTime, Effect, Layer, Stream } from "effect"
import { describe, expect, it } from "vitest"
import { type Behaviour, type Doc, idOf, make } from "./support/portfolio.ts"

const docs: ReadonlyArray<Doc> = [
  {
    _id: idOf(1),
    state: "reminder",
    reference_number: "0".repeat(24),
    creditor: idOf(7),
    total_remaining_capital_amount: 5,
  },
  { _id: idOf(2), state: "dispute", reference_number: "R-2", closed: { close_date: "Mon, 12 Jan 2026 00:00:00 GMT" } },
]
const later = DateTime.unsafeMake("2030-01-01T00:00:00Z")

const verdict = async (filter: Query.Filter<Case.Case>, list = docs, behaviour: Behaviour = {}) => {
  const portfolio = make(list, behaviour)
  const ask = Effect.flatMap(Emptiness, (emptiness) => emptiness.verdict(Case.resource, filter))
  const found = await Effect.runPromise(Effect.provide(ask, Layer.provide(Emptiness.Default, portfolio.layer)))
  return { ...found, requests: portfolio.requests.length }
}

/** A server that knows no dates: it finds nothing, without a word. */
const withoutDates: Behaviour = {
  answer: (body, params) => (params.get("where")?.includes("GMT") === true ? { ...body, _items: [] } : body),
}

describe("Emptiness", () => {
  it.each<readonly [string, Query.Filter<Case.Case>, number]>([
    ["a date", { "closed.date": { $gte: later } }, 3],
    ["a text", { state: "estate" }, 3],
    ["several texts", { state: { $in: ["estate", "enforcement"] } }, 3],
    ["a text among references that are no texts to the API", { referenceNumber: "R-9" }, 3],
    ["an id", { creditorId: Creditor.CreditorId.make(idOf(8)) }, 3],
    ["an amount", { remainingCapital: { $gt: BigDecimal.make(9n, 0) } }, 3],
    ["presence", { closed: null, state: { $exists: false } }, 7],
    ["all of them", { $or: [{ state: "estate" }, { "closed.date": { $lt: DateTime.unsafeMake(0) } }] }, 5],
  ])("proves that %s could be found, in a few requests", async (_, filter, requests) =>
    expect(await verdict(filter)).toMatchObject({ _tag: "Proven", requests }),
  )

  it("refutes a date that the server does not understand", async () =>
    expect(await verdict({ "closed.date": { $gte: later } }, docs, withoutDates)).toMatchObject({
      _tag: "Refuted",
      because: "the API does not find a document by its own 'closed.close_date'",
    }))

  it("refutes a date of your own in another format", async () =>
    expect(await verdict(Query.raw({ "closed.close_date": { $gt: "2026-01-13" } }))).toMatchObject({
      _tag: "Refuted",
      because: "'closed.close_date' is compared with something that the API reads as no date",
    }))

  it("leaves open what no document shows", async () =>
    expect(await verdict(Query.raw({ nosuch: "x" }))).toMatchObject({ _tag: "Unproven" }))

  it("leaves open what it cannot try", async () =>
    expect(await verdict(Query.raw({ state: { $size: 1 } }))).toMatchObject({ _tag: "Unproven" }))

  it("needs one request where there is nothing at all", async () =>
    expect(await verdict({ state: "estate" }, [])).toMatchObject({ _tag: "Proven", requests: 1 }))
})

describe("a walk that is asked to prove emptiness", () => {
  const closed = (behaviour: Behaviour, from = later) => {
    const walk = Effect.flatMap(Cases, (cases) => Stream.runCount(cases.closed({ from }, { proveEmpty: true })))
    const portfolio = make(docs, behaviour)
    const run = Effect.provide(walk, Layer.provide(Cases.Default, portfolio.layer))
    return Effect.runPromise(Effect.either(run)).then((result) => ({ result, requests: portfolio.requests.length }))
  }

  it("is empty where that is proven", async () => expect(await closed({})).toMatchObject({ result: { right: 0 } }))

  it("fails where the server does not understand the filter", async () =>
    expect(await closed(withoutDates)).toMatchObject({
      result: {
        left: { _tag: "UnexpectedAnswer", message: expect.stringContaining("nothing found, but that is no proof") },
      },
    }))

  it("asks nothing more when something is found", async () =>
    expect(await closed({}, DateTime.unsafeMake(0))).toMatchObject({ result: { right: 1 }, requests: 1 }))
})
