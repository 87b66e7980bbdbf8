/** Writes the files of a run again from its raw documents, with what its manifest and the journal say about it. */
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import { type Case, resource } from "@amili-cases/core/Case"
import type { Document } from "@amili-cases/core/Document"
import { createHash } from "node:crypto"
import { DateTime, Effect, Either } from "effect"
import type { Privacy } from "../format/Privacy.ts"
import { fromOpen } from "../format/Row.ts"
import type { Run } from "../journal/Runs.ts"
import * as Archive from "./Archive.ts"
import * as Batches from "./Batches.ts"
import * as ClosedFiles from "./ClosedFiles.ts"
import * as ClosedLedger from "./ClosedLedger.ts"
import type { Manifest } from "./Manifest.ts"
import * as Memory from "./Memory.ts"
import * as OpenFiles from "./OpenFiles.ts"
import * as OpenStaging from "./OpenStaging.ts"

export interface Place {
  readonly run: Run
  readonly manifest: Manifest
  /** Common beginning of the names of its files. */
  readonly base: string
  /** Path of its raw documents. */
  readonly archive: string
  /** Where a file of this name is staged. */
  readonly staged: (name: string) => string
}

/** Names of the files made. All but the raw documents, the manifest, and the bridge of an open run. */
export const make = (place: Place) => (place.run.dataset === "closed" ? closed(place) : open(place))

/** Judges the documents again, with what the journal knew then. */
const closed = (place: Place) =>
  Effect.gen(function* () {
    const { archive, base, manifest, run } = place
    const files = yield* ClosedFiles.open(base, optionsOf(place))
    const ledger = ClosedLedger.make({
      profile: run.profile,
      privacy: asArchived(manifest.privacy),
      classes: manifest.settings.classes,
      limits: { floor: run.floor ?? undefined, until: run.window_until ?? undefined },
      memory: yield* Memory.before(run.profile, run.serial),
      begin: Effect.succeed({
        serial: run.serial,
        files,
        archive: { write: () => Effect.void, end: Effect.succeed(0) },
        archiveName: OpenStaging.archiveName(base),
      }),
    })
    yield* documentsOf(archive, ledger.take)
    const completeness = manifest.reconciliation
    return (yield* files.finish({ dataHash: ledger.dataHash(), warnings: [], completeness })).map(({ name }) => name)
  })

const open = (place: Place) =>
  Effect.gen(function* () {
    const { archive, base, manifest } = place
    const files = yield* OpenFiles.open(base, optionsOf(place))
    const today = CalendarDay.of(DateTime.unsafeMake(manifest.startedAt))
    const data = createHash("sha256")
    yield* documentsOf(archive, (documents) => {
      const { cases, unreadable } = OpenStaging.apart(documents)
      const rows = cases.map((value) => fromOpen(value, today, { privacy: asArchived(manifest.privacy) }))
      for (const row of rows) data.update(OpenStaging.lineOf(row))
      return Effect.zipRight(
        files.rows(rows),
        unreadable.length === 0
          ? Effect.void
          : files.quarantine(unreadable.map((one) => OpenStaging.unreadableRow(one, base))),
      )
    })
    const { inNoGroup = 0, unexplained = 0 } = manifest.counts
    const warnings = OpenStaging.warningsOf(base, unexplained, inNoGroup, manifest.settings.language)
    return (yield* files.finish({ dataHash: data.digest("hex"), warnings })).map(({ name }) => name)
  })

/** What the archive has of debtors is what the files show: it was shortened, if at all, before it was kept. */
const asArchived = (privacy: Privacy): Privacy => (privacy === "masked" ? "full" : privacy)

const documentsOf = <E, R>(
  archive: string,
  take: (documents: ReadonlyArray<Document<Case>>) => Effect.Effect<void, E, R>,
) => Archive.read(archive).pipe(Batches.forEach((sources) => take(sources.map(decode))))

const optionsOf = ({ manifest, run, staged }: Place): ClosedFiles.FileOptions => ({
  formats: manifest.settings.formats,
  csv: manifest.settings.csv,
  perCreditor: manifest.settings.perCreditor,
  staged,
  workbook: {
    language: manifest.settings.language,
    provenance: {
      serial: run.serial,
      profile: run.profile,
      creditors: manifest.creditors.length === 0 ? undefined : manifest.creditors,
      // An open run has no window, and its files say nothing of one.
      ...(manifest.window === undefined
        ? {}
        : { from: instant(manifest.window.from), until: instant(manifest.window.until) }),
      generatedAt: DateTime.unsafeMake(manifest.startedAt),
      tool: manifest.tool,
      privacy: manifest.privacy,
    },
  },
})

const instant = (iso: string | null) => (iso === null ? undefined : DateTime.unsafeMake(iso))

const decode = (source: string): Document<Case> => {
  const parsed = Either.try((): unknown => JSON.parse(source))
  const value = Either.flatMap(parsed, (wire) => Either.mapLeft(resource.decode(wire), String))
  return Either.match(value, {
    onRight: (value) => ({ _tag: "Decoded", value, source }),
    onLeft: (problem) => ({ _tag: "Malformed", id: idOf(source), problem: String(problem), source }),
  })
}

const idOf = (source: string): string | undefined => /"_id"\s*:\s*"([^"]*)"/.exec(source)?.[1]
