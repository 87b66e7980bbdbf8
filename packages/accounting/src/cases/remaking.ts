/** What remaking the files of a run takes from its manifest and archive, whatever the dataset. */
import type { Remaking } from "@amili-cases/export-engine/dataset/Dataset"
import type { RunFilesOptions } from "@amili-cases/export-engine/dataset/RunFiles"
import { spanOf } from "@amili-cases/export-engine/dataset/Provenance"
import * as Archive from "@amili-cases/export-engine/evidence/Archive"
import { FileFailed } from "@amili-cases/export-engine/run/FileFailed"
import * as Batches from "@amili-cases/export-engine/run/Batches"
import type { Privacy } from "@amili-cases/export-engine/run/RunSettings"
import type { Document } from "@amili-cases/core/Document"
import * as DateTime from "effect/DateTime"
import type * as Effect from "effect/Effect"
import type { Manifest } from "@amili-cases/export-engine/evidence/Manifest"
import type { CsvProfile } from "@amili-cases/sheets/csv/CsvProfile"
import { namesCreditors } from "./Edition.ts"
import * as Tables from "./Tables.ts"
import { type ExportedCase, parse } from "./ExportedCase.ts"

/** What the archive has of debtors is what the files show: it was masked, if at all, before it was kept. */
export const asArchived = (privacy: Privacy): Privacy => (privacy === "masked" ? "full" : privacy)

export const forEachBatch = <E, R>(
  archive: string,
  take: (documents: ReadonlyArray<Document<ExportedCase>>) => Effect.Effect<void, E, R>,
) => Archive.read(archive).pipe(Batches.forEach((sources) => take(sources.map(parse))))

export const filesOptions = ({ base, manifest, run, staged }: Remaking): RunFilesOptions => ({
  base,
  staged,
  formats: manifest.settings.formats,
  csv: csvOf(manifest),
  perCreditor: manifest.settings.perCreditor,
  named: namesCreditors(manifest),
  workbook: {
    language: manifest.settings.language,
    provenance: {
      serial: run.serial,
      profile: run.profile,
      creditors: manifest.creditors.length === 0 ? undefined : manifest.creditors,
      ...spanOf(windowOf(manifest)),
      generatedAt: DateTime.unsafeMake(manifest.startedAt),
      tool: manifest.tool,
      privacy: manifest.privacy,
    },
  },
})

/** The manifest has settings of the dataset that this version does not know. */
export const ofLaterVersion = ({ archive, manifest }: Pick<Remaking, "archive" | "manifest">) =>
  new FileFailed({
    message: `the run was made by another version of this program, ${manifest.tool}`,
    hint: "use that version to make its files again",
    swedish: {
      message: `körningen gjordes av en annan version av programmet, ${manifest.tool}`,
      hint: "använd den versionen för att göra om filerna",
    },
    path: archive,
  })

/** A copy without debtor data has none of the columns that the run had for them. */
const csvOf = ({ privacy, settings }: Manifest): CsvProfile => {
  const { columns, ...csv } = settings.csv
  const left = columns?.filter((key) => privacy !== "none" || !isPersonal(key))
  return left === undefined || left.length === 0 ? csv : { ...csv, columns: left }
}

const isPersonal = (key: string): boolean =>
  Tables.closed.columns.some((one) => one.key === key && one.personal === true)

const windowOf = ({ window }: Manifest) => ({
  from: instant(window?.from),
  until: instant(window?.until),
  floor: instant(window?.floor),
  period: window?.period && { from: instant(window.period.from) },
})

const instant = (iso: string | null | undefined) => (iso ? DateTime.unsafeMake(iso) : undefined)
