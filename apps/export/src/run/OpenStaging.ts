/** What an open run stages: its table, its workbook, its raw documents, and in the end the manifest over all of them. */
import { createHash } from "node:crypto"
import type { Case } from "@amili-cases/core/Case"
import type { CreditorId } from "@amili-cases/core/CreditorId"
import type { Document, Malformed } from "@amili-cases/core/Document"
import type { FileSystem } from "@effect/platform"
import { type DateTime, Effect, type Scope } from "effect"
import type { Language } from "../format/Column.ts"
import type { InvalidProfile } from "../format/CsvProfile.ts"
import { unreadable } from "../format/Details.ts"
import type { OpenRow, QuarantineRow } from "../format/Row.ts"
import type { WriteFailed } from "../format/Written.ts"
import type { Previous } from "../journal/Runs.ts"
import * as Archive from "./Archive.ts"
import type { Bridge } from "./Bridge.ts"
import * as BridgeTable from "./BridgeTable.ts"
import * as Commit from "./Commit.ts"
import type { FileFailed } from "./FileFailed.ts"
import { Folder } from "./Folder.ts"
import type { Groups } from "./Groups.ts"
import { isoOf } from "./Instant.ts"
import * as OpenFiles from "./OpenFiles.ts"
import { manifestSettings, type RunSettings } from "./RunSettings.ts"
import { smallHeap } from "./SmallHeap.ts"
import { at } from "./Steps.ts"
import * as Table from "./Table.ts"
import * as Totals from "./Totals.ts"

export interface Place {
  readonly settings: RunSettings
  readonly creditors: ReadonlyArray<CreditorId>
  readonly startedAt: DateTime.Utc
  readonly serial: number
  readonly base: string
  readonly folder: string
}

export type StagingFailed = WriteFailed | InvalidProfile | FileFailed

export interface Staging {
  readonly rows: (rows: ReadonlyArray<OpenRow>) => Effect.Effect<void, StagingFailed>
  readonly unreadable: (documents: ReadonlyArray<Malformed>) => Effect.Effect<void, StagingFailed>
  readonly raw: (documents: ReadonlyArray<string>) => Effect.Effect<void, StagingFailed>
  readonly finish: (bridge: Bridge | undefined, groups: Groups) => Effect.Effect<Finished, StagingFailed>
  readonly place: Place
}

interface Finished {
  readonly files: ReadonlyArray<Commit.StagedFile>
  readonly warnings: ReadonlyArray<string>
  readonly counts: Readonly<Record<string, number>>
  readonly totals: Totals.Totals
  readonly dataSha256: string
}

export const open = (
  place: Place,
): Effect.Effect<Staging, StagingFailed, Folder | FileSystem.FileSystem | Scope.Scope> =>
  Effect.gen(function* () {
    const { base, folder, settings } = place
    yield* smallHeap
    const folders = yield* Folder
    const staged = (name: string) => folders.staged(folder, name)
    const files = yield* OpenFiles.open(base, {
      formats: settings.formats,
      csv: settings.csv,
      perCreditor: settings.perCreditor,
      staged,
      workbook: { language: settings.language, provenance: provenanceOf(place) },
    })
    const tables = Table.allColumns({ staged, csv: settings.csv, privacy: settings.privacy })
    const bridges = yield* Table.make(bridgeName(base), "bridge", BridgeTable.table, tables, true)
    const rawName = archiveName(base)
    yield* at(`open:${rawName}`)
    const archive = yield* Archive.open(staged(rawName))
    const totals = Totals.make()
    const data = createHash("sha256")
    let unread = 0

    return {
      place,
      rows: (rows) => {
        for (const row of rows) {
          totals.add({
            currency: row.currency,
            group: row.state,
            settlementClass: undefined,
            amount: row.remainingCapital,
          })
          data.update(lineOf(row))
        }
        return files.rows(rows)
      },
      unreadable: (documents) => {
        unread += documents.length
        const rows = documents.map((one) => unreadableRow(one, base))
        return rows.length === 0 ? Effect.void : files.quarantine(rows)
      },
      raw: archive.write,
      finish: (bridge, groups) =>
        Effect.gen(function* () {
          const dataSha256 = data.digest("hex")
          const unexplained = bridge?.unexplained ?? 0
          const warned = (language: Language) => warningsOf(base, unexplained, groups.astray, language)
          const warnings = warned("en")
          if (bridge !== undefined) yield* bridges.write(bridge.rows)
          const closing = { dataHash: dataSha256, warnings: warned(settings.language) }
          const written = [...(yield* files.finish(closing)), ...(yield* bridges.end)]
          yield* at(`finish:${rawName}`)
          const documents = yield* archive.end
          const debtorData = settings.privacy !== "none"
          return {
            files: [
              ...written.map(({ name, role, written }) => ({ name, role, rows: written.rows, debtorData })),
              { name: rawName, role: "raw", rows: documents, debtorData },
            ],
            warnings: [...warnings, ...Table.noticesOf(written)],
            counts: {
              open: totals.count(),
              quarantined: unread,
              unexplained,
              total: groups.total,
              closedWithDate: groups.dated,
              closedWithoutDate: groups.undated,
              inNoGroup: groups.astray,
            },
            totals,
            dataSha256,
          }
        }),
    }
  })

