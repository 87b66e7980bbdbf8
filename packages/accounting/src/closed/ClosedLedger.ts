/**
 * Takes the documents of a run over closed cases batch by batch, and keeps the journal, the files, the archive of raw
 * documents and the totals in step. Nothing is begun before there is something to say.
 */
import type { Document } from "@amili-cases/core/Document"
import type { Overrides } from "@amili-cases/core/SettlementClass"
import type { JournalError } from "@amili-cases/export-engine/database/JournalError"
import type { RunLost } from "@amili-cases/export-engine/journal/Runs"
import type { FileFailed } from "@amili-cases/export-engine/run/FileFailed"
import type { Privacy } from "@amili-cases/export-engine/run/RunSettings"
import type { Staging } from "@amili-cases/export-engine/run/Staging"
import type { InvalidProfile } from "@amili-cases/sheets/csv/CsvProfile"
import type { WriteFailed } from "@amili-cases/sheets/Written"
import * as Effect from "effect/Effect"
import type { Edition } from "../cases/Edition.ts"
import type { ExportedCase } from "../cases/ExportedCase.ts"
import * as MaskedSource from "../privacy/MaskedSource.ts"
import type { RowOptions } from "../cases/Row.ts"
import * as Totals from "../cases/Totals.ts"
import { classify, type Classification, doubtOf, type Limits } from "./Classification.ts"
import type { ClosedClosing, ClosedRows } from "./ClosedRows.ts"
import type { Entry } from "./records/Entries.ts"
import type { History } from "./records/History.ts"
import { dataHashOf, hashing, lineOf } from "./ledger/dataHash.ts"
import { type Item, rowsOf, show, toEntry, toQuarantined, toTotal } from "./ledger/items.ts"

export type LedgerFailed = WriteFailed | InvalidProfile | FileFailed | JournalError | RunLost

/** Where a run that has begun writes to. */
export interface Target extends Pick<Staging<ClosedRows, ClosedClosing>, "archive" | "archiveName" | "write"> {
  /** The serial is undefined for a backfill. */
  readonly place: { readonly serial: number | undefined }
}

export interface Options<T extends Target, E, R> {
  readonly profile: string
  readonly privacy: Privacy
  /** Other settlement classes for some reasons. */
  readonly classes?: Overrides | undefined
  readonly limits: Limits
  readonly history: History
  /** Of the rules; the current one unless files of an earlier run are made again. */
  readonly edition?: Edition
  /** Told of each document and what came of it. */
  readonly observe?: (
    document: Document<ExportedCase>,
    classification: Classification,
    known: Entry | undefined,
  ) => void
  /** Takes the serial number and opens the files; called once, with the first thing to say. */
  readonly begin: Effect.Effect<T, E, R>
}

/** A type, not an interface: it goes into the manifest as a record of numbers. */
export type Counts = {
  readonly closed: number
  readonly corrections: number
  readonly quarantined: number
  /** Needed a person in an earlier run, and still do. */
  readonly waiting: number
  /** Closed at or after the end of the window: the next run's. */
  readonly later: number
}

/** By how many the cases that stand as closed and exported become more or fewer. */
export const standingOf = (kind: Entry["kind"]): number => (kind === "changed" ? 0 : kind === "reopened" ? -1 : 1)

export interface ClosedLedger<T extends Target, E, R> {
  readonly add: (documents: ReadonlyArray<Document<ExportedCase>>) => Effect.Effect<void, E | LedgerFailed, R>
  /** Everything recorded is in the journal and in the files after this. */
  readonly flush: Effect.Effect<void, LedgerFailed>
  /** Undefined while there was nothing to say. */
  readonly target: () => T | undefined
  readonly counts: () => Counts
  /** See `standingOf`. */
  readonly standing: () => number
  /** Of what is in the files. */
  readonly totals: Totals.Totals
  /** SHA-256 over everything said so far, in its order. */
  readonly dataHash: () => string
}

/**
 * Documents of the archive whose rows are written at a time, however many were read at a time. A workbook numbers its
 * texts in the order in which they are written: with another number here, earlier runs are made again with other bytes.
 */
const together = 500

/** With the raw document, which keeps the text of its page in memory: not for longer than it is read. */
interface Received extends Item {
  readonly source: string
}

