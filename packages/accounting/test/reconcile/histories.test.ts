import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import * as History from "./support/history.ts"
import * as Seeds from "../support/seeds.ts"

/** `pnpm soak` runs thousands. */
const seeds = Seeds.chosen({ total: 8 })

describe(`months that are reconciled, ${seeds.length} histories`, () => {
  it.live(
    "stand as what really happened, each case, line and payout once, to the öre",
    () =>
      Effect.gen(function* () {
        const { problems } = yield* Seeds.each(seeds, History.run)
        expect(problems.slice(0, 20)).toEqual([])
      }),
    Math.max(120_000, seeds.length * 15_000),
  )

  const standWhere = (what: string, seed: number) =>
    it.live(
      `stand so where ${what}`,
      () => Effect.map(History.run(seed), ({ problems }) => expect(problems).toEqual([])),
      120_000,
    )

  standWhere("one of two payouts that came in one transfer was reversed", 770_011)
  standWhere("a line that was taken back was changed before a run saw it", 780_049)
  standWhere("one of several equal instalments was taken back", 9018)
  standWhere("the next equal instalment came after one was taken back", 9023)
  standWhere("an equal payment came after a line was taken back and changed", 20_167)
  standWhere("a line of several possible cases was deleted", 31_020)
})
