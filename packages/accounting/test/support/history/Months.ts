/** Some months of a moving portfolio, with runs that end with a month, with a day, or with now. */
import type { Through } from "@amili-cases/accounting/closed/period/Through"
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import * as Random from "@amili-cases/test-fixtures/Random"
import { DateTime, Effect, Option } from "effect"
import * as Attempts from "./Attempts.ts"
import * as Audit from "./Audit.ts"
import * as Climate from "./Climate.ts"
import * as Happenings from "./Happenings.ts"
import * as VirtualClock from "./VirtualClock.ts"
import * as World from "./World.ts"

const day = 86_400_000

/** A history and the audit of its files; the same seed, the same history. */
export const run = (seed: number): Effect.Effect<Audit.Report, unknown> => {
  const clock = VirtualClock.make(Date.parse("2026-02-01T08:00:00.137Z"))
  return Effect.scoped(live(seed, clock)).pipe(Effect.withClock(clock), Effect.withTracerEnabled(false))
}

const live = (seed: number, clock: VirtualClock.VirtualClock) =>
  Effect.gen(function* () {
    const random = Random.make(seed, 44)
    const climate: Climate.Climate = { ...Climate.of(seed), interrupted: 0.1, outage: 0, creditors: false }
    const { faults: _, ...server } = climate.server
    const weather = { moving: true }
    const world = yield* World.make({
      ...server,
      script: (engine, _request, now) => {
        if (weather.moving) Happenings.happen(engine, climate.events, random, now)
      },
    })
    const attempts = Attempts.make(world, climate, random, undefined)
    const tally = { months: 0, days: 0 }

    for (let step = 8; step > 0; step--) {
      for (let days = random.below(40); days > 0; days--) {
        clock.now += day - random.below(3_600_000)
        Happenings.happen(world.engine, 1, random, clock.now)
      }
      const today = CalendarDay.of(DateTime.unsafeMake(clock.now))
      const through = endOf(today, random)
      const outcome = yield* attempts.attempt("closed", false, through)
      if (through === undefined || outcome === undefined) continue
      tally[through.name.length === 7 ? "months" : "days"] += 1
    }
    weather.moving = false
    Happenings.mend(world.engine, clock.now)
    clock.now += day
    // What an interrupted run left is finished by the next one.
    for (let calm = 2; calm > 0; calm--) {
      if ((yield* attempts.attempt("closed", true)) === undefined) attempts.problems.push("a calm run failed")
      clock.now += day
    }
    const report = yield* Audit.report({ seed, world, attempts, problems: attempts.problems, start: undefined })
    return { ...report, sums: { ...report.sums, ...tally } }
  })

/** The month before this one, a day of the last three weeks, or nothing. */
const endOf = (today: CalendarDay.CalendarDay, random: Random.Random): Through | undefined => {
  const first = CalendarDay.parse(`${today.slice(0, 7)}-01`)
  const kind = random.below(3)
  if (kind === 0) return undefined
  const after = kind === 1 ? Option.getOrThrow(first) : CalendarDay.addDays(today, -random.below(21))
  const last = CalendarDay.addDays(after, -1)
  return { name: kind === 1 ? last.slice(0, 7) : last, end: CalendarDay.startOf(after) }
}
