/** Names of files: `closed-000012-2026-01-13.csv`. The number makes them unique, the day is for people. */
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import type * as DateTime from "effect/DateTime"

/** Runs of other profiles than the usual one carry its name, so that several can share a folder. */
export const stem = (profile: string, dataset: string): string =>
  profile === defaultProfile ? dataset : `${profile}-${dataset}`

export const defaultProfile = "default"

/** Name of a run's files without extension; `startedAt` is the server's clock, the day is Stockholm's. */
export const base = (profile: string, dataset: string, serial: number, startedAt: DateTime.Utc): string =>
  `${stem(profile, dataset)}-${String(serial).padStart(6, "0")}-${CalendarDay.of(startedAt)}`

/** Name, after its dot, of the file that remembers the last run in the folder of the exports. */
export const witness = (profile: string, dataset: string): string => `${stem(profile, dataset)}-witness.json`

/** Matches the names of the files of runs; the group is the number. Names of profiles need no escaping. */
const runFile = (profile: string, dataset: string): RegExp =>
  new RegExp(`^${stem(profile, dataset)}-(\\d{6,})-\\d{4}-\\d{2}-\\d{2}[-.]`)

/** The number of the run that a file belongs to by its name. */
export const serialIn = (name: string, profile: string, dataset: string): number | undefined => {
  const [, digits] = runFile(profile, dataset).exec(name) ?? []
  return digits === undefined ? undefined : Number(digits)
}

/** Files outside the journal have no number; the second in which they were asked for tells them apart. */
export const outsideBase = (
  profile: string,
  dataset: string,
  kind: "backfill" | "draft",
  period: string,
  startedAt: DateTime.Utc,
): string => {
  const second = new Date(startedAt.epochMillis).toISOString().slice(0, 19).replaceAll(/[-:]/g, "")
  return `${stem(profile, dataset)}-${kind}-${period}-${second}Z`
}

export const backfillBase = (profile: string, dataset: string, period: string, startedAt: DateTime.Utc): string =>
  outsideBase(profile, dataset, "backfill", period, startedAt)

/** Whether a file is of a run, a backfill or a draft of this profile and dataset; names of profiles can begin with each other. */
export const isOf = (name: string, profile: string, dataset: string): boolean =>
  runFile(profile, dataset).test(name) ||
  new RegExp(`^${stem(profile, dataset)}-(?:backfill|draft)-[\\w-]+-\\d{8}T\\d{6}Z[-.]`).test(name)
