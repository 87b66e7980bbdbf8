import * as Sandbox from "@amili-cases/test-fixtures/Sandbox"
import * as ManualClock from "@amili-cases/test-fixtures/ManualClock"
import { it } from "@effect/vitest"
import { Effect, Stream } from "effect"
import { describe, expect } from "vitest"
import { month, type Month, type Tally } from "./support/month.ts"

/** How many months, and the seed of the first; `HISTORIES=10000` gives the figures in docs/testing.md. */
const histories = Number(process.env["HISTORIES"] ?? 40)
const firstSeed = Number(process.env["FIRST_SEED"] ?? 1)
const start = Date.parse("2026-01-01T05:00:00Z")

const run = (seed: number): Effect.Effect<Month, unknown> => {
  const clock = ManualClock.make(start)
  const sandbox = Sandbox.layerLoopback({
    cases: 60,
    seed,
    now: "2025-12-31",
    shuffleTies: true,
    drift: 0.15,
    maxResults: seed % 3 === 0 ? [10, 7] : [10],
  })
  return month(seed, clock).pipe(Effect.provide(sandbox), Effect.withClock(clock), Effect.withTracerEnabled(false))
}

const fields = ["openMissed", "openRepeated", "closedMissed", "closedRepeated"] as const
const none: Tally = { openMissed: 0, openRepeated: 0, closedMissed: 0, closedRepeated: 0 }
const add = (a: Tally, b: Tally): Tally => ({
  openMissed: a.openMissed + b.openMissed,
  openRepeated: a.openRepeated + b.openRepeated,
  closedMissed: a.closedMissed + b.closedMissed,
  closedRepeated: a.closedRepeated + b.closedRepeated,
})

describe("a month of daily readings of a moving portfolio", () => {
  it.effect(
    `loses and repeats cases by the guide's algorithms, and none by core's walks, in ${histories} histories`,
    () =>
      Effect.gen(function* () {
        const seeds = Stream.range(firstSeed, firstSeed + histories - 1)
        const sum = yield* Stream.runFoldEffect(
          seeds,
          { guide: none, core: none, affected: none, requests: 0 },
          (total, seed) =>
            Effect.map(run(seed), ({ guide, core, requests }) => {
              expect.soft(core, `core's walks with seed ${seed}`).toEqual(none)
              const hit = { ...none, ...Object.fromEntries(fields.map((field) => [field, Math.min(1, guide[field])])) }
              return {
                guide: add(total.guide, guide),
                core: add(total.core, core),
                affected: add(total.affected, hit),
                requests: total.requests + requests,
              }
            }),
        )
        if (process.env["HISTORIES"] !== undefined) process.stdout.write(`${JSON.stringify({ histories, ...sum })}\n`)
        for (const field of fields) expect(sum.guide[field], `${field} by the guide`).toBeGreaterThan(0)
      }),
    { timeout: Math.max(120_000, histories * 2000) },
  )
})
