/** When units come due: by each profile's cron expression, spread by a delay of its own so that not all begin at once. */
import { createHash } from "node:crypto"
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import * as Cron from "effect/Cron"
import * as DateTime from "effect/DateTime"
import * as Either from "effect/Either"
import type { FleetProfile } from "../profiles/FleetProfile.ts"
import { comes } from "./comes.ts"
import { type Key, periodOf } from "./Unit.ts"

/** Seconds over which profiles of one schedule are spread. */
export const spread = 900

/**
 * The units of the latest time of each profile's schedule, `now` in milliseconds. Days that were missed before it have no
 * units of their own: a run takes everything since the one before.
 */
export const latest = (profiles: ReadonlyArray<FleetProfile>, now: number): ReadonlyArray<Key> => {
  const times = new Map<string, readonly [last: number, before: number]>()
  return profiles.flatMap(({ datasets, name, schedule }) => {
    const [last, before] = times.get(schedule) ?? lastTwo(schedule, now)
    times.set(schedule, [last, before])
    const time = last + delayOf(name) <= now ? last : before
    if (Number.isNaN(time)) return []
    const day = CalendarDay.of(DateTime.unsafeMake(time))
    return datasets.map((dataset) => ({ profile: name, dataset, period: periodOf(dataset, day) }))
  })
}

/** Looked for forward, a little back at first: `Cron.prev` finds nothing across the hour that summer time leaves out. */
const lastTwo = (schedule: string, now: number): readonly [number, number] =>
  Either.match(Cron.parse(schedule, "Europe/Stockholm"), {
    onLeft: () => [Number.NaN, Number.NaN],
    onRight: (cron) => {
      if (!comes(cron)) return [Number.NaN, Number.NaN]
      for (const days of [0.1, 3, 40, 800]) {
        const found = between(cron, now - days * 86_400_000, now)
        if (found.length > 1 || days === 800) return [found.at(-1) ?? Number.NaN, found.at(-2) ?? Number.NaN]
      }
      return [Number.NaN, Number.NaN]
    },
  })

/** Its times after `from` and until `now`, in order. */
const between = (cron: Cron.Cron, from: number, now: number): ReadonlyArray<number> => {
  const found: Array<number> = []
  const after = (time: number) => Cron.next(cron, new Date(time)).getTime()
  for (let time = after(from); time <= now; time = after(time)) found.push(time)
  return found
}

/** Milliseconds: the same for a profile each day, so that a day is a day after the one before. */
const delayOf = (name: string): number => (createHash("sha256").update(name).digest().readUInt32BE(0) % spread) * 1000
