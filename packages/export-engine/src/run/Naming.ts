/** Names of files: `closed-000012-2026-01-13.csv`. The number makes them unique, the day is for people. */
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import type { DateTime } from "effect"

/** Runs of other profiles than the usual one carry its name, so that several can share a folder. */
export const stem = (profile: string, dataset: string): string =>
  profile === defaultProfile ? dataset : `${profile}-${dataset}`

export const defaultProfile = "default"

/** Common to all files of a run, whenever it is taken up. */
export const prefix = (profile: string, dataset: string, serial: number): string =>
  `${stem(profile, dataset)}-${String(serial).padStart(6, "0")}-`

/** Name of a run's files without extension; `startedAt` is the server's clock, the day is Stockholm's. */
export const base = (profile: string, dataset: string, serial: number, startedAt: DateTime.Utc): string =>
  prefix(profile, dataset, serial) + CalendarDay.of(startedAt)

/** Files outside the journal have no number; the second in which they were asked for tells them apart. */
export const backfillBase = (profile: string, dataset: string, period: string, startedAt: DateTime.Utc): string => {
  const second = new Date(startedAt.epochMillis).toISOString().slice(0, 19).replaceAll(/[-:]/g, "")
  return `${stem(profile, dataset)}-backfill-${period}-${second}Z`
}
