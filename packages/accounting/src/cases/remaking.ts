/** What remaking the files of a run takes from its manifest and archive, whatever the dataset. */
import type { Remaking } from "@amili-cases/export-engine/dataset/Dataset"
import type { RunFilesOptions } from "@amili-cases/export-engine/dataset/RunFiles"
import * as Archive from "@amili-cases/export-engine/evidence/Archive"
import * as Batches from "@amili-cases/export-engine/run/Batches"
import type { Privacy } from "@amili-cases/export-engine/run/RunSettings"
import type { Document } from "@amili-cases/core/Document"
import { DateTime, type Effect } from "effect"
import { decodeDocument } from "./decodeDocument.ts"
import type { ExportedCase } from "./ExportedCase.ts"

/** What the archive has of debtors is what the files show: it was masked, if at all, before it was kept. */
export const asArchived = (privacy: Privacy): Privacy => (privacy === "masked" ? "full" : privacy)

export const forEachBatch = <E, R>(
  archive: string,
  take: (documents: ReadonlyArray<Document<ExportedCase>>) => Effect.Effect<void, E, R>,
) => Archive.read(archive).pipe(Batches.forEach((sources) => take(sources.map(decodeDocument))))

export const filesOptions = ({ base, manifest, run, staged }: Remaking): RunFilesOptions => ({
  base,
  staged,
  formats: manifest.settings.formats,
  csv: manifest.settings.csv,
  perCreditor: manifest.settings.perCreditor,
  workbook: {
    language: manifest.settings.language,
    provenance: {
      serial: run.serial,
      profile: run.profile,
      creditors: manifest.creditors.length === 0 ? undefined : manifest.creditors,
      from: instant(manifest.window?.from),
      until: instant(manifest.window?.until),
      generatedAt: DateTime.unsafeMake(manifest.startedAt),
      tool: manifest.tool,
      privacy: manifest.privacy,
    },
  },
})

const instant = (iso: string | null | undefined) => (iso ? DateTime.unsafeMake(iso) : undefined)
