import { Standing } from "@amili-cases/accounting/payouts/journal/Standing"
import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import * as World from "./support/world.ts"

/** Requests and unpaid lines of a run with nothing new. */
const idle = (options: World.Options) =>
  Effect.gen(function* () {
    const world = yield* World.make(options)
    yield* world.run()
    const unpaid = yield* world.alone(Effect.flatMap(Standing, (standing) => standing.unpaid("default", [])))
    const before = world.engine.served.length
    const outcome = yield* world.run()
    const asked = world.engine.served.slice(before).filter(({ target }) => !target.startsWith("/authenticates"))
    return { asked: asked.length, serial: outcome.serial, unpaid: unpaid.length }
  }).pipe(Effect.scoped)

describe("a run over payouts with nothing new", () => {
  it.live("asks four questions, and one more for each hundred unpaid lines", () =>
    Effect.gen(function* () {
      const waiting: Array<number> = []
      for (const cases of [40, 400, 1500]) {
        // A Thursday: since the last Friday many lines have come that no payout holds yet.
        const { asked, serial, unpaid } = yield* idle({ cases, seed: 4, now: "2026-03-05" })
        expect(serial).toBe(undefined)
        expect([cases, asked, unpaid]).toEqual([cases, 4 + Math.ceil(unpaid / 100), unpaid])
        waiting.push(unpaid)
      }
      expect(Math.max(...waiting)).toBeGreaterThan(100)
    }),
  )
})
