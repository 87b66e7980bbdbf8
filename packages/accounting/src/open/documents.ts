/** Documents of open cases as rows, and what is reported about those that cannot be. */
import type { Document, Malformed } from "@amili-cases/core/Document"
import type { Privacy } from "@amili-cases/export-engine/run/RunSettings"
import { archiveName } from "@amili-cases/export-engine/run/Staging"
import type { Bilingual } from "@amili-cases/sheets/Column"
import { unreadable } from "../cases/Details.ts"
import { current, type Edition } from "../cases/Edition.ts"
import type { ExportedCase } from "../cases/ExportedCase.ts"
import { readable } from "../cases/readable.ts"
import { fromUnreadable, type OpenRow, type QuarantineRow } from "../cases/Row.ts"

export const bridgeName = (base: string): string => `${base}-bridge.csv`

/** The cases, and the documents that cannot be read, each in their order. */
export const separate = (documents: ReadonlyArray<Document<ExportedCase>>) => ({
  cases: documents.flatMap((document) => (document._tag === "Decoded" ? [document.value] : [])),
  unreadable: documents.flatMap((document) => (document._tag === "Malformed" ? [document] : [])),
})

/** What a row contributes to the hash of its run's data. */
export const lineOf = (row: OpenRow): string =>
  `${JSON.stringify([row.caseId, row.state ?? null, row.currency ?? null, String(row.remainingCapital)])}\n`

export const unreadableRow = (
  { id, problem, source }: Malformed,
  base: string,
  privacy: Privacy,
  edition: Edition = current,
): QuarantineRow => ({
  ...(edition === 1 ? { caseId: id } : fromUnreadable(readable(source), id, { privacy })),
  problem: "undecodable",
  detail: unreadable(problem),
  raw: archiveName(base),
})

/** For the summary and the manifest: how many cases the bridge does not explain, and how many are in no group. */
export const warningsOf = (base: string, unexplained: number, astray: number): ReadonlyArray<Bilingual> => [
  ...(unexplained === 0
    ? []
    : [
        {
          sv: `${swedishCases(unexplained)} går inte ihop med förra körningen: se ${bridgeName(base)}`,
          en: `${cases(unexplained)} ${unexplained === 1 ? "does" : "do"} not fit: see ${bridgeName(base)}`,
        },
      ]),
  ...(astray === 0
    ? []
    : [
        {
          sv: `${swedishCases(astray)} är varken öppna eller avslutade, med eller utan datum`,
          en: `${cases(astray)} ${astray === 1 ? "is" : "are"} neither open nor closed with or without a date`,
        },
      ]),
]

const cases = (count: number) => `${count} ${count === 1 ? "case" : "cases"}`

const swedishCases = (count: number) => `${count} ${count === 1 ? "ärende" : "ärenden"}`
