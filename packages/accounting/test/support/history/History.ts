/** Some days of a portfolio that moves while the program reads it over a bad line, and what was found wrong afterwards. */
import * as Random from "@amili-cases/test-fixtures/Random"
import { DateTime, Effect } from "effect"
import * as Attempts from "./Attempts.ts"
import * as Audit from "./Audit.ts"
import * as Climate from "./Climate.ts"
import * as Happenings from "./Happenings.ts"
import * as VirtualClock from "./VirtualClock.ts"
import * as World from "./World.ts"

const hour = 3_600_000
const day = 24 * hour

/** A history and the audit of its files; the same seed, the same history. */
export const run = (seed: number): Effect.Effect<Audit.Report, unknown> => {
  const clock = VirtualClock.make(Date.parse("2026-02-01T08:00:00.137Z"))
  return Effect.scoped(live(seed, clock)).pipe(Effect.withClock(clock), Effect.withTracerEnabled(false))
}

const live = (seed: number, clock: VirtualClock.VirtualClock) =>
  Effect.gen(function* () {
    const climate = Climate.of(seed)
    const random = Random.make(seed, 42)
    const { faults, ...server } = climate.server
    const weather = { moving: true, outageAt: Infinity }
    const world = yield* World.make({
      ...server,
      script: (engine, request, now) => {
        if (weather.moving) Happenings.happen(engine, climate.events, random, now)
        if (request === weather.outageAt) engine.faults.add({ kind: random.pick(outages) ?? "reset", probability: 1 })
      },
    })
    const { engine } = world
    const start =
      climate.startDaysAgo === undefined ? undefined : DateTime.unsafeMake(clock.now - climate.startDaysAgo * day)
    const attempts = Attempts.make(world, climate, random, start)

    const stormy = (dataset: "open" | "closed") =>
      Effect.gen(function* () {
        for (const fault of faults ?? []) if (typeof fault !== "string") engine.faults.add(fault)
        weather.outageAt = random.chance(climate.outage) ? engine.served.length + random.below(12) : Infinity
        const outcome = yield* attempts.attempt(dataset)
        engine.faults.clear()
        weather.outageAt = Infinity
        return outcome
      })

    for (let mornings = 2 + random.below(3); mornings > 0; mornings--) {
      for (let patience = 2; patience > 0; patience--) {
        if ((yield* stormy("closed")) !== undefined || random.chance(0.3)) break
        clock.now += random.below(2 * hour)
      }
      if (random.chance(0.4)) yield* stormy("open")
      for (let hours = random.below(30); hours > 0; hours--) {
        clock.now += random.below(2 * hour)
        Happenings.happen(engine, 0.5, random, clock.now)
      }
    }

    weather.moving = false
    const calm = (dataset: "open" | "closed") =>
      Effect.gen(function* () {
        const outcome = yield* attempts.attempt(dataset, true)
        if (outcome === undefined) attempts.problems.push(`a calm ${dataset} run failed`)
        clock.now += hour
      })

    // A bridge with much on it, whatever came before, and documents that cannot be read among it.
    const restless = Random.make(seed, 43)
    Happenings.populate(engine, restless, clock.now)
    clock.now += hour
    yield* calm("open")
    clock.now += day
    Happenings.unsettle(engine, restless, clock.now - hour)
    yield* calm("open")
    Happenings.mend(engine, clock.now)
    clock.now += day
    for (const dataset of ["closed", "open", "open", "closed"] as const) yield* calm(dataset)
    const problems = [...attempts.problems]
    if (attempts.finished.at(-1)?.serial !== undefined) problems.push("the last run of all found something new")
    return yield* Audit.report({ seed, world, attempts, problems, start })
  })

const outages = ["reset", "error", "unavailable", "html"] as const
