import * as CaseState from "@amili-cases/core/CaseState"
import { Cases } from "@amili-cases/core/Cases"
import * as CloseReason from "@amili-cases/core/CloseReason"
import * as Arbitraries from "@amili-cases/test-fixtures/Arbitraries"
import * as Fakes from "@amili-cases/test-fixtures/Fakes"
import * as Fixtures from "@amili-cases/test-fixtures/Fixtures"
import { it } from "@effect/vitest"
import { Effect, FastCheck, Stream } from "effect"
import { describe, expect } from "vitest"

describe("Fixtures", () => {
  it("have a case for every state and every reason that core knows", () => {
    expect(Fixtures.everyState.map(({ state }) => state)).toEqual(CaseState.known)
    expect(Fixtures.everyReason.map(({ closed }) => closed?.reason)).toEqual(CloseReason.known)
  })

  it("say of their oddities what is odd", () => {
    const { explicitNull, undated, unknownReason, unknownState, withoutReason } = Fixtures.oddities
    expect(CaseState.isKnown(String(unknownState.state))).toBe(false)
    expect(CloseReason.outcome(unknownReason.closed?.reason)).toBe("unknown")
    expect([undated.closed?.date, withoutReason.closed?.reason, explicitNull.closed]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
  })
})

describe("Arbitraries", () => {
  it("make portfolios of which core reads every case once: open, closed or undated", () =>
    FastCheck.assert(
      FastCheck.asyncProperty(Arbitraries.portfolio, (portfolio) =>
        Effect.gen(function* () {
          const cases = yield* Cases
          const lists = [cases.open, cases.closed, cases.undated]
          const read = yield* Effect.forEach(lists, (list) => Stream.runCollect(list({}, { projection: ["state"] })))
          const ids = read.flatMap((rows) => Array.from(rows, ({ id }) => id))
          expect(ids.toSorted()).toEqual(portfolio.map(({ id }) => id).toSorted())
        }).pipe(Effect.provide(Fakes.layerTest(portfolio)), Effect.runPromise),
      ),
      { numRuns: 25 },
    ))

  it("make cases that come back from the server as they went in", () =>
    FastCheck.assert(
      FastCheck.asyncProperty(Arbitraries.aCase, (one) =>
        Effect.gen(function* () {
          const found = yield* (yield* Cases).get(one.id)
          const { _etag, ...wire } = Fixtures.toWire(found)
          const { _etag: _none, ...expected } = Fixtures.toWire(one)
          expect(wire).toEqual(expected)
        }).pipe(Effect.provide(Fakes.layerTest([one])), Effect.runPromise),
      ),
      { numRuns: 50 },
    ))
})
