import { layer } from "@effect/vitest"
import * as Case from "@amili-cases/core/Case"
import { Cases } from "@amili-cases/core/Cases"
import * as CaseState from "@amili-cases/core/CaseState"
import * as Creditor from "@amili-cases/core/Creditor"
import { Emptiness } from "@amili-cases/core/Emptiness"
import * as Money from "@amili-cases/core/Money"
import * as Query from "@amili-cases/core/Query"
import * as Reader from "@amili-cases/core/Reader"
import * as Recorded from "@amili-cases/test-fixtures/Recorded"
import { Chunk, DateTime, Effect, FastCheck as fc, Option, Stream } from "effect"
import { readFileSync } from "node:fs"
import { describe, expect } from "vitest"
import { recorded } from "./support/core.ts"

type Wire = Readonly<Record<string, unknown>>
const documents: ReadonlyArray<Wire> = readFileSync(Recorded.file("cases"), "utf8")
  .trim()
  .split("\n")
  .map((line) =>
    JSON.parse(line, (_, value) => {
      if (typeof value !== "object" || value === null) return value
      return "$oid" in value ? value.$oid : "$date" in value ? Date.parse(value.$date) : value
    }),
  )

const at = (document: unknown, path: string): unknown =>
  path
    .split(".")
    .reduce<unknown>(
      (value, key) => (typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined),
      document,
    )
const values = (path: string) => documents.flatMap((one) => at(one, path) ?? [])

/** A field by our name and the API's, with values of it as we write them and as they are compared. */
const fields = [
  { ours: "state", wire: "state", typed: (value: unknown) => CaseState.of(String(value)) },
  { ours: "debt.invoiceNumber", wire: "debt.invoice_number", typed: String },
  { ours: "creditorId", wire: "creditor", typed: (value: unknown) => Creditor.CreditorId.make(String(value)) },
  { ours: "closed.date", wire: "closed.close_date", typed: (value: unknown) => DateTime.unsafeMake(Number(value)) },
  { ours: "updatedAt", wire: "_updated", typed: (value: unknown) => DateTime.unsafeMake(Number(value)) },
  {
    ours: "remainingCapital",
    wire: "total_remaining_capital_amount",
    typed: (value: unknown) => Option.getOrThrow(Money.fromNumber(Number(value))),
  },
] as const

const field = fc.constantFrom(...fields)
const operator = fc.constantFrom("$eq", "$ne", "$gt", "$gte", "$lt", "$lte", "$in", "$nin", "$exists", "null")

/** A condition in our words, and which recorded documents it should find. */
const condition = fc.tuple(field, operator, fc.nat(), fc.nat()).map(([{ ours, typed, wire }, operator, a, b]) => {
  const all = values(wire)
  const isDate = ours === "closed.date" || ours === "updatedAt"
  const cut = (value: unknown): unknown => (isDate ? Math.floor(Number(value) / 1000) * 1000 : value)
  const [one, other] = [all[a % all.length], all[b % all.length]].map(cut)
  const operand =
    operator === "$exists"
      ? a % 2 === 0
      : operator === "$in" || operator === "$nin"
        ? [typed(one), typed(other)]
        : typed(one)
  const holds = (document: Wire): boolean => {
    const value = at(document, wire)
    if (operator === "$exists") return (value !== undefined) === operand
    if (operator === "null") return value === undefined || value === null
    if (operator === "$eq") return value === one
    if (operator === "$ne") return value !== one
    if (operator === "$in") return value === one || value === other
    if (operator === "$nin") return value !== one && value !== other
    if (typeof value !== typeof one || value === undefined) return false
    const sign = compare(value, one)
    return operator === "$gt" ? sign > 0 : operator === "$gte" ? sign >= 0 : operator === "$lt" ? sign < 0 : sign <= 0
  }
  return { filter: { [ours]: operator === "null" ? null : { [operator]: operand } }, holds }
})

const compare = (a: unknown, b: unknown): number => {
  if (typeof a === "number" && typeof b === "number") return a - b
  return String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0
}

const query = fc.tuple(condition, condition, fc.constantFrom("one", "$and", "$or")).map(([a, b, join]) =>
  join === "one"
    ? a
    : {
        filter: { [join]: [a.filter, b.filter] },
        holds: (document: Wire) =>
          join === "$and" ? a.holds(document) && b.holds(document) : a.holds(document) || b.holds(document),
      },
)

describe("a query of core's", () => {
  layer(recorded)((it) => {
    it.effect(
      "finds on the server what it says",
      () =>
        Effect.gen(function* () {
          const reader = yield* Reader.make(Case.resource)
          const run = yield* Effect.runtime()
          yield* Effect.promise(() =>
            fc.assert(
              fc.asyncProperty(query, async ({ filter, holds }) => {
                const walk = reader.walk(filter, { projection: [], ranges: 1 })
                const found = await Effect.runPromise(Effect.provide(Stream.runCollect(walk), run))
                const expected = documents.filter(holds).map((one) => String(one["_id"]))
                expect(Chunk.toReadonlyArray(found).map((one) => String(one.id))).toEqual(expected.toSorted())
              }),
              { numRuns: 150 },
            ),
          )
        }),
      120_000,
    )

    it.effect("comes back empty with a proof, or with the reason why it proves nothing", () =>
      Effect.gen(function* () {
        const emptiness = yield* Emptiness
        const later = DateTime.unsafeMake("2040-01-01T00:00:00Z")
        const proven = yield* emptiness.verdict(Case.resource, { "closed.date": { $gte: later } })
        const refuted = yield* emptiness.verdict(
          Case.resource,
          Query.raw({ "closed.close_date": { $gt: "2026-01-13" } }),
        )
        const unproven = yield* emptiness.verdict(Case.resource, Query.raw({ nosuch: 1 }))
        const reference = yield* emptiness.verdict(Case.resource, { referenceNumber: "no such reference" })
        expect([proven, refuted, unproven, reference].map((one) => one._tag)).toEqual([
          "Proven",
          "Refuted",
          "Unproven",
          "Proven",
        ])
        expect(yield* Stream.runCount((yield* Cases).closed({ from: later }, { proveEmpty: true }))).toBe(0)
      }),
    )
  })
})
