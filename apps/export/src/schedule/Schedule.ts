/** What runs by itself and when: one export of one profile, under a name that is ours alone. */
import { realpathSync } from "node:fs"
import { userInfo } from "node:os"
import process from "node:process"
import type { DatasetName } from "@amili-cases/accounting/DatasetName"

export const rhythms = ["day", "week", "month"] as const
export type Rhythm = (typeof rhythms)[number]

export interface Schedule {
  readonly profile: string
  readonly dataset: DatasetName
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

/** The same of what cron or systemd calls it; what we have not written stays as it is. */
export const asSpoken = (when: string): string => {
  const [, minute, hour, date, day] = /^(\d{1,2}) (\d{1,2}) (\*|1) \* (\*|1)$/.exec(when) ?? []
  if (minute !== undefined && hour !== undefined)
    return inWords({
      at: `${hour.padStart(2, "0")}:${minute.padStart(2, "0")}`,
      every: date === "1" ? "month" : day === "1" ? "week" : "day",
    })
  const [, monday, first, at] = /^(Mon )?\*-\*-(\*|01) (\d\d:\d\d):00$/.exec(when) ?? []
  return at === undefined
    ? when
    : inWords({ at, every: first === "01" ? "month" : monday === undefined ? "day" : "week" })
}

/** This program, as it is started now. */
export const commandOf = ({ dataset, profile }: Pick<Schedule, "dataset" | "profile">): ReadonlyArray<string> => [
  process.execPath,
  realpathSync(process.argv[1] ?? ""),
  dataset,
  "--profile",
  profile,
]

/**
 * Variables that decide where the program finds its settings, as they are here; secrets are not among them. What starts
 * the runs sets the home of the account by itself, so a home is named only where it is another.
 */
export const variablesOf = (
  environment: Readonly<Record<string, string | undefined>>,
  homeOfAccount: string | undefined = homeOfUser(),
): ReadonlyArray<readonly [string, string]> =>
  ["HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "AMILI_KEYCHAIN"].flatMap((name) => {
    const value = environment[name]
    const isUsual = value === undefined || value === "" || (name === "HOME" && value === homeOfAccount)
    return isUsual ? [] : [[name, value] as const]
  })

/** None where the user has no account, as in some containers. */
const homeOfUser = (): string | undefined => {
  try {
    return userInfo().homedir
  } catch {
    return undefined
  }
}
