import { setImmediate } from "node:timers/promises"
import { Chunk, Effect, Exit, FastCheck as fc, Schema, Stream } from "effect"
import { describe, expect, it } from "vitest"
import * as Field from "../../../src/Field.ts"
import type { Filter } from "../../../src/Query.ts"
import * as Reader from "../../../src/Reader.ts"
import * as Resource from "../../../src/Resource.ts"
import { type Behaviour, type Doc, idOf, make, type Portfolio } from "../../support/portfolio.ts"

const Thing = Schema.Struct({
  ...Field.system(Field.objectId("ThingId")),
  state: Field.optional("state", Schema.String),
  amount: Field.optional("amount", Schema.Finite),
})
type Thing = typeof Thing.Type
const things = Resource.make("things", Thing)

const docs = (count: number): ReadonlyArray<Doc> =>
  Array.from({ length: count }, (_, n) => ({ _id: idOf(n + 1), state: "open" }))

const ids = async (
  portfolio: Portfolio,
  { filter, ordered = false, ranges = 1 }: { ranges?: number; ordered?: boolean; filter?: Filter<Thing> } = {},
) => {
  // A walk without a network is all microtasks: many of them in a row keep the test runner from its own events for minutes.
  await setImmediate()
  const walk = Effect.flatMap(Reader.make(things), (reader) =>
    Stream.runCollect(reader.walk(filter, { ranges, ordered })),
  )
  const rows = await Effect.runPromise(Effect.provide(walk, portfolio.layer))
  return Chunk.toReadonlyArray(rows).map((row) => row.id)
}

const failure = async (count: number, behaviour: Behaviour, ranges = 1): Promise<string> => {
  const walk = Effect.flatMap(Reader.make(things), (reader) => Stream.runDrain(reader.walk({}, { ranges })))
  const exit = await Effect.runPromiseExit(Effect.provide(walk, make(docs(count), behaviour).layer))
  return Exit.isFailure(exit) ? String(exit.cause) : "no failure"
}

describe("a walk", () => {
  it.each([
    [0, 1],
    [1, 1],
    [99, 1],
    [100, 2],
    [101, 2],
    [250, 3],
    [1000, 11],
  ])("reads %d documents in %d requests, in the order of their ids", async (count, requests) => {
    const portfolio = make(docs(count).toReversed())
    expect(await ids(portfolio)).toEqual(docs(count).map((doc) => doc._id))
    expect(portfolio.requests).toHaveLength(requests)
  })

  it("asks for page 1 after the last id, every time", async () => {
    const portfolio = make(docs(150))
    await ids(portfolio, { filter: { state: "open" } })
    expect(portfolio.requests.map((request) => Object.fromEntries(request))).toEqual([
      { where: '{"state":"open"}', sort: "_id", max_results: "100", page: "1" },
      { where: `{"state":"open","_id":{"$gt":"${idOf(100)}"}}`, sort: "_id", max_results: "100", page: "1" },
    ])
  })

  it("keeps a condition of yours on the id beside its own", async () => {
    const portfolio = make(docs(150))
    const id = Schema.decodeSync(Thing)({ _id: idOf(20) }).id
    expect(await ids(portfolio, { filter: { id: { $gt: id } } })).toHaveLength(130)
    expect(portfolio.requests[1]?.get("where")).toBe(
      `{"$and":[{"_id":{"$gt":"${idOf(20)}"}},{"_id":{"$gt":"${idOf(120)}"}}]}`,
    )
  })

  it("goes by what the server grants, not by what was asked", async () => {
    const portfolio = make(docs(120), { maxResults: 25 })
    expect(await ids(portfolio)).toHaveLength(120)
    expect(portfolio.requests).toHaveLength(5)
  })

  it("ends with an empty page where the server does not say what it grants", async () => {
    const portfolio = make(docs(120), { maxResults: 25, answer: (body) => ({ _items: body._items }) })
    expect(await ids(portfolio)).toHaveLength(120)
    expect(portfolio.requests).toHaveLength(6)
  })

  it("asks for no more than the consumer takes", async () => {
    const portfolio = make(docs(1000))
    const walk = Effect.flatMap(Reader.make(things), (reader) => Stream.runDrain(Stream.take(reader.walk(), 50)))
    await Effect.runPromise(Effect.provide(walk, portfolio.layer))
    expect(portfolio.requests).toHaveLength(1)
  })
})

describe("a walk in several ranges", () => {
  it.each([2, 3, 4, 8])("reads everything once in %d ranges", async (ranges) => {
    const portfolio = make(docs(5000))
    const read = await ids(portfolio, { ranges })
    expect(read.toSorted()).toEqual(docs(5000).map((doc) => doc._id))
    expect(portfolio.requests.length).toBeLessThanOrEqual(50 + 2 * ranges)
  })

  it("does not split what a few pages hold", async () => {
    const portfolio = make(docs(250))
    await ids(portfolio, { ranges: 4 })
    expect(portfolio.requests).toHaveLength(3)
  })

  it("reads one range where the server tells no total", async () => {
    const portfolio = make(docs(1000), { withoutTotals: true })
    expect(await ids(portfolio, { ranges: 4 })).toHaveLength(1000)
    expect(portfolio.requests).toHaveLength(11)
  })

  it("survives boundaries that vanish or fall together", async () => {
    const portfolio = make(docs(1000), {
      answer: (body, params) => (params.get("max_results") === "1" ? { ...body, _items: [] } : body),
    })
    expect(await ids(portfolio, { ranges: 4 })).toHaveLength(1000)
  })
})

