import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import * as History from "./support/history.ts"
import * as Seeds from "../support/seeds.ts"

/** `pnpm soak` runs thousands. */
const seeds = Seeds.chosen({ total: 12 })

describe(`exports of moving payouts over a bad line, ${seeds.length} histories`, () => {
  it.live(
    "miss nothing, repeat nothing, and agree with what really happened to the öre",
    () =>
      Effect.gen(function* () {
        const { problems, sums } = yield* Seeds.each(seeds, History.run)
        expect(problems.slice(0, 20)).toEqual([])
        // A world in which nothing goes wrong and nothing changes proves nothing.
        const wanted = [
          "new",
          "paid_out",
          "changed",
          "reversed",
          "gone",
          "failed",
          "interrupted",
          "recovered",
          "hidden",
        ]
        for (const name of seeds.length < 12 ? [] : wanted) expect([name, sums.get(name) ?? 0]).not.toEqual([name, 0])
      }),
    Math.max(120_000, seeds.length * 10_000),
  )
})
