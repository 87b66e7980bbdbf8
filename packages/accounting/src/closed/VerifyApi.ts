/** Every closed case of the API against the journal. */
import * as Progress from "@amili-cases/export-engine/run/Progress"
import type { CreditorId } from "@amili-cases/core/CreditorId"
import type { Finding } from "@amili-cases/export-engine/evidence/Verify"
import { Checkpoints } from "@amili-cases/export-engine/journal/Checkpoints"
import * as Batches from "@amili-cases/export-engine/run/Batches"
import { DateTime, Effect, Option } from "effect"
import { CaseReader, Wanted } from "../cases/CaseReader.ts"
import { classify } from "./Classification.ts"
import { Entries, type Entry, type Page } from "./Entries.ts"

export const noSuchCase = "exported, but the API has no such closed case now"

/** Every closed case of the API against the journal, both in order of id. */
export const verify = (profile: string, creditors: ReadonlyArray<CreditorId>) =>
  Effect.gen(function* () {
    const reader = yield* CaseReader
    const entries = yield* Entries
    const checkpoint = yield* (yield* Checkpoints).covering(profile, "closed", [...creditors].toSorted().join(","))
    if (Option.isNone(checkpoint)) return { checked: 0, findings: [] }
    const limits = { floor: checkpoint.value.floor ?? undefined, until: checkpoint.value.until }
    const findings: Array<Finding> = []
    let checked = 0
    let last = ""
    const gone = (entry: Entry) => {
      if (entry.kind === "reopened") return
      if (creditors.length > 0 && !creditors.some((id) => id === entry.creditorId)) return
      findings.push({ problem: noSuchCase, subject: entry.caseId })
    }
    /** In pages: between two cases of one creditor there may be a hundred thousand of others. */
    const eachBetween = (after: string, upTo: string, told: (entry: Entry) => void) =>
      Effect.gen(function* () {
        for (let from: string | undefined = after; from !== undefined;) {
          const page: Page = yield* entries.between(profile, from, upTo)
          page.entries.forEach(told)
          from = page.next
        }
      })
    const scope = { creditors, debtors: false }
    yield* reader.walk(Wanted.Closed(), scope).pipe(
      Progress.counted("closed cases", Effect.option(reader.count(Wanted.Closed(), scope))),
      Batches.forEach((documents) =>
        Effect.gen(function* () {
          const idOf = (document: (typeof documents)[number]) =>
            document._tag === "Decoded" ? document.value.id : (document.id ?? last)
          const upTo = documents.map(idOf).reduce((a, b) => (a > b ? a : b), last)
          const read = new Set(documents.map(idOf))
          const known = new Map<string, Entry>()
          yield* eachBetween(last, upTo, (entry) => {
            if (read.has(entry.caseId)) known.set(entry.caseId, entry)
            else gone(entry)
          })
          for (const document of documents) {
            const subject = idOf(document)
            const classification = classify(document, known.get(subject), undefined, limits)
            checked += 1
            if (classification._tag === "New") findings.push({ problem: "closed, but never exported", subject })
            if (classification._tag === "Correction")
              findings.push({ problem: "changed since it was exported", subject })
          }
          last = upTo
        }),
      ),
    )
    yield* eachBetween(last, "g", gone)
    return { checked, findings, until: DateTime.unsafeMake(checkpoint.value.until) }
  })
