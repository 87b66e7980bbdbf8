import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import * as Folder from "../support/folder.ts"
import * as Truth from "./support/truth.ts"
import * as World from "./support/world.ts"

const day = 86_400_000

describe("a run over payouts", () => {
  it.live("says what became of each line and payout", () =>
    Effect.gen(function* () {
      const world = yield* World.make({ cases: 30, seed: 3, unkind: 0.5 })
      for (let index = 0; index < 20; index++) {
        const at = world.clock.now
        const outcome = yield* world.run()
        expect(yield* world.alone(Truth.problemsAt("default", world.events(), at))).toEqual([])
        expect(outcome.completeness?.lines.difference).toBe(0)
        world.clock.now += 2.5 * day
      }
      expect(Folder.named(world.out, ".csv").length).toBeGreaterThan(10)
    }).pipe(Effect.scoped),
  )
})
