/**
 * Whether a run has seen every closed case. Each run counts them at the API and compares with what the journal holds: a
 * case that no question finds (closed with an old date, and with an old date of change) makes a difference, and then all
 * closed cases are read. What still differs after that has been read case by case; it is remembered, and does not start
 * another comparison.
 */
import type { Bilingual } from "@amili-cases/sheets/Column"
import type { Document } from "@amili-cases/core/Document"
import * as DateTime from "effect/DateTime"
import * as Schema from "effect/Schema"
import type { Entry } from "./records/Entries.ts"
import type { Classification } from "./Classification.ts"
import type { ExportedCase } from "../cases/ExportedCase.ts"

/** Numbers of cases, as they stand in the manifest. */
export const Completeness = Schema.Struct({
  /** Closed ones at the API when the run began; with a first day, those closed from then on or without a date. */
  api: Schema.Number,
  /** Exported by this run and those before it, without those that were reopened since. */
  exported: Schema.Number,
  /** Without a close date: in the quarantine. */
  undated: Schema.Number,
  /** Closed after the end of the window: left to a later run. */
  later: Schema.Number,
  /** At the API, and none of the above: documents that cannot be read, say. Negative when exported cases are gone. */
  difference: Schema.Number,
  /** By how many cases the difference may be wrong, since the portfolio moved while the run was reading. */
  unsure: Schema.Number,
  /** Whether every closed case was read, since the numbers did not agree or nothing was known yet. */
  readAll: Schema.Boolean,
})
export type Completeness = typeof Completeness.Type

export type Remembered = Pick<Completeness, "difference" | "unsure">

/** How it came out; all of it empty where the API gives no totals. */
export interface Counted {
  readonly completeness: Completeness | undefined
  readonly remembered: Remembered | undefined
  /** Lines for a person. */
  readonly notices: ReadonlyArray<Bilingual>
}

export interface Seen {
  readonly undated: number
  readonly later: number
  readonly moved: number
}

/** Keeps count of what a run sees beside its rows, each case once. `startedAt` is when the API counted. */
export const observer = (startedAt: DateTime.Utc) => {
  const undated = new Set<string>()
  const later = new Set<string>()
  const moved = new Set<string>()
  return {
    observe: (document: Document<ExportedCase>, classification: Classification, known: Entry | undefined): void => {
      if (document._tag === "Malformed") return
      const { closed, id, updatedAt } = document.value
      // One that stands as exported is counted as such, whatever has become of its date.
      if (known === undefined || known.kind === "reopened") {
        if (classification._tag === "Unclear") (classification.unclear.problem === "future" ? later : undated).add(id)
        if (classification._tag === "Nothing" && classification.why === "later") later.add(id)
      }
      const counts = closed !== undefined || known !== undefined
      if (counts && updatedAt !== undefined && !isBefore(updatedAt, startedAt)) moved.add(id)
    },
    seen: (): Seen => ({ undated: undated.size, later: later.size, moved: moved.size }),
  }
}

const isBefore = (instant: DateTime.Utc | undefined, other: DateTime.Utc): boolean =>
  instant !== undefined && DateTime.lessThan(instant, other)

export const of = (api: number, exported: number, { later, moved, undated }: Seen, readAll: boolean): Completeness => ({
  api,
  exported,
  undated,
  later,
  difference: api - exported - undated - later,
  unsure: moved,
  readAll,
})

/** Whether there is nothing that a run before did not leave as it is. */
export const agrees = (now: Completeness, before: Remembered | undefined): boolean =>
  Math.abs(now.difference - (before?.difference ?? 0)) <= now.unsure + (before?.unsure ?? 0)

/** What the next run compares with: the old difference, unless all was read or this one is surer. */
export const remember = (now: Completeness, before: Remembered | undefined): Remembered =>
  now.readAll || (before !== undefined && now.unsure < before.unsure)
    ? { difference: now.difference, unsure: now.unsure }
    : (before ?? { difference: 0, unsure: 0 })

/** Exported cases that are no longer among the closed ones, as far as a run that has read all of those can tell. */
export const goneOf = (now: Completeness, before: Remembered | undefined): number => {
  const gone = Math.min(0, before?.difference ?? 0) - now.difference
  return now.readAll && gone > now.unsure ? gone : 0
}

/** The same of exported cases that were asked for by their ids, until somebody acknowledges it. */
export const deletedNotices = (ids: ReadonlyArray<string>): ReadonlyArray<Bilingual> => {
  const [first] = ids
  if (first === undefined) return []
  const named = ids.length === 1 ? `case ${first}` : `${ids.length} cases such as ${first}`
  const inSwedish = ids.length === 1 ? `ärende ${first}` : `${ids.length} ärenden, till exempel ${first}`
  return [
    {
      en: `the API has ${named} no more, though exported: "amili-export verify --api" names all, "amili-export verify --acknowledge" says that it is known`,
      sv: `API:et har inte längre ${inSwedish}, som har exporterats: "amili-export verify --api" räknar upp alla, "amili-export verify --acknowledge" säger att det är känt`,
    },
  ]
}

/** What a person should know. */
export const noticesOf = (now: Completeness, before: Remembered | undefined): ReadonlyArray<Bilingual> => {
  const gone = goneOf(now, before)
  return gone > 0
    ? [
        {
          en: `the API counts ${gone} closed ${gone === 1 ? "case" : "cases"} fewer than exported: "amili-export verify --api" names ${gone === 1 ? "it" : "them"}`,
          sv: `API:et räknar ${gone} ${gone === 1 ? "avslutat ärende" : "avslutade ärenden"} färre än vad som exporterats: "amili-export verify --api" räknar upp ${gone === 1 ? "det" : "dem"}`,
        },
      ]
    : []
}
