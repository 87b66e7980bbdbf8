/**
 * Everything that happens to a fleet at once: workers that are killed, stopped and go on, connections that end, a worker
 * that comes and one that is drained. Afterwards every closed case of every profile is in one file, and no number is
 * missing. `pnpm soak` does the same with hundreds of profiles and a database that restarts.
 */
import { describe, expect, it } from "@effect/vitest"
import { Effect, Schedule } from "effect"
import * as Postgres from "../../../packages/accounting/test/support/postgres.ts"
import { seed } from "../../../packages/accounting/test/support/sample.ts"
import * as Chaos from "./support/chaos.ts"
import * as World from "./support/world.ts"

const { binaries } = Postgres

describe.skipIf(binaries === undefined)(
  `a fleet${binaries === undefined ? " (skipped: PostgreSQL not installed)" : ""}`,
  () => {
    it.scopedLive(
      `exports each closed case of each profile once, whatever happens to its workers (seed ${seed})`,
      () =>
        Effect.gen(function* () {
          const sizes = Array.from({ length: 30 }, (_, index) => (index === 0 ? 2000 : (index * 37) % 60))
          const world = yield* World.make({
            sizes,
            sandbox: { faults: ["unavailable=0.02", "reset=0.01", "delay=1"], faultDelay: 30 },
          })
          expect(yield* world.fleet("init", "--profiles", world.profiles)).toMatchObject({ code: 0 })
          const workers = yield* Effect.all([world.worker(), world.worker(), world.worker()], { concurrency: 3 })
          expect(yield* world.fleet("submit")).toMatchObject({
            stderr: expect.stringContaining("30 exports are due now"),
          })
          const happened: Array<string> = []
          const left = yield* Chaos.happen(world, workers, { rounds: 4, seed, told: (what) => happened.push(what) })
          yield* world.done(sizes.length).pipe(
            Effect.repeat({ until: (done) => done, schedule: Schedule.spaced("500 millis") }),
            Effect.timeout("60 seconds"),
            // What a person would look at.
            Effect.tapError(() =>
              Effect.flatMap(world.fleet("status"), ({ stderr, stdout }) =>
                Effect.sync(() => {
                  const said = left.map((worker) => `${worker.name}: ${worker.said().slice(-1500)}`)
                  console.error([...happened, stdout, stderr, ...said].join("\n"))
                }),
              ),
            ),
          )
          expect(world.problems()).toEqual([])
          // What is done is not done again.
          expect(yield* world.fleet("submit")).toMatchObject({
            stderr: expect.stringContaining("0 exports are due now"),
          })
        }),
      150_000,
    )
  },
)
