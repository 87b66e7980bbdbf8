import { at, Float, isDocument, ObjectId, type Document, type Value } from "@amili-cases/test-fixtures/Document"
import * as Matching from "../../../src/internal/eve/Matching.ts"
import { Either, FastCheck } from "effect"
import { Query } from "mingo"
import { describe, expect, it } from "vitest"

const { array, boolean, constant, constantFrom, integer, letrec, oneof, record } = FastCheck

const scalar: FastCheck.Arbitrary<Value> = oneof(
  constant(null),
  boolean(),
  integer({ min: -2, max: 3 }),
  constantFrom(0.5, new Float(1), new Float(2)),
  constantFrom("", "a", "b", "å", "z"),
  integer({ min: 0, max: 3 }).map((n) => new Date(n * 500)),
  integer({ min: 0, max: 3 }).map((n) => new ObjectId(String(n).padStart(24, "0"))),
)

const field: FastCheck.Arbitrary<Value> = oneof(
  { weight: 5, arbitrary: scalar },
  { weight: 1, arbitrary: array(scalar, { maxLength: 3 }) },
  { weight: 1, arbitrary: record({ x: scalar, y: scalar }, { requiredKeys: [] }) },
)

const document: FastCheck.Arbitrary<Document> = record({ a: field, b: field, c: field }, { requiredKeys: [] })
const path = constantFrom("a", "b", "c", "a.x", "b.y", "nosuch")

const order = record({
  op: constantFrom("$gt", "$gte", "$lt", "$lte"),
  value: scalar.filter((value) => value !== null),
})
const condition: FastCheck.Arbitrary<Value> = oneof(
  scalar,
  order.map(({ op, value }) => ({ [op]: value })),
  scalar.map((value) => ({ $ne: value })),
  array(scalar, { maxLength: 3 }).map((values) => ({ $in: values })),
  array(scalar, { maxLength: 3 }).map((values) => ({ $nin: values })),
  boolean().map((value) => ({ $exists: value })),
)

const { query } = letrec<{ query: Document; part: Document }>((tie) => ({
  part: record({ path, condition }).map(({ path, condition }): Document => ({ [path]: condition })),
  query: oneof(
    { depthSize: "small" },
    tie("part"),
    record({ op: constantFrom("$and", "$or", "$nor"), parts: array(tie("query"), { minLength: 1, maxLength: 3 }) }).map(
      ({ op, parts }): Document => ({ [op]: parts }),
    ),
  ),
}))

const plain = (value: Document): Record<string, unknown> => {
  const made = Matching.plain(value)
  return typeof made === "object" && made !== null ? { ...made } : {}
}

describe("Matching", () => {
  it("agrees with mingo on every operator that clients use", () => {
    FastCheck.assert(
      FastCheck.property(query, document, (query, document) => {
        const test = Either.getOrThrow(Matching.compileForDocument(query))
        expect(test(document)).toBe(new Query(plain(query)).test(plain(document)))
      }),
      { numRuns: 3000 },
    )
  })

  const matches = (query: Document, document: Document) =>
    Either.getOrThrow(Matching.compileForDocument(query))(document)

  it("lets null match a missing field and an explicit null, $exists only what is there", () => {
    expect([matches({ closed: null }, {}), matches({ closed: null }, { closed: null })]).toEqual([true, true])
    expect(matches({ closed: { $exists: false } }, { closed: null })).toBe(false)
  })

  it("compares values of one kind only", () => {
    const document = { at: new Date("2026-01-13T00:00:00Z") }
    expect(matches({ at: { $gt: "2025-01-01" } }, document)).toBe(false)
    expect(matches({ at: { $gt: 0 } }, document)).toBe(false)
    expect(matches({ at: { $gt: new Date(0) } }, document)).toBe(true)
  })

  it.each([
    ["$or without a list", { $or: { state: "x" } }],
    ["an empty $and", { $and: [] }],
    ["$in without a list", { state: { $in: "x" } }],
    ["$expr", { $expr: { $eq: ["$a", "$b"] } }],
    ["a mixture of operators and fields", { a: { $gt: 1, b: 2 } }],
    ["$not of a value", { a: { $not: "x" } }],
    ["$geoWithin", { a: { $geoWithin: {} } }],
  ] satisfies ReadonlyArray<readonly [string, Document]>)("crashes, as the database does, on %s", (_, query) => {
    expect(Either.isLeft(Matching.compileForDocument(query))).toBe(true)
  })

  it("finds nothing by a nested condition, where a dotted one finds", () => {
    const closed = { closed: { close_date: new Date(5) } }
    expect(isDocument(closed.closed) && at(closed, "closed.close_date")).toEqual(new Date(5))
    expect(matches({ closed: { close_date: { $gt: new Date(0) } } }, closed)).toBe(false)
    expect(matches({ "closed.close_date": { $gt: new Date(0) } }, closed)).toBe(true)
  })
})
