/** What runs by itself and when: one export of one profile, under a name that is ours alone. */
import { realpathSync } from "node:fs"
import { resolve } from "node:path"
import process from "node:process"
import * as Folders from "../settings/Folders.ts"
import * as Environment from "../settings/Environment.ts"
import type { Language } from "../settings/UiLanguage.ts"
import * as Array from "effect/Array"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"

export const rhythms = ["day", "week", "month"] as const
export type Rhythm = (typeof rhythms)[number]

export interface Schedule {
  readonly profile: string
  /** Which export: `closed`. */
  readonly dataset: string
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

const words = {
  en: { day: "every day", week: "every Monday", month: "on the first of every month", at: "at" },
  sv: { day: "varje dag", week: "varje måndag", month: "den första i varje månad", at: "klockan" },
}

/** `every Monday at 06:30`. */
export const inWords = ({ at, every }: Pick<Schedule, "at" | "every">, language: Language = "en"): string =>
  `${words[language][every]} ${words[language].at} ${at}`

/** The same of what cron or systemd calls it; what we have not written stays as it is. */
export const asSpoken = (when: string, language: Language = "en"): string => {
  const parts = partsOf(when)
  return parts === undefined ? when : inWords(parts, language)
}

/** What cron or systemd calls it, read again; undefined for what we have not written. */
export const partsOf = (when: string): Pick<Schedule, "at" | "every"> | undefined => {
  const [, minute, hour, date, day] = /^(\d{1,2}) (\d{1,2}) (\*|1) \* (\*|1)$/.exec(when) ?? []
  if (minute !== undefined && hour !== undefined)
    return {
      at: `${hour.padStart(2, "0")}:${minute.padStart(2, "0")}`,
      every: date === "1" ? "month" : day === "1" ? "week" : "day",
    }
  const [, monday, first, at] = /^(Mon )?\*-\*-(\*|01) (\d\d:\d\d):00$/.exec(when) ?? []
  return at === undefined ? undefined : { at, every: first === "01" ? "month" : monday === undefined ? "day" : "week" }
}

/** Whether each run ends with the month before it, instead of with the moment in which it is made. */
export const endsWithMonth = ({ dataset, every }: Pick<Schedule, "dataset" | "every">): boolean =>
  dataset === "closed" && every === "month"

const monthEnd = "--month-end"

/** The same of the lines that start it. */
export const isMonthEnd = (lines: string): boolean => lines.includes(monthEnd)

/** How `program`, the path of `amili-export`, is started. */
export const commandOf = (
  { dataset, every, profile }: Pick<Schedule, "dataset" | "every" | "profile">,
  program: string,
): ReadonlyArray<string> => [
  process.execPath,
  realpathSync(program),
  "schedule",
  "run",
  "--dataset",
  dataset,
  "--profile",
  profile,
  ...(endsWithMonth({ dataset, every }) ? [monthEnd] : []),
]

const files = ["NODE_EXTRA_CA_CERTS", "SSL_CERT_FILE"]
const proxies = ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"]
const hasPassword = (value: string) => value.includes("@")
const settings = ["HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "AMILI_KEYCHAIN"]

/**
 * Variables that a scheduled run needs as they are here: where it finds its settings, and how it reaches the API. Secrets
 * are not among them. What starts the runs sets the home of the account by itself, so a home is named only where it is
 * another.
 */
export const variables = (
  homeOfAccount: string | undefined = Option.getOrUndefined(Folders.homeOfAccount()),
): Effect.Effect<ReadonlyArray<readonly [string, string]>> =>
  Effect.gen(function* () {
    const found = yield* Effect.forEach([...settings, ...files, ...proxies, "no_proxy", "NO_PROXY"], (name) =>
      Effect.map(
        Environment.variable(name),
        Option.map((value) => [name, value] as const),
      ),
    )
    return Array.getSomes(found)
      .filter(([name, value]) => !(name === "HOME" && value === homeOfAccount) && !hasPassword(value))
      .map(([name, value]) => [name, files.includes(name) ? resolve(value) : value] as const)
  })

/** Proxies whose address holds a password, which is not written into a schedule. */
export const secretProxies: Effect.Effect<ReadonlyArray<string>> = Effect.filter(proxies, (name) =>
  Effect.map(Environment.variable(name), Option.exists(hasPassword)),
)
