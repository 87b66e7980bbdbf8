/**
 * Checks what can be checked: the chain of runs and their data in the journal, the files on the disk against their
 * hashes, and every closed case of the API against the journal.
 */
import * as Progress from "@amili-cases/app-kit/terminal/Progress"
import { createHash } from "node:crypto"
import type { CreditorId } from "@amili-cases/core/CreditorId"
import { FileSystem, Path } from "@effect/platform"
import { DateTime, Effect, Option, Stream } from "effect"
import { Checkpoints } from "../journal/Checkpoints.ts"
import { Entries, type Entry, type Page } from "../journal/Entries.ts"
import { QuarantineLog } from "../journal/QuarantineLog.ts"
import { Dataset, type Run, Runs } from "../journal/Runs.ts"
import * as Abandonment from "./Abandonment.ts"
import * as Batches from "./Batches.ts"
import { dataHashOf, lineOf } from "./ClosedLedger.ts"
import { Folder } from "./Folder.ts"
import { judge } from "./Judgement.ts"
import * as Manifest from "./Manifest.ts"
import { Reading, Wanted } from "./Reading.ts"

export interface Finding {
  readonly problem: string
  /** What it is about: a run, a file, a case. */
  readonly subject: string
}

/** The runs of a profile, each against its manifest, its data and the run before it. */
export const chain = (profile: string) =>
  Effect.gen(function* () {
    const runs = yield* Runs
    const findings: Array<Finding> = []
    for (const dataset of Dataset.literals) {
      let previous: (Run & { readonly api?: string | undefined }) | undefined
      for (const run of yield* runs.settled(profile, dataset)) {
        const subject = `${dataset} run ${run.serial}`
        const find = (problem: string) => findings.push({ problem, subject })
        if (run.serial !== (previous?.serial ?? 0) + 1) find("the run before it is missing")
        if (Manifest.hashOf(run.manifest ?? "") !== run.hash) find("its manifest is not the one that was committed")
        if (run.state === "abandoned") {
          const record = Option.getOrUndefined(yield* Effect.option(Abandonment.decode(run.manifest)))
          if (record?.previousRunSha256 !== (previous?.hash ?? null)) find("it does not follow the run before it")
          if (Manifest.hashOf(record?.preparedManifest ?? "") !== record?.preparedSha256) {
            find("it names another manifest than the one that was lost")
          }
          previous = { ...run, api: record?.api }
          continue
        }
        const manifest = Option.getOrUndefined(yield* Effect.option(Manifest.decode(run.manifest)))
        if (manifest === undefined) find("its manifest cannot be read")
        else {
          if (manifest.previousRunSha256 !== (previous?.hash ?? null)) find("it does not follow the run before it")
          const { api, apiMovedFrom } = manifest
          if (previous?.api !== undefined && previous.api !== api && previous.api !== apiMovedFrom) {
            find(`its cases come from ${api}, those of the run before it from ${previous.api}`)
          }
          if (dataset === "closed" && manifest.dataSha256 !== (yield* dataHash(run))) {
            find("its cases in the journal are not those that were committed")
          }
        }
        previous = { ...run, api: manifest?.api }
      }
    }
    return findings
  })

const dataHash = ({ dataset, profile, serial }: Run) =>
  Effect.gen(function* () {
    const entries = createHash("sha256")
    const quarantined = createHash("sha256")
    yield* Stream.runForEach((yield* Entries).ofRun(profile, serial), (entry) =>
      Effect.sync(() => entries.update(lineOf(entry))),
    )
    for (const item of yield* (yield* QuarantineLog).ofRun(profile, dataset, serial)) {
      quarantined.update(`${item.fingerprint}\n`)
    }
    return dataHashOf(entries.digest("hex"), quarantined.digest("hex"))
  })

/** The files of all runs: in the folder given, or else where they were written. */
export const files = (profile: string, folder: string) =>
  Effect.gen(function* () {
    const runs = yield* Runs
    const folders = yield* Folder
    const fs = yield* FileSystem.FileSystem
    const findings: Array<Finding> = []
    let checked = 0
    for (const dataset of Dataset.literals) {
      for (const run of yield* runs.settled(profile, dataset)) {
        for (const file of yield* runs.files(run)) {
          if (file.purged_at !== null) continue
          if (run.state === "abandoned" && file.role !== "abandoned") {
            const path = yield* whereIs(folder, run, file.name)
            if (yield* Effect.orElseSucceed(fs.exists(path), () => false)) {
              findings.push({
                problem: `the file is of run ${run.serial}, which was given up: its cases are in a later run`,
                subject: file.name,
              })
            }
            continue
          }
          checked += 1
          const intact = yield* folders.matches(yield* whereIs(folder, run, file.name), file.sha256)
          if (intact === undefined) findings.push({ problem: "the file is missing", subject: file.name })
          if (intact === false) findings.push({ problem: "the file has been changed", subject: file.name })
        }
      }
    }
    return { checked, findings }
  })

/** The path of a run's file: the exports may have been moved since. */
export const whereIs = (folder: string, run: Run, name: string) =>
  Effect.gen(function* () {
    const fs = yield* FileSystem.FileSystem
    const path = yield* Path.Path
    const here = path.join(folder, name)
    const isHere = yield* Effect.orElseSucceed(fs.exists(here), () => false)
    return isHere ? here : path.join(run.folder, name)
  })

export const noSuchCase = "exported, but the API has no such closed case now"

/** Every closed case of the API against the journal, both in order of id. */
export const api = (profile: string, creditors: ReadonlyArray<CreditorId>) =>
  Effect.gen(function* () {
    const reading = yield* Reading
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
    yield* reading.walk(Wanted.Closed(), scope).pipe(
      Progress.counted("closed cases", Effect.option(reading.count(Wanted.Closed(), scope))),
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
            const judgement = judge(document, known.get(subject), undefined, limits)
            checked += 1
            if (judgement._tag === "New") findings.push({ problem: "closed, but never exported", subject })
            if (judgement._tag === "Correction") findings.push({ problem: "changed since it was exported", subject })
          }
          last = upTo
        }),
      ),
    )
    yield* eachBetween(last, "g", gone)
    return { checked, findings, until: DateTime.unsafeMake(checkpoint.value.until) }
  })
