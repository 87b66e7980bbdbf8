/** What `doctor` looks at in the journal, beside the folder of the exports. */
import { DatasetName } from "@amili-cases/accounting/DatasetName"
import type { AmiliClient } from "@amili-cases/core/AmiliClient"
import { AmiliConfig } from "@amili-cases/core/AmiliConfig"
import type { AuthTokenProvider } from "@amili-cases/core/AuthTokenProvider"
import type { Cases } from "@amili-cases/core/Cases"
import type { Credentials } from "@amili-cases/core/Credentials"
import * as UnknownFiles from "@amili-cases/export-engine/evidence/UnknownFiles"
import { Origins } from "@amili-cases/export-engine/journal/Origins"
import { Runs } from "@amili-cases/export-engine/journal/Runs"
import { Folder } from "@amili-cases/export-engine/run/Folder"
import * as SameApi from "@amili-cases/export-engine/run/SameApi"
import * as SameHistory from "@amili-cases/export-engine/witness/SameHistory"
import { Witness } from "@amili-cases/export-engine/witness/Witness"
import * as FileSystem from "@effect/platform/FileSystem"
import * as Path from "@effect/platform/Path"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Machine from "../connected/Machine.ts"
import * as KnownJournal from "../journal/KnownJournal.ts"
import { remedyOf } from "../journal/remedies.ts"
import * as Account from "../profile/Account.ts"
import type { Owner } from "../profile/Chosen.ts"
import * as JournalLocation from "../profile/JournalLocation.ts"

/** The API of the profile, which may not be set up yet. */
export type Api<E, R> = Layer.Layer<AmiliConfig | AmiliClient | AuthTokenProvider | Cases | Credentials, E, R>

/** Its runs, and whether the next one would be refused: because it is not the journal that was used last, say. */
export const runs = <E, R>(owner: Owner, api: Api<E, R>) =>
  Effect.gen(function* () {
    const { location, out, profile } = yield* JournalLocation.locate(owner)
    const folder = (yield* Path.Path).resolve(out)
    // Where nobody has logged in there is nothing to compare with, and the next checks say so.
    const known = yield* Effect.option(Effect.provide(origin, api))
    const settings = { profile, folder, ...Option.getOrElse(known, () => ({ api: "", account: undefined })) }
    if (location._tag === "File") {
      // A share of Windows: the locks of its file system cannot be relied on.
      if (/^(\\\\|\/\/)/.test(location.path))
        return {
          warning: `${location.path} is on a network share, where two machines could damage it`,
          next: "put the journal on a local disk with --journal (amili-export init --journal FILE)",
        }
      if (!(yield* isThere(location.path))) {
        const check = Effect.forEach(["closed", "payouts"], (dataset) => SameHistory.checkFirst(settings, dataset))
        yield* Effect.provide(check, Layer.provide(Layer.merge(Witness.Default, Folder.Default), Machine.layer))
        return "none yet: the first export makes it"
      }
    }
    return yield* Effect.gen(function* () {
      const service = yield* Runs
      const all = (yield* Effect.forEach(DatasetName.literals, (dataset) => service.history(profile, dataset))).flat()
      const unfinished = yield* service.unfinished(profile)
      const current = Option.getOrUndefined(yield* (yield* Origins).current(profile))
      const from = current === undefined ? "" : `, of ${current}`
      if (Option.isSome(known)) yield* SameApi.check(profile, known.value.api)
      yield* SameHistory.check(settings, undefined)
      const place = location._tag === "File" ? location.path : "the database of AMILI_JOURNAL_URL"
      return unfinished.length === 0
        ? `${many(all.length)} in ${place}${from}`
        : {
            warning: `${many(all.length)} in ${place}, and one that is going on or was interrupted`,
            next: "the next export finishes or undoes it",
          }
    }).pipe(Effect.provide(KnownJournal.opened(location)))
  })

/** Files of runs that the journal does not know. Where there is none, the check of the journal names them. */
export const files = (owner: Owner) =>
  Effect.gen(function* () {
    const { location, out, profile } = yield* JournalLocation.locate(owner)
    const none = "no file is of a run that the journal does not know"
    if (location._tag === "File" && !(yield* isThere(location.path))) return none
    const find = UnknownFiles.find(profile, (yield* Path.Path).resolve(out))
    const found = yield* Effect.provide(find, KnownJournal.opened(location))
    return found.length === 0
      ? none
      : {
          warning: `the journal does not know ${found.map(({ subject }) => subject).join(", ")}`,
          next: remedyOf(found),
        }
    // The check of the journal has said why.
  }).pipe(Effect.catchTag("JournalError", () => Effect.succeed("not compared with the journal, which cannot be read")))

const origin = Effect.gen(function* () {
  const { baseUrl: api } = yield* AmiliConfig
  return { api, account: yield* Account.at(api) }
})

const isThere = (path: string) =>
  Effect.flatMap(FileSystem.FileSystem, (fs) => Effect.orElseSucceed(fs.exists(path), () => false))

const many = (runs: number) => `${runs} ${runs === 1 ? "run" : "runs"}`
