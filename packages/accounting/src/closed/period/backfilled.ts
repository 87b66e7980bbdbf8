/** The period of a backfill, which is outside the journal. */
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import { isoOf, shown } from "@amili-cases/export-engine/run/Instant"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import { PeriodRefused } from "./Through.ts"

interface Period {
  /** Inclusive, exclusive. */
  readonly from: DateTime.Utc | undefined
  readonly until: DateTime.Utc | undefined
}

/** Where it ends: now at the latest, so that the name of its files promises nothing that has not happened. */
export const endOf = ({ from, until }: Period, now: DateTime.Utc): Effect.Effect<DateTime.Utc, PeriodRefused> =>
  from === undefined || DateTime.lessThan(from, now)
    ? Effect.succeed(until === undefined ? now : DateTime.min(until, now))
    : new PeriodRefused({
        message: `the period begins ${shown(isoOf(from))}, which has not come yet`,
        hint: "give a period that has begun",
        swedish: {
          message: `perioden börjar ${shown(isoOf(from))}, som inte har kommit ännu`,
          hint: "ange en period som har börjat",
        },
      })

/** `2026-09-01-to-2026-09-30`, the first day and the last one, both in it; for the names of files. */
export const daysOf = (from: DateTime.Utc | undefined, until: DateTime.Utc): string =>
  `${from === undefined ? "first" : CalendarDay.of(from)}-to-${CalendarDay.of(DateTime.subtract(until, { millis: 1 }))}`
