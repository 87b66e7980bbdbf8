import * as Case from "../../../src/Case.ts"
import * as Creditor from "../../../src/Creditor.ts"
import * as Payout from "../../../src/Payout.ts"
import * as PayoutSpecification from "../../../src/PayoutSpecification.ts"
import * as Resource from "../../../src/Resource.ts"
import { Arbitrary, Either, FastCheck as fc, Schema } from "effect"
import { describe, expect, it } from "vitest"
import { compile } from "../../../src/internal/schema/decoder.ts"
import { Refusal } from "../../../src/internal/schema/refusal.ts"

/** A value with some of its parts replaced by anything at all. */
const spoiled = (value: unknown, spoil: () => unknown): unknown => {
  const replacement = spoil()
  if (replacement !== undefined) return replacement
  if (Array.isArray(value)) return value.map((item) => spoiled(item, spoil))
  if (typeof value !== "object" || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, spoiled(part, spoil)]))
}

const anything = fc.oneof(
  fc.constantFrom<unknown>(null, "", "NaN", "1500.50", "1e5", -0, [], {}, true, "Mon, 31 Feb 2026 00:00:00 GMT"),
  fc.constantFrom<unknown>("Tue, 3 Feb 2026 00:00:00 gmt", "tue,  03 feb 2026 1:02:03 GMT", "665E59005D9DC9F81818E811"),
  fc.jsonValue(),
)

describe.each<readonly [string, Schema.Schema.AnyNoContext]>([
  ["Case", Case.Case],
  ["Creditor", Creditor.Creditor],
  ["Payout", Payout.Payout],
  ["PayoutSpecification", PayoutSpecification.PayoutSpecification],
])("the compiled decoder of %s", (_, schema) => {
  const fast = compile(schema.ast)
  const slow = Schema.decodeUnknownEither(schema)
  const agree = (wire: unknown) => {
    const [one, other] = [fast(wire), slow(wire)]
    expect(one instanceof Refusal).toBe(Either.isLeft(other))
    expect(one instanceof Refusal ? undefined : one).toEqual(Either.getOrUndefined(other))
  }
  const documents = Arbitrary.make(schema).map((value) => Schema.encodeSync(schema)(value))

  it("gives what the schema gives, for documents", () => fc.assert(fc.property(documents, agree)))

  it("refuses what the schema refuses, for documents with anything in their fields", () =>
    fc.assert(
      fc.property(
        documents,
        fc.infiniteStream(fc.oneof({ weight: 9, arbitrary: fc.constant(undefined) }, anything)),
        (document, stream) => agree(spoiled(document, () => stream.next().value)),
      ),
      { numRuns: 500 },
    ))

  it("gives what the schema gives, for anything at all", () => fc.assert(fc.property(anything, agree)))
})

describe("a compiled decoder", () => {
  const problem = (wire: unknown): unknown => Either.merge(Case.resource.decode(wire))
  const id = "6867da7788b9226bb78d716c"

  it.each([
    [{ _id: id, closed: { close_date: "2025-09-03" } }, "closed.close_date: expected an RFC 1123 date, got text"],
    [{ _id: id, total_remaining_capital_amount: "NaN" }, "total_remaining_capital_amount: expected an amount, got NaN"],
    [{ _id: id, customer_name: ["Anna"] }, "customer_name: expected text, got a list"],
    [{ _id: id, state_history: [{}, { state: 7 }] }, "state_history.1.state: expected text, got a number"],
    [{ _id: id, debt: "INV-1" }, "debt: expected an object, got text"],
    [{ _id: "4711" }, "_id: expected an id of 24 lower-case hex digits, got text"],
    [{}, "_id: expected an id of 24 lower-case hex digits, got nothing"],
    [{ _id: id, state_history: {} }, "state_history: expected a list, got an object"],
    [{ _id: id, currency: true }, "currency: expected text, got a boolean"],
    ["text", "document: expected an object, got text"],
    [[], "document: expected an object, got a list"],
  ])("says of %j where it is wrong, and shows no value", (wire, message) => expect(problem(wire)).toBe(message))

  it("leaves to Schema what it does not compile", () => {
    const Odd = Schema.Struct({
      id: Schema.String,
      pair: Schema.Tuple(Schema.String, Schema.Number),
      kind: Schema.Literal("a", "b"),
      count: Schema.optionalWith(Schema.Number, { default: () => 7 }),
      maybe: Schema.optionalWith(Schema.String, { as: "Option" }),
    })
    const odd = Resource.make("odd", Odd)
    const wire = { id: "1", pair: ["a", 1], kind: "b" }
    expect(odd.decode(wire)).toEqual(Either.right(Schema.decodeUnknownSync(Odd)(wire)))
    expect(Either.isLeft(odd.decode({ ...wire, kind: "c" }))).toBe(true)
  })
})
