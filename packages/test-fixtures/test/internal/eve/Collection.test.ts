import { Collection } from "../../../src/internal/eve/Collection.ts"
import { fromDocuments } from "../../../src/internal/eve/Source.ts"
import * as Drift from "@amili-cases/test-fixtures/Drift"
import * as Generator from "@amili-cases/test-fixtures/Generator"
import { at, ObjectId, type Document } from "@amili-cases/test-fixtures/Document"
import * as Matching from "../../../src/internal/eve/Matching.ts"
import * as Ordering from "../../../src/internal/eve/Ordering.ts"
import * as Random from "@amili-cases/test-fixtures/Random"
import { type Key } from "../../../src/internal/eve/Sort.ts"
import { Either, FastCheck } from "effect"
import { describe, expect, it } from "vitest"

const now = Date.parse("2026-02-01T00:00:00Z")
const start = new Date("2025-11-01T00:00:00Z")
const queries: ReadonlyArray<Document> = [
  {},
  { closed: null },
  { "closed.close_date": { $gte: start } },
  { state: "reminder", closed: null },
  { _id: { $gt: new ObjectId("68000000".padEnd(24, "0")) }, closed: null },
]
const sorts: ReadonlyArray<ReadonlyArray<Key>> = [
  [],
  [{ path: "_id", descending: false }],
  [{ path: "_id", descending: true }],
  [{ path: "closed.close_date", descending: true }],
  [
    { path: "state", descending: false },
    { path: "_created", descending: true },
  ],
]

const found = (collection: Collection, query: Document, sort: ReadonlyArray<Key>): ReadonlyArray<string> => {
  const { rows, from, until } = Either.getOrThrow(collection.find(query, sort))
  return rows.slice(from, until).map((row) => collection.id(row))
}

const everything = (collection: Collection) =>
  queries.flatMap((query) => sorts.map((sort) => found(collection, query, sort)))

describe("Collection", () => {
  it("answers after any history what it would answer over the documents that are left", () => {
    FastCheck.assert(
      FastCheck.property(FastCheck.integer({ min: 1, max: 1_000_000 }), (seed) => {
        const collection = new Collection(Generator.portfolio({ cases: 40, seed, oddities: 0.2 }).cases)
        const random = Random.make(seed)
        everything(collection)
        for (let step = 0; step < 12; step++) {
          Drift.drift(collection, { events: 2, backDate: 30, kinds: Drift.kinds }, random, now + step * 1000)
          const natural = Either.getOrThrow(collection.find({}, [])).rows
          const left = natural.map((row) => collection.document(row) ?? {})
          expect(everything(collection)).toEqual(everything(new Collection(fromDocuments(left))))
        }
      }),
      { numRuns: 25 },
    )
  })

  it("finds a document by its id, and none that is deleted", () => {
    const collection = new Collection(Generator.portfolio({ cases: 50, seed: 3 }).cases)
    const id = collection.id(17)
    expect(collection.row(id)).toBe(17)
    expect(collection.row("f".repeat(24))).toBeUndefined()
    collection.remove(id)
    expect(collection.row(id)).toBeUndefined()
  })

  it("answers the same from generated columns as from the documents they belong to", () => {
    const { cases } = Generator.portfolio({ cases: 300, seed: 5, oddities: 0.3 })
    const made = new Collection(fromDocuments(Generator.documents(cases)))
    const all: ReadonlyArray<Document> = [
      ...queries,
      { closed: { $exists: false } },
      { closed: { $ne: null }, "closed.close_date": null },
      { "closed.reason": { $in: ["fully_paid", "prescribed"] } },
      { total_remaining_capital_amount: { $gt: 500 } },
      { status: { $ne: "reminder_sent" }, currency: "SEK" },
      { creditor_name: { $gt: "M" }, _updated: { $gte: start } },
    ]
    const lazy = new Collection(cases)
    for (const query of all)
      for (const sort of sorts) expect(found(lazy, query, sort)).toEqual(found(made, query, sort))
  })

  it("searches a large collection for what trying every row would find, before and after changes", () => {
    const collection = new Collection(Generator.portfolio({ cases: 6000, seed: 8, oddities: 0.1 }).cases).warm()
    const exact = Either.getOrThrow(collection.find({ "closed.close_date": { $gte: start } }, [])).rows
    const dates = exact.slice(0, 4).map((row) => at(collection.document(row) ?? {}, "closed.close_date"))
    const [a = start, b = start] = dates.filter((date) => date instanceof Date).toSorted(Ordering.compare)
    const window = { $gte: start, $lt: new Date("2025-12-01T00:00:00Z") }
    const asked: ReadonlyArray<Document> = [
      ...queries,
      { "closed.close_date": window },
      { "closed.close_date": { $gte: a, $lte: b } },
      { "closed.close_date": { $gt: a, $lt: b } },
      { "closed.close_date": { $gt: start, $lte: new Date(now) }, "closed.reason": "recalled" },
      { closed: null, state: { $in: ["reminder", "dispute"] } },
    ]
    const tried = (query: Document) => {
      const test = Either.getOrThrow(Matching.compileForDocument(query))
      const rows = Either.getOrThrow(collection.find({}, [])).rows
      return rows
        .filter((row) => test(collection.document(row) ?? {}))
        .map((row) => collection.id(row))
        .toSorted()
    }
    const random = Random.make(4)
    for (let round = 0; round < 2; round++) {
      for (const query of asked)
        expect(found(collection, query, [{ path: "_id", descending: false }])).toEqual(tried(query))
      Drift.drift(collection, { events: 60, backDate: 60, kinds: Drift.kinds }, random, now)
    }
    for (const query of asked.slice(-3)) expect(found(new Collection(collection.source), query, [])).not.toEqual([])
  })
})
