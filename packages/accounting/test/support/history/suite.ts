/** A part of the histories as a test, so that two files share them between two processors. */
import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import * as Seeds from "../seeds.ts"
import * as History from "./History.ts"

/** Few that show everything. `pnpm soak` runs thousands. */
const all = Seeds.chosen({ total: 24, first: 17 })

/** Histories `part`, `part + parts`, ... of all of them. */
export const histories = (part: number, parts: number): void => {
  const seeds = all.filter((seed) => seed % parts === part)

  describe(`exports of a moving portfolio over a bad line, ${seeds.length} histories (${part + 1} of ${parts})`, () => {
    it.live(
      "miss nothing, repeat nothing, and agree with the server to the öre",
      () =>
        Effect.gen(function* () {
          const { problems, sums } = yield* Seeds.each(seeds, History.run)
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
