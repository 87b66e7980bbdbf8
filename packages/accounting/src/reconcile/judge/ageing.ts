/** How long something has waited. */
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import { dayOfIso } from "@amili-cases/export-engine/run/Instant"
import * as Option from "effect/Option"
import type { AgeBucket } from "../stand/states.ts"

const buckets: ReadonlyArray<readonly [AgeBucket, number]> = [
  ["0-7", 7],
  ["8-14", 14],
  ["15-30", 30],
  ["31-60", 60],
  ["61-", Number.POSITIVE_INFINITY],
]

export const allBuckets: ReadonlyArray<AgeBucket> = buckets.map(([bucket]) => bucket)

export const bucketOf = (days: number): AgeBucket => buckets.find(([, most]) => days <= most)?.[0] ?? "61-"

/** From an instant (ISO) to a day; undefined where there is no instant. */
export const waiting = (since: string | null | undefined, day: CalendarDay.CalendarDay) =>
  Option.fromNullable(dayOfIso(since ?? undefined)).pipe(
    Option.flatMap(CalendarDay.parse),
    Option.map((from) => Math.max(0, CalendarDay.daysBetween(from, day))),
    Option.map((days) => ({ waitingDays: days, bucket: bucketOf(days) })),
    Option.getOrUndefined,
  )
