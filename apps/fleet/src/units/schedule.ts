/** When units come due: by each profile's cron expression, spread by a delay of its own so that not all begin at once. */
import { createHash } from "node:crypto"
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import * as Cron from "effect/Cron"
import * as DateTime from "effect/DateTime"
import * as Either from "effect/Either"
import type { FleetProfile } from "../profiles/FleetProfile.ts"
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

const lastTwo = (schedule: string, now: number): readonly [number, number] =>
  Either.match(Cron.parse(schedule, "Europe/Stockholm"), {
    onLeft: () => [Number.NaN, Number.NaN],
    onRight: (cron) => {
      // A time that is now counts as past.
      const last = Cron.prev(cron, new Date(now + 1000)).getTime()
      return [last, Cron.prev(cron, new Date(last)).getTime()]
    },
  })

/** Milliseconds: the same for a profile each day, so that a day is a day after the one before. */
const delayOf = (name: string): number =>
  (createHash("sha256").update(name).digest().readUInt32BE(0) % spread) * 1000
