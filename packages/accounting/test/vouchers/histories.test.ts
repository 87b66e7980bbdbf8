import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import * as History from "./support/history.ts"
import * as Seeds from "../support/seeds.ts"

/** `pnpm soak` runs thousands. */
const seeds = Seeds.chosen({ total: 4 })

describe(`months that are booked, ${seeds.length} histories`, () => {
  it.live(
    "come to what really happened, account by account to the öre, each event once",
    () =>
      Effect.gen(function* () {
        const { problems, sums } = yield* Seeds.each(seeds, History.run)
        expect(problems.slice(0, 20)).toEqual([])
        // A world in which nobody errs and nothing is cut short proves nothing.
        const wanted = ["vouchers", "interrupted", "refused", "reversed", "question loss", "question currency"]
        for (const name of seeds.length < 12 ? [] : wanted) expect([name, sums.get(name) ?? 0]).not.toEqual([name, 0])
      }),
    Math.max(240_000, seeds.length * 60_000),
  )
})
