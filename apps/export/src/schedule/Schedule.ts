/** What runs by itself and when: one export of one profile, under a name that is ours alone. */
import { realpathSync } from "node:fs"
import process from "node:process"
import type { Dataset } from "../journal/Runs.ts"

export const rhythms = ["day", "week", "month"] as const
export type Rhythm = (typeof rhythms)[number]

export interface Schedule {
  readonly profile: string
  readonly dataset: Dataset
  readonly every: Rhythm
  /** `06:30`, by the clock of this machine. A week begins on Monday, a month on its first day. */
  readonly at: string
  /** The program and its arguments, absolute paths: nothing is looked for when it runs. */
  readonly command: ReadonlyArray<string>
}

/** A time of day, or undefined when it is none. */
export const timeOf = (text: string): string | undefined => (/^([01]\d|2[0-3]):[0-5]\d$/.test(text) ? text : undefined)

/** `amili-export-default-closed`: of units, marks and tasks. */
export const nameOf = ({ dataset, profile }: Pick<Schedule, "dataset" | "profile">): string =>
  `amili-export-${profile}-${dataset}`

/** `every Monday at 06:30`. */
export const inWords = ({ at, every }: Pick<Schedule, "at" | "every">): string =>
  `${{ day: "every day", week: "every Monday", month: "on the first of every month" }[every]} at ${at}`

/** This program, as it is started now. */
export const commandOf = ({ dataset, profile }: Pick<Schedule, "dataset" | "profile">): ReadonlyArray<string> => [
  process.execPath,
  realpathSync(process.argv[1] ?? ""),
  dataset,
  "--profile",
  profile,
]

/** Variables that decide where the program finds its settings, as they are here; secrets are not among them. */
export const variablesOf = (
  environment: Readonly<Record<string, string | undefined>>,
): ReadonlyArray<readonly [string, string]> =>
  ["XDG_CONFIG_HOME", "XDG_CACHE_HOME", "AMILI_KEYCHAIN"].flatMap((name) => {
    const value = environment[name]
    return value === undefined || value === "" ? [] : [[name, value] as const]
  })
