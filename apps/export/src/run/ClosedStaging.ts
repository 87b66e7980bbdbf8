/** What a closed run stages: its tables, its workbook, its raw documents, and in the end the manifest over all of them. */
import type { CreditorId } from "@amili-cases/core/CreditorId"
import type { FileSystem } from "@effect/platform"
import { type DateTime, Effect, type Scope } from "effect"
import type { InvalidProfile } from "../format/CsvProfile.ts"
import type { Provenance } from "../format/Workbook.ts"
import type { WriteFailed } from "../format/Written.ts"
import * as Archive from "./Archive.ts"
import type { Previous } from "../journal/Runs.ts"
import * as ClosedFiles from "./ClosedFiles.ts"
import type { ClosedLedger, LedgerFailed, Target } from "./ClosedLedger.ts"
import * as Commit from "./Commit.ts"
import type { FileFailed } from "./FileFailed.ts"
import { Folder } from "./Folder.ts"
import { isoOf } from "./Instant.ts"
import type { Reconciled } from "./Reconciliation.ts"
import { manifestSettings, type RunSettings } from "./RunSettings.ts"
import { smallHeap } from "./SmallHeap.ts"
import { at } from "./Steps.ts"
import * as Table from "./Table.ts"
import type { Window } from "./Window.ts"

export interface Place {
  readonly settings: RunSettings
  readonly creditors: ReadonlyArray<CreditorId>
  readonly window: Pick<Window, "changedSince" | "floor" | "from" | "startedAt"> & {
    readonly until: DateTime.Utc | undefined
  }
  /** Undefined for a backfill. */
  readonly serial: number | undefined
  readonly base: string
  /** Absolute. */
  readonly folder: string
}

export interface Staging extends Target {
  readonly place: Place
}

export const open = (
  place: Place,
): Effect.Effect<Staging, WriteFailed | InvalidProfile | FileFailed, Folder | FileSystem.FileSystem | Scope.Scope> =>
  Effect.gen(function* () {
    const { base, folder, settings } = place
    yield* smallHeap
    const folders = yield* Folder
    const archiveName = `${base}-raw.ndjson.gz`
    const files = yield* ClosedFiles.open(base, {
      formats: settings.formats,
      csv: settings.csv,
      perCreditor: settings.perCreditor,
      workbook: { language: settings.language, provenance: provenanceOf(place) },
      staged: (name) => folders.staged(folder, name),
    })
    yield* at(`open:${archiveName}`)
    const archive = yield* Archive.open(folders.staged(folder, archiveName))
    return { place, serial: place.serial, files, archive, archiveName }
  })

/** Completes, flushes and hashes everything. `previous` is the run before. */
export const seal = <E, R>(
  staging: Staging,
  ledger: ClosedLedger<Staging, E, R>,
  previous: Previous | undefined,
  reconciled: Partial<Reconciled> = {},
): Effect.Effect<
  Commit.Sealed & { readonly warnings: ReadonlyArray<string> },
  WriteFailed | FileFailed | LedgerFailed,
  Folder | FileSystem.FileSystem
> =>
  Effect.gen(function* () {
    yield* ledger.settle
    const { creditors, serial, settings, window, base, folder } = staging.place
    const dataSha256 = ledger.dataHash()
    const debtorData = settings.privacy !== "none"
    const written = yield* staging.files.finish({
      dataHash: dataSha256,
      warnings: [],
      completeness: reconciled.reconciliation,
    })
    yield* at(`finish:${staging.archiveName}`)
    const documents = yield* staging.archive.end
    const warnings = [...Table.noticesOf(written), ...(reconciled.notices ?? [])]
    const files = [
      ...written.map(({ name, role, written }) => ({ name, role, rows: written.rows, debtorData })),
      { name: staging.archiveName, role: "raw", rows: documents, debtorData },
    ]
    const sealed = yield* Commit.seal(
      folder,
      base,
      files,
      {
        tool: settings.tool,
        profile: settings.profile,
        dataset: "closed",
        serial,
        startedAt: isoOf(window.startedAt),
        window: {
          from: isoOf(window.from),
          until: isoOf(window.until),
          changedSince: isoOf(window.changedSince),
          floor: isoOf(window.floor),
        },
        api: settings.api,
        creditors,
        privacy: settings.privacy,
        settings: manifestSettings(settings),
        counts: ledger.counts(),
        reconciliation: reconciled.reconciliation,
        sums: ledger.totals.perCurrency(),
        groups: ledger.totals.lines(),
        warnings,
        dataSha256,
      },
      previous,
    )
    return { ...sealed, warnings }
  })

const provenanceOf = ({ creditors, serial, settings, window }: Place): Provenance => ({
  serial,
  profile: settings.profile,
  creditors: creditors.length === 0 ? undefined : creditors,
  from: window.from,
  until: window.until,
  generatedAt: window.startedAt,
  tool: settings.tool,
  privacy: settings.privacy,
})
