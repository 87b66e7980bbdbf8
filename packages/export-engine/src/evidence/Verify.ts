/** Checks what can be checked without the API: the chain of runs, their records in the journal, and the files on the disk. */
import * as FileSystem from "@effect/platform/FileSystem"
import * as Path from "@effect/platform/Path"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { Datasets } from "../dataset/Dataset.ts"
import type { Run } from "../journal/Run.ts"
import { Runs } from "../journal/Runs.ts"
import * as Abandonment from "./Abandonment.ts"
import * as Elsewhere from "./Elsewhere.ts"
import * as FileState from "./FileState.ts"
import * as Manifest from "./Manifest.ts"
import * as UnknownFiles from "./UnknownFiles.ts"

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
    for (const { name: dataset, records } of yield* Datasets) {
      const { hash } = yield* records
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
          const recorded = yield* hash(run)
          if (recorded !== undefined && manifest.dataSha256 !== recorded) {
            find("its cases in the journal are not those that were committed")
          }
        }
        previous = { ...run, api: manifest?.api }
      }
    }
    return findings
  })

/** The files of all runs, in this folder and nowhere else; and files in it that look like a run's and are none. */
export const files = (profile: string, folder: string) =>
  Effect.gen(function* () {
    const runs = yield* Runs
    const here = (yield* Path.Path).resolve(folder)
    const isElsewhere = yield* Elsewhere.test(here)
    const findings: Array<Finding> = []
    const elsewhere: Array<Run> = []
    let checked = 0
    for (const { name: dataset } of yield* Datasets) {
      for (const run of yield* runs.settled(profile, dataset)) {
        const isAbandoned = run.state === "abandoned"
        const found = yield* Effect.forEach(
          (yield* runs.files(run)).filter(({ purged_at }) => purged_at === null),
          (file) => Effect.map(FileState.of(here, file), (state) => ({ ...file, state })),
        )
        if (isElsewhere(run, found)) {
          elsewhere.push(run)
          continue
        }
        for (const { name: subject, role, state } of found) {
          const lost = isAbandoned && role !== "abandoned"
          if (lost && state !== "missing") findings.push({ problem: abandoned(run), subject })
          if (lost) continue
          checked += 1
          if (state === "missing") findings.push({ problem: missing(run, here), subject })
          else if (state === "changed") findings.push({ problem: "the file has been changed", subject })
          else if (state !== "intact") findings.push({ problem: `the file ${state}`, subject })
        }
      }
    }
    return { checked, elsewhere, findings: [...findings, ...(yield* UnknownFiles.find(profile, here))] }
  })

const abandoned = ({ serial }: Run) => `the file is of run ${serial}, which was abandoned: its cases are in a later run`

const missing = (run: Run, here: string) =>
  run.folder === here ? "the file is missing" : `the file is not in this folder: it was written to ${run.folder}`

/** The path of a run's file, to read it: in the folder, or else where it was written. */
export const whereIs = (folder: string, run: Run, name: string) =>
  Effect.gen(function* () {
    const fs = yield* FileSystem.FileSystem
    const path = yield* Path.Path
    const here = path.join(folder, name)
    const isHere = yield* Effect.orElseSucceed(fs.exists(here), () => false)
    return isHere ? here : path.join(run.folder, name)
  })
