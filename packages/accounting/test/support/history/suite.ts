/** A part of the histories as a test, so that two files share them between two processors. */
import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import * as History from "./History.ts"

/** How many in all, and the seed of the first: few that show everything. `pnpm soak` runs thousands with seeds of its own. */
const total = Number(process.env["HISTORIES"] ?? 24)
const first = Number(process.env["FIRST_SEED"] ?? 17)

/** Histories `part`, `part + parts`, ... of all of them. */
export const histories = (part: number, parts: number): void => {
  const seeds = Array.from({ length: total }, (_, index) => first + index).filter((seed) => seed % parts === part)

  describe(`exports of a moving portfolio over a bad line, ${seeds.length} histories (${part + 1} of ${parts})`, () => {
    it.live(
      "miss nothing, repeat nothing, and agree with the server to the öre",
      () =>
        Effect.gen(function* () {
          const sums = new Map<string, number>()
          const problems: Array<string> = []
          for (const seed of seeds) {
            const report = yield* History.run(seed)
            problems.push(...report.problems)
            for (const [name, value] of Object.entries(report.sums)) sums.set(name, (sums.get(name) ?? 0) + value)
          }
          if (process.env["HISTORIES"] !== undefined) {
            process.stdout.write(`${JSON.stringify(Object.fromEntries(sums))}\n`)
          }
          expect(problems.slice(0, 20)).toEqual([])
          // A world in which nothing goes wrong and nothing is corrected proves nothing.
          const wanted = ["rows", "corrections", "failed", "faults", "openRuns", "recovered"]
          for (const name of seeds.length < 12 ? [] : wanted) {
            expect([name, sums.get(name) ?? 0]).not.toEqual([name, 0])
          }
        }),
      Math.max(120_000, seeds.length * 10_000),
    )
  })
}
