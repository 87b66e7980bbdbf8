import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import * as Months from "../support/history/Months.ts"
import * as Seeds from "../support/seeds.ts"

/** `pnpm soak` runs thousands. */
const seeds = Seeds.chosen({ total: 12 })

describe(`closed runs that end with months, days or now, ${seeds.length} histories`, () => {
  it.live(
    "have each closed case once, in the run of its period unless it is named as late",
    () =>
      Effect.gen(function* () {
        const { problems, sums } = yield* Seeds.each(seeds, Months.run)
        expect(problems.slice(0, 20)).toEqual([])
        const wanted = ["rows", "corrections", "late", "months", "days", "refused", "interrupted"]
        for (const name of seeds.length < 12 ? [] : wanted) expect([name, sums.get(name) ?? 0]).not.toEqual([name, 0])
      }),
    Math.max(120_000, seeds.length * 10_000),
  )
})
