import { describe, expect, it } from "@effect/vitest"
import { openFields } from "@amili-cases/core/Case"
import { Cases } from "@amili-cases/core/Cases"
import * as Sandbox from "@amili-cases/test-fixtures/Sandbox"
import { Effect, Stream } from "effect"
import { coreOf } from "./support/core.ts"

/** What reading costs in requests: a figure of `docs/performance.md` that no machine changes. */
describe("reading all open cases", () => {
  it.scopedLive("takes a request for each page of 100, and a few to begin and end the ranges", () =>
    Effect.gen(function* () {
      const sandbox = yield* Sandbox.start({ cases: 9000, seed: 3 })
      const before = sandbox.engine.served.length
      const rows = yield* Effect.flatMap(Cases, (cases) =>
        Stream.runCount(cases.open({}, { projection: openFields })),
      ).pipe(Effect.provide(coreOf(sandbox)))
      const asked = sandbox.engine.served.slice(before).filter(({ target }) => target.startsWith("/cases"))
      expect(rows).toBeGreaterThan(1000)
      // Four ranges: three boundaries, and for each range a last page that may be short or empty.
      expect(asked.length).toBeLessThanOrEqual(Math.ceil(rows / 100) + 8)
      expect(asked.length).toBeGreaterThanOrEqual(Math.ceil(rows / 100))
    }),
  )
})
