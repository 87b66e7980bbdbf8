import { describe, expect, it } from "@effect/vitest"
import { openFields } from "@amili-cases/core/Case"
import { Cases } from "@amili-cases/core/Cases"
import * as Sandbox from "@amili-cases/test-fixtures/Sandbox"
import { Effect, Stream } from "effect"
import { coreOf } from "./support/core.ts"

/** What reading so many ranges at once costs in requests: a figure of `docs/performance.md` that no machine changes. */
const reading = (ranges?: number) =>
  Effect.gen(function* () {
    const sandbox = yield* Sandbox.start({ cases: 20_000, seed: 3 })
    const before = sandbox.engine.served.length
    const options = ranges === undefined ? {} : { ranges }
    const rows = yield* Effect.flatMap(Cases, (cases) =>
      Stream.runCount(cases.open({}, { projection: openFields, ...options })),
    ).pipe(Effect.provide(coreOf(sandbox)))
    const asked = sandbox.engine.served.slice(before).filter(({ target }) => target.startsWith("/cases"))
    expect(rows).toBeGreaterThan(1500)
    return asked.length - Math.ceil(rows / 100)
  })

describe("reading all open cases", () => {
  it.scopedLive("takes a request for each page of 100, and one to see the end at most", () =>
    Effect.gen(function* () {
      const more = yield* reading(1)
      expect(more).toBeGreaterThanOrEqual(0)
      expect(more).toBeLessThanOrEqual(1)
    }),
  )

  it.scopedLive("takes a few more to begin and end ranges that are read at once", () =>
    Effect.gen(function* () {
      // Up to six ranges: five boundaries, and for each range a last page that is not full.
      expect(yield* reading()).toBeLessThanOrEqual(11)
    }),
  )
})
