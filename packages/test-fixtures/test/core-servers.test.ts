import { it } from "@effect/vitest"
import { Cases } from "@amili-cases/core/Cases"
import * as Recorded from "@amili-cases/test-fixtures/Recorded"
import * as Sandbox from "@amili-cases/test-fixtures/Sandbox"
import { Chunk, Effect, Stream } from "effect"
import { describe, expect } from "vitest"
import { coreOf } from "./support/core.ts"

/** Runs the reading against the recorded data on a server of another kind. */
const on = <A, E>(options: Sandbox.Options, read: (cases: Cases) => Effect.Effect<A, E>) =>
  Effect.gen(function* () {
    const sandbox = yield* Sandbox.start({ data: yield* Recorded.data, ...options })
    const result = yield* Effect.provide(Effect.flatMap(Cases, read), coreOf(sandbox))
    return { result, requests: sandbox.engine.served.filter(({ target }) => target.startsWith("/cases")).length }
  })

const open = (cases: Cases) =>
  Effect.map(
    Stream.runCollect(cases.open({}, { projection: [] })),
    (rows) => new Set(Array.from(rows, (row) => row.id)).size,
  )

describe("core's walk of a server", () => {
  it.scoped("as documented takes N/100 requests and a few", () =>
    Effect.gen(function* () {
      expect(yield* on({}, open)).toEqual({ result: 319, requests: 4 })
    }),
  )

  it.scoped("that grants fewer rows than it is asked for", () =>
    Effect.gen(function* () {
      const { requests, result } = yield* on({ maxResults: [30] }, open)
      expect([result, requests <= 319 / 30 + 8]).toEqual([319, true])
    }),
  )

  it.scoped("whose page limit changes from request to request", () =>
    Effect.gen(function* () {
      expect((yield* on({ maxResults: [100, 7, 25] }, open)).result).toBe(319)
    }),
  )

  it.scoped("without totals, which is counted by walking", () =>
    Effect.gen(function* () {
      const read = (cases: Cases) => Effect.all([open(cases), cases.count(), cases.page()])
      const [rows, count, page] = (yield* on({ noTotals: true }, read)).result
      expect([rows, count, "total" in page]).toEqual([319, 600, false])
    }),
  )

  it.scoped("that allows no filter but by id and closing", () =>
    Effect.gen(function* () {
      expect((yield* on({ allowedFilters: ["_id", "closed"] }, open)).result).toBe(319)
      const refused = yield* on({ allowedFilters: ["_id"] }, (cases) => Effect.flip(open(cases)))
      expect(refused.result).toMatchObject({ _tag: "RequestRefused", status: 400 })
    }),
  )

  it.scoped("that adds links, shuffles ties and compresses", () =>
    Effect.gen(function* () {
      expect((yield* on({ links: true, shuffleTies: true, faults: ["gzip=1"] }, open)).result).toBe(319)
    }),
  )

  it.scoped("that writes a bare NaN keeps the page and tells the field", () =>
    Effect.gen(function* () {
      const read = (cases: Cases) => Stream.runCollect(cases.open({}, { malformed: "yield" }))
      const all = Chunk.toReadonlyArray((yield* on({ faults: ["nan=1"] }, read)).result)
      const malformed = all.flatMap((one) => (one._tag === "Malformed" ? [one] : []))
      expect(all).toHaveLength(319)
      expect(malformed.length).toBeGreaterThan(0)
      for (const { problem, source } of malformed) {
        expect(problem).toMatch(/^[a-z_.]+: expected an amount, got NaN$/)
        expect(source).toMatch(/: NaN[,}]/)
      }
    }),
  )
})
