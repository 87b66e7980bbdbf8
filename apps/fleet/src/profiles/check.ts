/** Whether rows of a file or table are profiles: every mistake as one line, all of them at once. */
import { AmiliConfig } from "@amili-cases/core/AmiliConfig"
import * as CreditorId from "@amili-cases/core/CreditorId"
import { formatNames } from "@amili-cases/export-engine/formats/formats"
import * as Cron from "effect/Cron"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import { type DatasetName, datasets, type FleetProfile } from "./FleetProfile.ts"
import { comes } from "../units/comes.ts"
import * as Secret from "./Secret.ts"

/** A row as text, by the names of its columns; absent and blank are the same. */
export type Row = Readonly<Record<string, string | undefined>>

/** Names of the columns, for the documentation. */
export const columns = {
  name: "name of the profile: it is part of the files' names",
  base_url: "the API, such as https://api.amili.se",
  api_code: "where the api code is: file:/path, env:NAME or command:program",
  private_key: "where the private key (PEM) is: file:/path, env:NAME or command:program",
  creditors: "ids of creditors with spaces between; empty: all that the account may see",
  folder: "absolute path of the folder of the exports, the same on all machines",
  datasets: `of ${datasets.join(", ")}, with spaces between; empty: closed`,
  schedule: "cron expression in Stockholm's time; empty: 0 2 * * *",
  format: `of ${formatNames.join(", ")}, with commas between; empty: csv,xlsx`,
  csv: "how CSV files are written, as in amili-export --csv",
  language: "sv or en",
  by: "who answers for the exports",
} as const

export interface Checked {
  readonly profiles: ReadonlyArray<FleetProfile>
  /** One line each: where it is, and what is wrong. */
  readonly mistakes: ReadonlyArray<string>
}

/** `where` names a row by its index: `line 12`. */
export const check = (rows: ReadonlyArray<Row>, where: (index: number) => string): Checked => {
  const profiles: Array<FleetProfile> = []
  const mistakes: Array<string> = []
  const names = new Map<string, number>()
  const unknown = new Set(rows.flatMap(Object.keys).filter((name) => !(name in columns)))
  for (const name of unknown)
    mistakes.push(`there is no column "${name}": columns are ${Object.keys(columns).join(", ")}`)
  for (const [index, row] of rows.entries()) {
    const value = (name: keyof typeof columns) => (row[name] ?? "").trim()
    const found: Array<string> = []
    const name = value("name")
    if (!/^[a-z0-9][a-z0-9_-]{0,63}$/i.test(name)) {
      found.push(
        `"${name}" cannot name a profile: use at most 64 letters, digits, - and _, the first a letter or digit`,
      )
    }
    const before = names.get(name.toLowerCase())
    if (before !== undefined) found.push(`profile "${name}" is there already, in ${where(before)}`)
    else names.set(name.toLowerCase(), index)
    const url = AmiliConfig.make({ baseUrl: value("base_url") })
    if (Either.isLeft(url)) found.push(`base_url: ${url.left.message}`)
    for (const column of ["api_code", "private_key"] as const) {
      if (Option.isNone(Secret.parse(value(column))))
        found.push(`${column}: write file:/path, env:NAME or command:program`)
    }
    const creditors = words(value("creditors"))
    for (const id of creditors) if (!isCreditor(id)) found.push(`creditors: "${id}" is not an id of 24 hex digits`)
    const folder = value("folder")
    if (!folder.startsWith("/")) found.push(`folder: "${folder}" is not an absolute path`)
    const wanted = value("datasets") === "" ? ["closed"] : words(value("datasets"))
    for (const one of wanted) if (!isDataset(one)) found.push(`datasets: "${one}" is not one of ${datasets.join(", ")}`)
    if (wanted.includes("reconcile") && creditors.length > 0) {
      found.push("datasets: reconcile takes all creditors of an account, and creditors names some")
    }
    const schedule = value("schedule") === "" ? usualSchedule : value("schedule")
    if (!Option.exists(Either.getRight(Cron.parse(schedule, "Europe/Stockholm")), comes)) {
      found.push(`schedule: "${schedule}" is not a cron expression, such as ${usualSchedule}`)
    }
    const format = value("format")
    for (const one of format === "" ? [] : format.split(",")) {
      if (!formatNames.includes(one.trim())) found.push(`format: "${one}" is not one of ${formatNames.join(", ")}`)
    }
    mistakes.push(...found.map((mistake) => `${where(index)}: ${mistake}`))
    profiles.push({
      name,
      baseUrl: Either.match(url, { onLeft: () => "", onRight: ({ baseUrl }) => baseUrl }),
      apiCode: value("api_code"),
      privateKey: value("private_key"),
      creditors,
      folder,
      datasets: wanted.filter(isDataset),
      schedule,
      ...(format === "" ? {} : { format }),
      ...(value("csv") === "" ? {} : { csv: value("csv") }),
      ...(value("language") === "" ? {} : { language: value("language") }),
      ...(value("by") === "" ? {} : { by: value("by") }),
    })
  }
  return { profiles, mistakes }
}

const usualSchedule = "0 2 * * *"

const words = (text: string): ReadonlyArray<string> => text.split(/\s+/).filter((word) => word !== "")
const isDataset = (word: string): word is DatasetName => datasets.some((name) => name === word)
const isCreditor = (id: string) => Option.isSome(Effect.runSync(Effect.option(CreditorId.parse(id))))
