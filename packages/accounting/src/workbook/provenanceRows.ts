import * as CalendarDay from "@amili-cases/core/CalendarDay"
import * as DateTime from "effect/DateTime"
import type { Language } from "@amili-cases/sheets/Column"
import type { Creditor, WorkbookOptions } from "@amili-cases/export-engine/dataset/Output"
import type { Properties } from "@amili-cases/sheets/xlsx/Frame"
import type { GridRow } from "@amili-cases/sheets/xlsx/Grid"
import type { Completeness } from "../closed/Completeness.ts"
import { word, type Word } from "./words.ts"

/** Title of a summary, with the day and the number of its run. */
export const heading = (
  title: string,
  { creditor, language, provenance: { generatedAt, serial } }: WorkbookOptions,
): ReadonlyArray<GridRow> => {
  const day = CalendarDay.of(generatedAt)
  return [
    [{ style: "title", value: creditor === undefined ? title : `${title}: ${nameOf(creditor)}` }],
    [{ style: "note", value: serial === undefined ? day : `${day}, ${word("run", language)} ${serial}` }],
  ]
}

/** What is said about a workbook's origin on its summary. */
export const provenanceRows = (
  { creditor, language, provenance: from }: WorkbookOptions,
  dataHash: string | undefined,
): ReadonlyArray<GridRow> => {
  const say = (name: Word) => word(name, language)
  const line = (name: Word, value: string | number | undefined): ReadonlyArray<GridRow> =>
    value === undefined
      ? []
      : [
          [
            { style: "text", value: say(name) },
            { style: typeof value === "number" ? "plain" : "text", value },
          ],
        ]
  return [
    [{ style: "bold", value: say("provenance") }],
    ...line("serial", from.serial ?? say("outsideJournal")),
    ...line("profile", from.profile),
    ...(creditor === undefined
      ? line("creditors", from.creditors?.join(", ") ?? say("all"))
      : line("creditor", creditor.name === undefined ? creditor.id : `${creditor.name} (${creditor.id})`)),
    ...line("from", from.from && moment(from.from, language)),
    ...line("until", from.until && moment(from.until, language)),
    ...line("overlapFrom", from.overlapFrom && moment(from.overlapFrom, language)),
    ...line("generatedAt", moment(from.generatedAt, language)),
    ...line("debtorData", say(from.privacy === "none" ? "noDebtors" : from.privacy)),
    ...line("dataHash", dataHash),
    ...line("tool", from.tool),
  ]
}

/** The count that shows whether a case is missing: what Amili has, and what has been exported of it. `at` is the row it begins on. */
export const completenessRows = (
  counted: Completeness | undefined,
  { creditor, language, provenance: { floor } }: WorkbookOptions,
  at: number,
): ReadonlyArray<GridRow> => {
  if (counted === undefined) return []
  const since = floor === undefined ? "" : `, ${word("fromDay", language)} ${CalendarDay.of(floor)}`
  const line = (name: Word, value: number, formula?: string): GridRow => [
    { style: "text", value: word(name, language) },
    undefined,
    { style: "plain", value, formula },
  ]
  return [
    [
      {
        style: "bold",
        value: `${word(creditor === undefined ? "completeness" : "completenessOfAll", language)}${since}`,
      },
    ],
    line("countedByApi", counted.api),
    line("exportedSoFar", counted.exported),
    line("withoutDate", counted.undated),
    line("forNextRun", counted.later),
    line("unaccounted", counted.difference, `C${at + 1}-C${at + 2}-C${at + 3}-C${at + 4}`),
    [],
  ]
}

/** What the document's properties say of it. */
export const propertiesOf = (
  about: string,
  { creditor, provenance: from }: WorkbookOptions,
  dataHash: string | undefined,
): Properties => {
  const title = creditor === undefined ? about : `${about}: ${nameOf(creditor)}`
  return {
    title,
    subject: from.serial === undefined ? title : `${title} ${from.serial}`,
    application: from.tool,
    created: DateTime.toDate(from.generatedAt),
    custom: {
      ...(from.serial === undefined ? {} : { serial: from.serial }),
      ...(dataHash === undefined ? {} : { dataHash }),
      profile: from.profile,
      debtorData: from.privacy,
      ...(from.from === undefined ? {} : { closedFrom: DateTime.formatIso(from.from) }),
      ...(from.until === undefined ? {} : { closedBefore: DateTime.formatIso(from.until) }),
    },
  }
}

const nameOf = ({ id, name }: Creditor): string => name ?? id

/** Titles of what a person should know, and the lines themselves. */
export const warningRows = (warnings: ReadonlyArray<string>, language: Language): ReadonlyArray<GridRow> =>
  warnings.length === 0
    ? []
    : [
        [{ style: "warning", value: word("warnings", language) }],
        ...warnings.map((value): GridRow => [{ style: "text", value }]),
        [],
      ]

/** `2026-01-13 09:14:08 Swedish time`. */
const moment = (instant: DateTime.Utc, language: Language): string => {
  const zoned = DateTime.unsafeSetZoneNamed(instant, "Europe/Stockholm")
  const { hours, minutes, seconds } = DateTime.toParts(zoned)
  const time = [hours, minutes, seconds].map((part) => String(part).padStart(2, "0")).join(":")
  return `${CalendarDay.of(instant)} ${time} ${word("swedishTime", language)}`
}
