import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import * as Months from "../support/history/Months.ts"

/** `pnpm soak` runs thousands with seeds of its own. */
const total = Number(process.env["HISTORIES"] ?? 12)
const first = Number(process.env["FIRST_SEED"] ?? 1)

describe(`closed runs that end with months, days or now, ${total} histories`, () => {
  it.live(
    "have each closed case once, in the run of its period unless it is named as late",
    () =>
      Effect.gen(function* () {
        const sums = new Map<string, number>()
        const problems: Array<string> = []
        for (let seed = first; seed < first + total; seed++) {
          const report = yield* Months.run(seed)
          problems.push(...report.problems)
          for (const [name, value] of Object.entries(report.sums)) sums.set(name, (sums.get(name) ?? 0) + value)
        }
        if (process.env["HISTORIES"] !== undefined) {
          process.stdout.write(`${JSON.stringify(Object.fromEntries(sums))}\n`)
        }
        expect(problems.slice(0, 20)).toEqual([])
        const wanted = ["rows", "corrections", "late", "months", "days", "refused", "interrupted"]
        for (const name of total < 12 ? [] : wanted) expect([name, sums.get(name) ?? 0]).not.toEqual([name, 0])
      }),
    Math.max(120_000, total * 10_000),
  )
})
