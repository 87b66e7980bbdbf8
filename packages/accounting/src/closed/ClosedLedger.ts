/**
 * Takes the documents of a run over closed cases batch by batch, and keeps the journal, the files, the archive of raw
 * documents and the totals in step. Nothing is begun before there is something to say.
 */
import { createHash, type Hash } from "node:crypto"
import type { Overrides } from "@amili-cases/core/SettlementClass"
import type { Document } from "@amili-cases/core/Document"
import { Effect } from "effect"
import type { Privacy } from "@amili-cases/export-engine/run/RunSettings"
import type { InvalidProfile } from "@amili-cases/sheets/csv/CsvProfile"
import { type ClosedRow, type CorrectionRow, fromClosed, type QuarantineRow, type RowOptions } from "../cases/Row.ts"
import type { WriteFailed } from "@amili-cases/sheets/Written"
import type { Entry } from "./Entries.ts"
import type { JournalError } from "@amili-cases/export-engine/journal/JournalError"
import type { RunLost } from "@amili-cases/export-engine/journal/Runs"
import type { Quarantined } from "@amili-cases/export-engine/journal/QuarantineLog"
import type { Staging } from "@amili-cases/export-engine/run/Staging"
import type { ClosedClosing, ClosedRows } from "./ClosedOutput.ts"
import type { FileFailed } from "@amili-cases/export-engine/run/FileFailed"
import { minorOf } from "../cases/Facts.ts"
import { dayOfIso } from "@amili-cases/export-engine/run/Instant"
import { classify, type Classification, type Limits, type Unclear, unclassified } from "./Classification.ts"
import * as MaskedSource from "../cases/MaskedSource.ts"
import type { History } from "./History.ts"
import * as Totals from "../cases/Totals.ts"
import type { ExportedCase } from "../cases/ExportedCase.ts"

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
  /** Everything recorded is in the journal after this. */
  readonly flush: Effect.Effect<void, LedgerFailed>
  /** Undefined while there was nothing to say. */
  readonly target: () => T | undefined
  readonly counts: () => Counts
  /** See `standingOf`. */
  readonly standing: () => number
  readonly totals: Totals.Totals
  /** SHA-256 over everything said so far, in its order. */
  readonly dataHash: () => string
}

export const make = <T extends Target, E, R>(options: Options<T, E, R>): ClosedLedger<T, E, R> => {
  const { classes, history, privacy, profile } = options
  const shape: RowOptions = { privacy, classes }
  const totals = Totals.make()
  const said = hashing()
  const doubted = hashing()
  const shown = new Set<string>()
  const counts = { closed: 0, corrections: 0, quarantined: 0, waiting: 0, later: 0 }
  let seq = 0
  let standing = 0
  let target: T | undefined

  const begun = Effect.suspend(() =>
    target === undefined
      ? Effect.tap(options.begin, (opened) => Effect.sync(() => (target = opened)))
      : Effect.succeed(target),
  )

  const say = (classified: ReadonlyArray<Said>, unclear: ReadonlyArray<Shown>, documents: ReadonlyArray<string>) =>
    Effect.gen(function* () {
      const { archive, archiveName, place, write } = yield* begun
      const { serial } = place
      const entries = classified.map((said) => toEntry(said, serial ?? 0, ++seq))
      // In one piece: a call for each line takes longer than the hash.
      said.update(entries.map(lineOf).join(""))
      for (const entry of entries) standing += standingOf(entry.kind)
      for (const { fingerprint } of unclear) doubted.update(`${fingerprint}\n`)
      const rows = classified.filter((said) => said._tag === "New").map((said) => fromClosed(said.value, shape))
      const corrections = classified
        .filter((said) => said._tag === "Correction")
        .map((said) => toCorrection(said, shape))
      const quarantined = unclear.map((item, index) =>
        toQuarantined(item, profile, serial ?? 0, counts.quarantined + index),
      )
      yield* history.record(entries, quarantined)
      if (rows.length > 0) yield* write("closed", rows)
      if (corrections.length > 0) yield* write("corrections", corrections)
      if (unclear.length > 0) {
        yield* write(
          "quarantine",
          unclear.map((item) => toQuarantineRow(item, archiveName, shape)),
        )
      }
      // In the order in which they came, so that the archive can be classified again; a row that also needs a person once.
      const spoken = new Set([...classified, ...unclear].map((item) => item.source))
      yield* archive(documents.filter((source) => spoken.has(source)))
      for (const row of rows) totals.add(toTotal(row))
      counts.closed += rows.length
      counts.corrections += corrections.length
      counts.quarantined += unclear.length
    })

  return {
    add: (documents) =>
      Effect.gen(function* () {
        const ids = documents.flatMap((document) => (document._tag === "Decoded" ? [document.value.id] : []))
        const known = yield* history.latest(ids)
        const classified: Array<Said> = []
        const taken = new Set<string>()
        const sources: Array<string> = []
        const doubtful: Array<Shown> = []
        for (const document of documents) {
          const id = document._tag === "Decoded" ? document.value.id : ""
          const source = privacy === "masked" ? MaskedSource.mask(document.source) : document.source
          sources.push(source)
          if (id !== "" && taken.has(id)) continue
          taken.add(id)
          // What a person is told about an unreadable document follows from what is kept of it.
          const classification = classify(
            document._tag === "Malformed" ? { ...document, source } : document,
            known.get(id),
            target?.place.serial ?? 0,
            options.limits,
          )
          options.observe?.(document, classification, known.get(id))
          if (classification._tag === "Nothing" && classification.why === "later") counts.later += 1
          if (classification._tag === "Unclear") doubtful.push(show(classification.unclear, source))
          if (classification._tag === "New" || classification._tag === "Correction") {
            classified.push({ ...classification, source })
            const doubt = unclassified(classification.value, classes)
            if (doubt !== undefined) doubtful.push(show(doubt, source))
          }
        }
        const reported = yield* history.reported(doubtful.map((item) => item.fingerprint))
        const fresh = doubtful.filter(({ fingerprint }) => !reported.has(fingerprint) && !shown.has(fingerprint))
        for (const { fingerprint, problem } of doubtful) {
          if (reported.has(fingerprint) && !shown.has(fingerprint) && problem !== "unclassified") counts.waiting += 1
          shown.add(fingerprint)
        }
        if (classified.length > 0 || fresh.length > 0) yield* say(classified, fresh, sources)
      }),
    flush: history.flush,
    target: () => target,
    counts: () => ({ ...counts }),
    standing: () => standing,
    totals,
    dataHash: () => dataHashOf(said.digest(), doubted.digest()),
  }
}

