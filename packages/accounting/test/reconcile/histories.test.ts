import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import * as History from "./support/history.ts"

/** How many, and the seed of the first; `pnpm soak` runs thousands with seeds of its own. */
const total = Number(process.env["HISTORIES"] ?? 8)
const first = Number(process.env["FIRST_SEED"] ?? 1)

describe(`months that are reconciled, ${total} histories`, () => {
  it.live(
    "stand as what really happened, each case, line and payout once, to the öre",
    () =>
      Effect.gen(function* () {
        const sums = new Map<string, number>()
        const problems: Array<string> = []
        for (let seed = first; seed < first + total; seed++) {
          const report = yield* History.run(seed)
          problems.push(...report.problems.map((problem) => `seed ${seed}: ${problem}`))
          for (const [name, value] of Object.entries(report.sums)) sums.set(name, (sums.get(name) ?? 0) + value)
        }
        if (process.env["HISTORIES"] !== undefined) {
          process.stdout.write(`${JSON.stringify(Object.fromEntries(sums))}\n`)
        }
        expect(problems.slice(0, 20)).toEqual([])
      }),
    Math.max(120_000, total * 15_000),
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
})