describe("a walk in several ranges, in order", () => {
  it.each([2, 3, 4, 8])("gives everything once in the order of the ids, %d ranges at once", async (ranges) => {
    const portfolio = make(docs(20_050), { turns: (request) => (request * 7) % 23 })
    const read = await ids(portfolio, { ranges, ordered: true })
    expect(read).toEqual(docs(20_050).map((doc) => doc._id))
    // Each stretch of ten pages has a boundary; the last ones asked for lie after the end.
    expect(portfolio.requests.length).toBeLessThanOrEqual(201 + 21 + ranges)
  })

  it("does not split what two stretches hold", async () => {
    const portfolio = make(docs(2000))
    expect(await ids(portfolio, { ranges: 4, ordered: true })).toEqual(docs(2000).map((doc) => doc._id))
    expect(portfolio.requests).toHaveLength(21)
  })

  it("survives boundaries that vanish or fall together", async () => {
    const portfolio = make(docs(5000), {
      answer: (body, params) => (params.get("max_results") === "1" ? { ...body, _items: [] } : body),
    })
    expect(await ids(portfolio, { ranges: 4, ordered: true })).toEqual(docs(5000).map((doc) => doc._id))
  })
})

describe("a walk of a server that does not do as told", () => {
  it.each([
    ["ignores $gt", (body: object) => ({ ...body, _items: docs(100) }), `came out of order or twice: ${idOf(1)}`],
    [
      "takes $gt for $gte",
      (_: object, params: ReadonlyMap<string, string>) => ({
        _items: docs(250)
          .slice(params.get("where") === undefined ? 0 : 99)
          .slice(0, 100),
      }),
      `came out of order or twice: ${idOf(100)} after ${idOf(100)}`,
    ],
    ["gives no list", () => ({ _status: "OK" }), "is no list"],
    ["gives a document without id", (body: object) => ({ ...body, _items: [{ state: "open" }] }), "has no id"],
    [
      "gives another page",
      (body: { _meta: object }) => ({ ...body, _meta: { ...body._meta, page: 2 } }),
      "page 1 of things was asked for, and page 2 came",
    ],
    [
      "grants more than was asked for",
      (body: { _meta: object }) => ({ ...body, _meta: { ...body._meta, max_results: 500 } }),
      "100 rows of things were asked for, the API says it grants 500",
    ],
    [
      "does not sort",
      (body: { _items: ReadonlyArray<Doc> }) => ({ ...body, _items: body._items.toReversed() }),
      "(sort or $gt by _id ignored)",
    ],
    [
      "has an id that is no ObjectId",
      (body: { _items: ReadonlyArray<Doc> }) => ({ ...body, _items: [{ _id: "x1" }, ...body._items.slice(1)] }),
      "after x1 (an id that is no ObjectId cannot be ordered)",
    ],
  ])("that %s ends in an error instead of a loop", async (_, answer, message) => {
    const text = await failure(250, { answer })
    expect(text).toContain("UnexpectedAnswer")
    expect(text).toContain(message)
  })

  it("that ignores $lte ends in an error, not in repetitions", async () => {
    const answer: Behaviour["answer"] = (body, params) =>
      params.get("where")?.includes("$lte") === true && params.get("max_results") === "100"
        ? { ...body, _items: docs(1000).slice(-100) }
        : body
    expect(await failure(1000, { answer }, 4)).toContain("outside of the ids asked for")
  })
})

describe("a walk of a list that moves", () => {
  const place = fc.integer({ min: 1, max: 400 })
  const change = fc.record({
    at: fc.integer({ min: 1, max: 60 }),
    id: place,
    to: fc.constantFrom("open", "closed", "gone"),
  })

  it.each([
    [false, 20],
    [true, 3],
  ])("reads exactly once whatever matched all along, in order: %s", async (ordered, maxResults) => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(place, { maxLength: 300, minLength: 50 }),
        fc.array(change, { maxLength: 60 }),
        fc.integer({ min: 1, max: 4 }),
        async (initial, changes, ranges) => {
          const touched = new Set(changes.map((one) => idOf(one.id)))
          const portfolio = make(
            initial.map((n) => ({ _id: idOf(n), state: "open" })),
            {
              maxResults,
              turns: (request) => (request * 7) % 23,
              before: (request) => {
                for (const { id, to } of changes.filter((one) => one.at === request)) {
                  const others = portfolio.docs.filter((doc) => doc._id !== idOf(id))
                  portfolio.docs = to === "gone" ? others : [{ _id: idOf(id), state: to }, ...others]
                }
              },
            },
          )
          const read = await ids(portfolio, { ranges, ordered, filter: { state: "open" } })
          const throughout = initial.map(idOf).filter((id) => !touched.has(id))
          expect(new Set(read).size).toBe(read.length)
          expect(read).toEqual(ordered ? read.toSorted() : read)
          expect(throughout.filter((id) => !read.some((one) => one === id))).toEqual([])
        },
      ),
      { numRuns: 200 },
    )
  })
})
