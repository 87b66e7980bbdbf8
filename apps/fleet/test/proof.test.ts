/**
 * Everything that happens to a fleet at once: workers that are killed, stopped and go on, connections that end, a worker
 * that comes and one that is drained, over a portfolio that moves. Afterwards every closed case of every profile is in one
 * file, and no number is missing. `FLEET=long`, which `pnpm soak` sets, takes hundreds of profiles and a database that restarts.
 */
import { describe, expect, it } from "@effect/vitest"
import { Effect, Schedule } from "effect"
import * as Postgres from "../../../packages/accounting/test/support/postgres.ts"
import { seed } from "../../../packages/accounting/test/support/sample.ts"
import * as Chaos from "./support/chaos.ts"
import * as World from "./support/world.ts"

const { binaries } = Postgres
const isLong = process.env["FLEET"] === "long"

/** Most profiles are small, and one is as large as all others together. */
const sizes = isLong
  ? Array.from({ length: 500 }, (_, index) => {
      if (index === 0) return 20_000
      if (index % 100 === 0) return 2000
      return index % 10 === 0 ? 200 : (index * 37) % 40
    })
  : Array.from({ length: 20 }, (_, index) => (index === 0 ? 1000 : (index * 37) % 60))

describe.skipIf(binaries === undefined)(
  `a fleet${binaries === undefined ? " (skipped: PostgreSQL not installed)" : ""}`,
  () => {
    it.scopedLive(
      `exports each closed case of each profile once, whatever happens to its workers (seed ${seed})`,
      () =>
        Effect.gen(function* () {
          const world = yield* World.make({
            sizes,
            seed,
            sandbox: {
              faults: ["unavailable=0.01", "reset=0.005", "cut=0.005", "delay=1"],
              faultDelay: 30,
              rateLimit: 120,
              ratePeriod: 2,
              rateGrace: 0,
              ratePerToken: true,
            },
          })
          expect(yield* world.fleet("init", "--profiles", world.profiles)).toMatchObject({ code: 0 })
          const begun = yield* Effect.all([world.worker(), world.worker(), world.worker()], { concurrency: 3 })
          const happened: Array<string> = []
          /** What a person would look at, where it takes too long. */
          const explain = Effect.flatMap(world.fleet("status"), ({ stderr, stdout }) =>
            Effect.sync(() => {
              const said = workers.map((worker) => `${worker.name}: ${worker.said().slice(-1500)}`)
              console.error([...happened, stdout, stderr, ...said].join("\n"))
            }),
          )
          const allDone = world.done(sizes.length).pipe(
            Effect.repeat({ until: (done) => done, schedule: Schedule.spaced("500 millis") }),
            Effect.timeout(isLong ? "20 minutes" : "3 minutes"),
            Effect.tapError(() => explain),
          )
          const due = expect.stringContaining(`${sizes.length} exports are due now`)
          expect(yield* world.fleet("submit")).toMatchObject({ stderr: due })
          const minutes = isLong ? 3 : 0
          const told = (what: string) => happened.push(`${new Date().toISOString()} ${what}`)
          const workers = yield* Chaos.happen(world, begun, { rounds: 3, minutes, seed, restarts: isLong, told })
          yield* allDone
          const [waited] = yield* world.query(
            "SELECT extract(epoch FROM MAX(started_at - due_at))::float8 AS most FROM fleet_unit",
          )
          // What was closed meanwhile is in the next run of its profile.
          world.settle()
          expect(yield* world.fleet("submit", "--again")).toMatchObject({ stderr: due })
          yield* allDone
          expect(world.problems()).toEqual([])
          // What is done is not done again.
          expect(yield* world.fleet("submit")).toMatchObject({
            stderr: expect.stringContaining("0 exports are due now"),
          })
          if (isLong)
            console.log(
              [...happened, `nobody waited longer than ${Math.round(Number(waited?.["most"]))} seconds`].join("\n"),
            )
        }),
      isLong ? 3_600_000 : 400_000,
    )
  },
)
