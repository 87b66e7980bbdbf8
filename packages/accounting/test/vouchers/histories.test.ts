import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import * as History from "./support/history.ts"

/** How many, and the seed of the first; `pnpm soak` runs thousands with seeds of its own. */
const total = Number(process.env["HISTORIES"] ?? 4)
const first = Number(process.env["FIRST_SEED"] ?? 1)

describe(`months that are booked, ${total} histories`, () => {
  it.live(
    "come to what really happened, account by account to the öre, each event once",
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
        // A world in which nobody errs and nothing is cut short proves nothing.
        const wanted = ["vouchers", "interrupted", "refused", "reversed", "question loss", "question currency"]
        for (const name of total < 12 ? [] : wanted) expect([name, sums.get(name) ?? 0]).not.toEqual([name, 0])
      }),
    Math.max(240_000, total * 60_000),
  )
})
