/** Under which settings runs were made, and which runs changed them. */
import type { Manifest } from "@amili-cases/export-engine/evidence/Manifest"
import { shown } from "@amili-cases/export-engine/run/Instant"
import type { Processing } from "./Processing.ts"

/** Values by key, as a person reads them. */
type Values = ReadonlyMap<string, string>

export interface Change {
  readonly processing: Processing
  readonly key: string
  /** Undefined where there was none. */
  readonly before: string | undefined
  readonly after: string | undefined
}

export interface InForce {
  readonly key: string
  readonly value: string
  /** The first run with this value. */
  readonly since: Processing
}

/** What Swedish calls the keys; others are shown as they are. */
const titles: Readonly<Record<string, string>> = {
  tool: "Programversion",
  by: "Ansvarig för exporten",
  api: "Amilis API",
  creditors: "Borgenärer",
  privacy: "Gäldenärsuppgifter",
  floor: "Avslutade före detta lämnas utanför",
  csv: "CSV-filer",
  columns: "Valda kolumner",
  language: "Språk i arbetsboken",
  formats: "Filformat",
  perCreditor: "Filer per borgenär",
  edition: "Utgåva av reglerna",
  classes: "Egna avräkningsklasser",
  wait: "Normal väntan på utbetalningsrader, dagar",
}

export const titleOf = (key: string): string => titles[key] ?? key

const privacies = { none: "hämtas inte", masked: "förkortade", full: "fullständiga" } as const

const valuesOf = ({ api, by, creditors, privacy, settings, tool, window }: Manifest): Values => {
  const { csv, formats, language, perCreditor, ...own } = settings
  const { columns, ...form } = csv
  const known: ReadonlyArray<readonly [string, string | undefined]> = [
    ["tool", tool],
    ["by", by],
    ["api", api],
    ["creditors", creditors.length === 0 ? "alla" : creditors.join(", ")],
    ["privacy", privacies[privacy]],
    ["floor", window?.floor == null ? undefined : shown(window.floor)],
    ["formats", formats.join(", ")],
    [
      "csv",
      `${form.name}: fält skilda med ”${form.delimiter}”, decimaltecken ”${form.decimalMark}”, ${form.encoding}, rubriker ${form.headers}`,
    ],
    ["columns", columns?.join(", ")],
    ["language", language === "sv" ? "svenska" : "engelska"],
    ["perCreditor", perCreditor ? "ja" : "nej"],
    ...Object.entries(own).map(([key, value]) => [key, textOf(value)] as const),
  ]
  return new Map(known.flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const])))
}

/** `prescribed = loss, deceased = loss`; numbers and words as they are. */
const textOf = (value: unknown): string =>
  typeof value === "object" && value !== null
    ? Object.entries(value)
        .map(([key, one]) => `${key} = ${String(one)}`)
        .join(", ")
    : String(value)

/** Each run that counts and follows one of its dataset with other settings. In the order of the runs. */
export const changesIn = (runs: ReadonlyArray<Processing>): ReadonlyArray<Change> => {
  const last = new Map<string, Values>()
  return runs.flatMap((processing) => {
    if (processing.manifest === undefined || processing.run.state === "abandoned") return []
    const { dataset } = processing.run
    const before = last.get(dataset)
    const after = valuesOf(processing.manifest)
    last.set(dataset, after)
    if (before === undefined) return []
    return [...new Set([...before.keys(), ...after.keys()])]
      .filter((key) => before.get(key) !== after.get(key))
      .map((key) => ({ processing, key, before: before.get(key), after: after.get(key) }))
  })
}

/** The settings of the last run of a dataset that counts, each with the run that it began with. */
export const inForce = (runs: ReadonlyArray<Processing>, dataset: string): ReadonlyArray<InForce> => {
  let now = new Map<string, InForce>()
  for (const processing of runs) {
    if (processing.run.dataset !== dataset || processing.run.state === "abandoned") continue
    if (processing.manifest === undefined) continue
    const before = now
    now = new Map(
      Array.from(valuesOf(processing.manifest), ([key, value]) => {
        const same = before.get(key)
        return [key, same?.value === value ? same : { key, value, since: processing }]
      }),
    )
  }
  return [...now.values()]
}