export const seal = (staging: Staging, bridge: Bridge | undefined, groups: Groups, previous: Previous | undefined) =>
  Effect.gen(function* () {
    const { base, creditors, folder, serial, settings, startedAt } = staging.place
    const { counts, dataSha256, files, totals, warnings } = yield* staging.finish(bridge, groups)
    const sums = totals.perCurrency()
    const sealed = yield* Commit.seal(
      folder,
      base,
      files,
      {
        tool: settings.tool,
        profile: settings.profile,
        dataset: "open",
        serial,
        startedAt: isoOf(startedAt),
        api: settings.api,
        creditors,
        privacy: settings.privacy,
        settings: manifestSettings(settings),
        counts,
        sums,
        groups: totals.lines(),
        bridge: bridge && { previousSerial: bridge.previous, lines: BridgeTable.summary(bridge) },
        warnings,
        dataSha256,
      },
      previous,
    )
    return { ...sealed, warnings, counts, sums }
  })

export const archiveName = (base: string): string => `${base}-raw.ndjson.gz`
const bridgeName = (base: string): string => `${base}-bridge.csv`

/** The cases, and the documents that cannot be read, each in their order. */
export const apart = (documents: ReadonlyArray<Document<Case>>) => ({
  cases: documents.flatMap((document) => (document._tag === "Decoded" ? [document.value] : [])),
  unreadable: documents.flatMap((document) => (document._tag === "Malformed" ? [document] : [])),
})

/** What a row contributes to the hash of its run's data. */
export const lineOf = (row: OpenRow): string =>
  `${JSON.stringify([row.caseId, row.state ?? null, row.currency ?? null, String(row.remainingCapital)])}\n`

export const unreadableRow = ({ id, problem }: Malformed, base: string): QuarantineRow => ({
  caseId: id,
  problem: "undecodable",
  detail: unreadable(problem),
  raw: archiveName(base),
})

/** For the summary, in its language, and the manifest: how many cases the bridge does not explain, and how many are in no group. */
export const warningsOf = (
  base: string,
  unexplained: number,
  astray: number,
  language: Language,
): ReadonlyArray<string> => {
  const sv = language === "sv"
  const cases = (count: number) =>
    sv ? `${count} ${count === 1 ? "ärende" : "ärenden"}` : `${count} ${count === 1 ? "case" : "cases"}`
  return [
    ...(unexplained === 0
      ? []
      : [
          sv
            ? `${cases(unexplained)} går inte ihop med förra körningen: se ${bridgeName(base)}`
            : `${cases(unexplained)} ${unexplained === 1 ? "does" : "do"} not fit: see ${bridgeName(base)}`,
        ]),
    ...(astray === 0
      ? []
      : [
          sv
            ? `${cases(astray)} är varken öppna eller avslutade, med eller utan datum`
            : `${cases(astray)} ${astray === 1 ? "is" : "are"} neither open nor closed with or without a date`,
        ]),
  ]
}

const provenanceOf = ({ creditors, serial, settings, startedAt }: Place) => ({
  serial,
  profile: settings.profile,
  creditors: creditors.length === 0 ? undefined : creditors,
  generatedAt: startedAt,
  tool: settings.tool,
  privacy: settings.privacy,
})