type Said = Extract<Classification, { readonly _tag: "New" | "Correction" }> & { readonly source: string }
interface Shown extends Unclear {
  readonly fingerprint: string
  readonly source: string
}

const show = (unclear: Unclear, source: string): Shown => ({
  ...unclear,
  source,
  fingerprint: createHash("sha256")
    .update([unclear.problem, unclear.caseId ?? "", unclear.about].join("\n"))
    .digest("hex"),
})

const toEntry = (said: Said, serial: number, seq: number): Entry => ({
  // One by one: spreading them took as long as everything else about an entry.
  closedAt: said.facts.closedAt,
  reason: said.facts.reason,
  currency: said.facts.currency,
  amount: said.facts.amount,
  caseId: said.value.id,
  revision: said._tag === "New" ? 0 : said.previous.revision + 1,
  serial,
  seq,
  kind: said._tag === "New" ? "closed" : said.change,
  corrects: said._tag === "New" ? undefined : said.previous.serial,
  creditorId: said.value.creditorId,
  invoiceNumber: said.value.debt?.invoiceNumber,
  reference: said.value.referenceNumber,
})

/** SHA-256 of what comes piece by piece. Begun with the first piece: a run with nothing to say does without Node's crypto. */
const hashing = () => {
  let hash: Hash | undefined
  const begun = () => (hash ??= createHash("sha256"))
  return { update: (text: string) => begun().update(text), digest: () => begun().copy().digest("hex") }
}

/** The hash of a run's data from that of its entries and that of the fingerprints of what needed a person. */
export const dataHashOf = (entries: string, quarantined: string): string =>
  createHash("sha256").update(`${entries}\n${quarantined}\n`).digest("hex")

/** What an entry contributes to the hash of its run's data. */
export const lineOf = (entry: Entry): string =>
  `${[entry.kind, entry.caseId, entry.corrects, entry.closedAt, entry.reason, entry.currency, entry.amount]
    .map((field) => JSON.stringify(field ?? null))
    .join("\t")}\n`

const toCorrection = (said: Extract<Said, { readonly _tag: "Correction" }>, shape: RowOptions): CorrectionRow => ({
  ...fromClosed(said.value, shape),
  change: said.change,
  corrects: said.previous.serial,
  previousClosedOn: dayOfIso(said.previous.closedAt),
  previousReason: said.previous.reason,
  previousRemainingCapital: minorOf(said.previous.amount),
})

const toQuarantineRow = (item: Shown, raw: string, shape: RowOptions): QuarantineRow => ({
  ...(item.value === undefined ? { caseId: item.caseId } : fromClosed(item.value, shape)),
  problem: item.problem,
  detail: item.detail,
  raw,
})

const toQuarantined = (item: Shown, profile: string, serial: number, index: number): Quarantined => ({
  profile,
  dataset: "closed",
  serial,
  seq: index + 1,
  case_id: item.caseId ?? null,
  problem: item.problem,
  detail: item.detail.en,
  fingerprint: item.fingerprint,
  source: item.source,
})

const toTotal = (row: ClosedRow): Totals.Row => ({
  currency: row.currency,
  group: row.reason,
  settlementClass: row.settlementClass,
  amount: row.remainingCapital,
})
