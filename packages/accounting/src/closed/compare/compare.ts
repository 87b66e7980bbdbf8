/** Closed cases of the API and entries of the journal, side by side in order of id: what differs. */
import type { Document } from "@amili-cases/core/Document"
import type { CreditorId } from "@amili-cases/core/CreditorId"
import * as Batches from "@amili-cases/export-engine/run/Batches"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type { ExportedCase } from "../../cases/ExportedCase.ts"
import { classify, type Limits } from "../Classification.ts"
import { Entries, type Entry, type Page } from "../records/Entries.ts"

/** What is compared: closed cases of these creditors (all when empty) with an id after the one, up to so many or the end. */
export interface Stretch {
  readonly profile: string
  readonly creditors: ReadonlyArray<CreditorId>
  readonly limits: Limits
  readonly after: string
  /** All when undefined. */
  readonly most: number | undefined
}

export interface Differences {
  /** Closed, and not in the journal. */
  readonly missing: ReadonlyArray<string>
  /** Not as they were exported. */
  readonly changed: ReadonlyArray<string>
  /** Exported, and not among the closed cases of the API. */
  readonly absent: ReadonlyArray<Entry>
  /** How many closed cases of the API were compared. */
  readonly checked: number
  /** The id after which the next stretch begins; undefined at the end. */
  readonly next: string | undefined
}

/** After every id. */
const end = "g"

export const compare = <E, R>(
  documents: Stream.Stream<Document<ExportedCase>, E, R>,
  { after, creditors, limits, most, profile }: Stretch,
) =>
  Effect.gen(function* () {
    const entries = yield* Entries
    const missing: Array<string> = []
    const changed: Array<string> = []
    const absent: Array<Entry> = []
    let checked = 0
    let last = after
    const isAbsent = (entry: Entry) => {
      if (entry.kind === "reopened") return
      if (creditors.length === 0 || creditors.some((id) => id === entry.creditorId)) absent.push(entry)
    }
    /** In pages: between two cases of one creditor there may be a hundred thousand of others. */
    const eachBetween = (upTo: string, use: (entry: Entry) => void) =>
      Effect.gen(function* () {
        for (let from: string | undefined = last; from !== undefined;) {
          const page: Page = yield* entries.between(profile, from, upTo)
          page.entries.forEach(use)
          from = page.next
        }
      })
    yield* (most === undefined ? documents : Stream.take(documents, most)).pipe(
      Batches.forEach((batch) =>
        Effect.gen(function* () {
          const idOf = (document: Document<ExportedCase>) =>
            document._tag === "Decoded" ? document.value.id : (document.id ?? last)
          const upTo = batch.map(idOf).reduce((a, b) => (a > b ? a : b), last)
          const read = new Set(batch.map(idOf))
          const known = new Map<string, Entry>()
          yield* eachBetween(upTo, (entry) => {
            if (read.has(entry.caseId)) known.set(entry.caseId, entry)
            else isAbsent(entry)
          })
          for (const document of batch) {
            const id = idOf(document)
            const { _tag } = classify(document, known.get(id), limits)
            checked += 1
            if (_tag === "New") missing.push(id)
            if (_tag === "Correction") changed.push(id)
          }
          last = upTo
        }),
      ),
    )
    const isEnd = most === undefined || checked < most
    if (isEnd) yield* eachBetween(end, isAbsent)
    const found: Differences = { missing, changed, absent, checked, next: isEnd ? undefined : last }
    return found
  })