export const make = <T extends Target, E, R>(options: Options<T, E, R>): ClosedLedger<T, E, R> => {
  const { classes, edition, history, privacy, profile } = options
  const shape: RowOptions = { privacy, classes }
  const totals = Totals.make()
  const entriesHash = hashing()
  const quarantineHash = hashing()
  const fingerprints = new Set<string>()
  const counts = { closed: 0, corrections: 0, quarantined: 0, waiting: 0 }
  const later = new Set<string>()
  let unwritten: Array<Item> = []
  let seq = 0
  let standing = 0
  let target: T | undefined

  const begun = Effect.suspend(() =>
    target === undefined
      ? Effect.tap(options.begin, (opened) => Effect.sync(() => (target = opened)))
      : Effect.succeed(target),
  )

  /** What is said of each document, and what a person is shown, whether it was shown before or not. */
  const classified = (documents: ReadonlyArray<Document<ExportedCase>>, known: ReadonlyMap<string, Entry>) => {
    const inThisRun = new Set<string>()
    return documents.flatMap((received): ReadonlyArray<Received> => {
      const document = privacy === "masked" ? MaskedSource.masked(received) : received
      const id = document._tag === "Decoded" ? document.value.id : undefined
      const entry = id === undefined ? undefined : known.get(id)
      // Read twice by this run, and changed in between perhaps: the next run sees the change.
      if (
        id !== undefined &&
        (inThisRun.has(id) || (entry !== undefined && entry.serial === (target?.place.serial ?? 0)))
      )
        return []
      const classification = classify(document, entry, options.limits, edition)
      options.observe?.(document, classification, entry)
      const { source } = document
      switch (classification._tag) {
        case "Nothing":
          if (classification.why === "later" && id !== undefined) later.add(id)
          return []
        case "Unclear":
          return [{ source, said: undefined, shown: show(classification.unclear, edition) }]
        default: {
          inThisRun.add(classification.value.id)
          const doubt = doubtOf(classification, classes, edition)
          return [{ source, said: classification, shown: doubt && show(doubt, edition) }]
        }
      }
    })
  }

  /** Without what a person has been shown before: a case that still waits for one is counted. */
  const unknownOnly = (items: ReadonlyArray<Received>, reported: ReadonlySet<string>) =>
    items.flatMap((item): ReadonlyArray<Received> => {
      const { said, shown } = item
      if (shown === undefined) return [item]
      const isRepeated = fingerprints.has(shown.fingerprint)
      fingerprints.add(shown.fingerprint)
      const isReported = [shown.fingerprint, shown.fingerprintBefore].some(
        (one) => one !== undefined && reported.has(one),
      )
      if (!isRepeated && !isReported) return [item]
      if (!isRepeated && said === undefined) counts.waiting += 1
      return said === undefined ? [] : [{ ...item, shown: undefined }]
    })

  const record = (items: ReadonlyArray<Received>, serial: number) => {
    const entries: Array<Entry> = []
    const quarantined: Array<ReturnType<typeof toQuarantined>> = []
    for (const { said, shown, source } of items) {
      if (said !== undefined) {
        entries.push(toEntry(said, serial, ++seq, edition))
        counts[said._tag === "New" ? "closed" : "corrections"] += 1
      }
      if (shown !== undefined) quarantined.push(toQuarantined(shown, source, profile, serial, ++counts.quarantined))
    }
    // In one piece: a call for each line takes longer than the hash.
    entriesHash.update(entries.map(lineOf).join(""))
    for (const { kind } of entries) standing += standingOf(kind)
    for (const { fingerprint } of quarantined) quarantineHash.update(`${fingerprint}\n`)
    return history.record(entries, quarantined)
  }

  const write = (to: T, items: ReadonlyArray<Item>) =>
    Effect.gen(function* () {
      const { closed, corrections, quarantine } = rowsOf(items, to.archiveName, shape, edition)
      if (closed.length > 0) yield* to.write("closed", closed)
      if (corrections.length > 0) yield* to.write("corrections", corrections)
      if (quarantine.length > 0) yield* to.write("quarantine", quarantine)
      for (const row of closed) totals.add(toTotal(row))
    })

  const say = (items: ReadonlyArray<Received>) =>
    Effect.gen(function* () {
      const to = yield* begun
      yield* record(items, to.place.serial ?? 0)
      // In the order in which they came, so that the archive can be classified again.
      yield* to.archive(items.map(({ source }) => source))
      for (const { said, shown } of items) unwritten.push({ said, shown })
      while (unwritten.length >= together) yield* write(to, unwritten.splice(0, together))
    })

  return {
    add: (documents) =>
      Effect.gen(function* () {
        const ids = documents.flatMap((document) => (document._tag === "Decoded" ? [document.value.id] : []))
        const items = classified(documents, yield* history.latest(ids))
        const asked = items.flatMap(({ shown }) =>
          [shown?.fingerprint, shown?.fingerprintBefore].filter((one) => one !== undefined),
        )
        const fresh = unknownOnly(items, yield* history.reported(asked))
        if (fresh.length > 0) yield* say(fresh)
      }),
    flush: Effect.suspend(() => {
      const rest = unwritten
      unwritten = []
      const written = target === undefined || rest.length === 0 ? Effect.void : write(target, rest)
      return Effect.zipRight(written, history.flush)
    }),
    target: () => target,
    counts: () => ({ ...counts, later: later.size }),
    standing: () => standing,
    totals,
    dataHash: () => dataHashOf(entriesHash.digest(), quarantineHash.digest()),
  }
}
