/** The files of a run while they are written: tables in all formats and the raw documents, sealed by a manifest. */
import type { Bilingual } from "@amili-cases/sheets/Column"
import type { InvalidProfile } from "@amili-cases/sheets/csv/CsvProfile"
import type { WriteFailed } from "@amili-cases/sheets/Written"
import type * as FileSystem from "@effect/platform/FileSystem"
import type * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import { noticesOf, type Output, type WrittenFile, type Writer } from "../dataset/Output.ts"
import { type Provenance, spanOf } from "../dataset/Provenance.ts"
import * as RunFiles from "../dataset/RunFiles.ts"
import * as Archive from "../evidence/Archive.ts"
import type { Draft } from "../evidence/Manifest.ts"
import type { Previous } from "../journal/Run.ts"
import * as Commit from "./Commit.ts"
import type { FileFailed } from "./FileFailed.ts"
import { Folder } from "./Folder.ts"
import { isoOf } from "./Instant.ts"
import type { RunSettings } from "./RunSettings.ts"
import { at } from "./Steps.ts"

/** What was asked for by time: from inclusive, until exclusive. */
export interface Window {
  readonly from: DateTime.Utc | undefined
  readonly until: DateTime.Utc | undefined
  readonly changedSince: DateTime.Utc | undefined
  readonly floor: DateTime.Utc | undefined
  /** The part that no run before had, from where the last one ended; none outside the journal. */
  readonly period?: { readonly from: DateTime.Utc | undefined } | undefined
}

/** Which run it is, and where its files go. */
export interface Place {
  readonly dataset: string
  readonly settings: RunSettings
  /** Ids; empty means all. */
  readonly creditors: ReadonlyArray<string>
  /** By the server's clock. */
  readonly startedAt: DateTime.Utc
  readonly window?: Window | undefined
  /** Undefined for a backfill. */
  readonly serial: number | undefined
  readonly base: string
  /** Absolute. */
  readonly folder: string
  /** The run's; files outside the journal have none. */
  readonly token?: string | undefined
}

/** What the manifest says of the rows, known when all are written. */
export interface Contents<Closing> extends Pick<Draft, "counts" | "dataSha256" | "details" | "sums"> {
  readonly closing: Closing
  /** Settings of the dataset, for the manifest. */
  readonly settings?: Readonly<Record<string, unknown>> | undefined
  /** Lines for a person: before and after those of the files themselves. */
  readonly warningsBefore?: ReadonlyArray<Bilingual> | undefined
  readonly warningsAfter?: ReadonlyArray<Bilingual> | undefined
  /** Files without debtor data that the dataset has written apart from its tables. */
  readonly others?: Effect.Effect<ReadonlyArray<WrittenFile>, WriteFailed>
}

export interface Sealed extends Commit.Sealed {
  readonly warnings: ReadonlyArray<Bilingual>
}

export interface Staging<Rows, Closing> {
  readonly place: Place
  readonly archiveName: string
  /** Path of a file of this name until it is published. */
  readonly staged: (name: string) => string
  readonly write: Writer<Rows, Closing>["write"]
  /** Keeps raw documents, in this order. */
  readonly archive: (documents: ReadonlyArray<string>) => Effect.Effect<void, FileFailed>
  /** Completes, flushes and hashes everything. `previous` is the run before. */
  readonly seal: (
    contents: Contents<Closing>,
    previous: Previous | undefined,
  ) => Effect.Effect<Sealed, WriteFailed | FileFailed, Folder | FileSystem.FileSystem>
}

export const archiveName = (base: string): string => `${base}-raw.ndjson.gz`

export const open = <Rows, Closing>(
  output: Output<Rows, Closing>,
  place: Place,
): Effect.Effect<
  Staging<Rows, Closing>,
  WriteFailed | InvalidProfile | FileFailed,
  Folder | FileSystem.FileSystem | Scope.Scope
> =>
  Effect.gen(function* () {
    const { base, folder, settings, token } = place
    const folders = yield* Folder
    const staged = (name: string) => folders.staged(folder, name, token)
    const files = yield* RunFiles.open(output, {
      base,
      staged,
      formats: settings.formats,
      perCreditor: settings.perCreditor,
      csv: settings.csv,
      workbook: { language: settings.language, provenance: provenanceOf(place) },
    })
    const name = archiveName(base)
    yield* at(`open:${name}`)
    const archive = yield* Archive.open(staged(name))

    const seal: Staging<Rows, Closing>["seal"] = (contents, previous) =>
      Effect.gen(function* () {
        const tables = yield* files.finish(contents.closing)
        const others = yield* contents.others ?? Effect.succeed([])
        const written = [...tables, ...others]
        yield* at(`finish:${name}`)
        const documents = yield* archive.end
        const debtorData = settings.privacy !== "none"
        const warnings = [...(contents.warningsBefore ?? []), ...noticesOf(written), ...(contents.warningsAfter ?? [])]
        const all = [
          ...written.map((file) => ({
            name: file.name,
            role: file.role,
            rows: file.written.rows,
            debtorData: debtorData && !others.includes(file),
          })),
          { name, role: "raw", rows: documents, debtorData },
        ]
        const english = warnings.map(({ en }) => en)
        const sealed = yield* Commit.seal(place, all, draftOf(place, contents, english), previous)
        return { ...sealed, warnings }
      })
    return { place, archiveName: name, staged, write: files.write, archive: archive.write, seal }
  })

const draftOf = <Closing>(
  { creditors, dataset, serial, settings, startedAt, window }: Place,
  contents: Contents<Closing>,
  warnings: ReadonlyArray<string>,
): Draft => ({
  tool: settings.tool,
  by: settings.by,
  profile: settings.profile,
  dataset,
  serial,
  startedAt: isoOf(startedAt),
  window: window && {
    from: isoOf(window.from),
    until: isoOf(window.until),
    changedSince: isoOf(window.changedSince),
    floor: isoOf(window.floor),
    ...(window.period === undefined ? {} : { period: { from: isoOf(window.period.from) } }),
  },
  api: settings.api,
  creditors,
  privacy: settings.privacy,
  settings: {
    csv: settings.csv,
    language: settings.language,
    formats: settings.formats,
    perCreditor: settings.perCreditor,
    ...contents.settings,
  },
  counts: contents.counts,
  sums: contents.sums,
  details: contents.details,
  warnings,
  dataSha256: contents.dataSha256,
})

/** What a workbook, or another file of the run, says of where it comes from. */
export const provenanceOf = ({ creditors, serial, settings, startedAt, window }: Place): Provenance => ({
  serial,
  profile: settings.profile,
  creditors: creditors.length === 0 ? undefined : creditors,
  ...spanOf(window),
  generatedAt: startedAt,
  tool: settings.tool,
  privacy: settings.privacy,
})
