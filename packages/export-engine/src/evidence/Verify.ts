/** Checks what can be checked without the API: the chain of runs, their records in the journal, and the files on the disk. */
import * as FileSystem from "@effect/platform/FileSystem"
import * as Path from "@effect/platform/Path"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { Datasets } from "../dataset/Dataset.ts"
import type { Run } from "../journal/Run.ts"
import { Runs } from "../journal/Runs.ts"
import { Folder } from "../run/Folder.ts"
import * as Chain from "../witness/Chain.ts"
import * as FolderFiles from "../witness/FolderFiles.ts"
import * as Abandonment from "./Abandonment.ts"
import * as Manifest from "./Manifest.ts"

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
    const folders = yield* Folder
    const path = yield* Path.Path
    const here = path.resolve(folder)
    const findings: Array<Finding> = []
    let checked = 0
    for (const { name: dataset } of yield* Datasets) {
      const chain = yield* Chain.of(profile, dataset)
      const serials = chain.map(({ serial }) => serial)
      for (const subject of yield* FolderFiles.unknown(here, profile, dataset, serials)) {
        findings.push({ problem: "the file is of a run that the journal does not know", subject })
      }
      for (const run of yield* runs.settled(profile, dataset)) {
        for (const file of yield* runs.files(run)) {
          if (file.purged_at !== null) continue
          if (run.state === "abandoned" && file.role !== "abandoned") {
            if ((yield* folders.matches(folders.final(here, file.name), file.sha256)) !== undefined) {
              findings.push({
                problem: `the file is of run ${run.serial}, which was given up: its cases are in a later run`,
                subject: file.name,
              })
            }
            continue
          }
          checked += 1
          const intact = yield* folders.matches(folders.final(here, file.name), file.sha256)
          if (intact === undefined) findings.push({ problem: missing(run, here), subject: file.name })
          if (intact === false) findings.push({ problem: "the file has been changed", subject: file.name })
        }
      }
    }
    // Also those whose names are of another profile, or of another day than the run of their number.
    const known = new Set([...(yield* runs.fileNames), ...findings.map(({ subject }) => subject)])
    const fs = yield* FileSystem.FileSystem
    const names = yield* Effect.orElseSucceed(fs.readDirectory(here), (): Array<string> => [])
    for (const subject of names.toSorted()) {
      if (!/^[^.].*-\d{6}-\d{4}-\d\d-\d\d/.test(subject) || known.has(subject)) continue
      findings.push({ problem: "no run of this journal has written this file", subject })
    }
    return { checked, findings }
  })

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
