/** Files that look like those of a run, and that the journal does not know. */
import * as FileSystem from "@effect/platform/FileSystem"
import * as Effect from "effect/Effect"
import { Datasets } from "../dataset/Dataset.ts"
import { Runs } from "../journal/Runs.ts"
import * as Chain from "../witness/Chain.ts"
import * as FolderFiles from "../witness/FolderFiles.ts"

export const ofUnknownRun = "the file is of a run that the journal does not know"
export const ofNoRun = "no run of this journal has written this file"

export const find = (profile: string, folder: string) =>
  Effect.gen(function* () {
    const found = new Map<string, string>()
    for (const { name: dataset } of yield* Datasets) {
      const serials = (yield* Chain.of(profile, dataset)).map(({ serial }) => serial)
      for (const name of yield* FolderFiles.unknown(folder, profile, dataset, serials)) found.set(name, ofUnknownRun)
    }
    // Also those whose names are of another profile, or of another day than the run of their number.
    const known = yield* (yield* Runs).fileNames
    const fs = yield* FileSystem.FileSystem
    const names = yield* Effect.orElseSucceed(fs.readDirectory(folder), (): Array<string> => [])
    for (const name of names.toSorted()) {
      if (/^[^.].*-\d{6}-\d{4}-\d\d-\d\d/.test(name) && !known.has(name) && !found.has(name)) found.set(name, ofNoRun)
    }
    return Array.from(found, ([subject, problem]) => ({ subject, problem }))
  })
