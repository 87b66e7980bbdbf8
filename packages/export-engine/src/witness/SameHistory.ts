/**
 * Whether a run goes on where the last one ended. The journal decides what has been exported, so that one that was
 * restored, copied, lost or mistaken would export cases twice: it is compared with its witnesses and with the files.
 */
import type { SqlClient } from "@effect/sql/SqlClient"
import { Effect, Option } from "effect"
import { Datasets } from "../dataset/Dataset.ts"
import type { JournalError } from "../journal/JournalError.ts"
import type { FileFailed } from "../run/FileFailed.ts"
import { Folder } from "../run/Folder.ts"
import { note } from "../run/Notes.ts"
import type { RunSettings } from "../run/RunSettings.ts"
import * as Chain from "./Chain.ts"
import * as FolderFiles from "./FolderFiles.ts"
import * as Refused from "./Refused.ts"
import { type Line, Witness } from "./Witness.ts"

export type Settings = Pick<RunSettings, "account" | "api" | "beginAgain" | "folder" | "profile">

export type Failed = Refused.OtherHistory | Refused.WouldBeginAgain | JournalError | FileFailed

/** Before anything is written. `once` names the dataset of this run, if its cases must come once. */
export const check = (
  settings: Settings,
  once: string | undefined,
): Effect.Effect<void, Failed, Witness | Datasets | Folder | SqlClient> =>
  Effect.gen(function* () {
    const { folder, profile } = settings
    const witness = yield* Witness
    yield* sameLetters(profile)
    const machine = yield* witness.ofMachine
    for (const { name: dataset } of yield* Datasets) {
      const chain = yield* Chain.of(profile, dataset)
      const here = yield* witness.ofFolder(folder, profile, dataset)
      const own = machine.filter((line) => line.profile === profile && line.dataset === dataset)
      yield* sameFolder(settings, chain, here)
      for (const line of [...Option.toArray(here), ...own]) yield* sameChain(chain, line)
      if (chain.length === 0 && dataset === once) yield* firstTime(settings, dataset, machine)
      yield* FolderFiles.check(folder, profile, dataset, chain, Option.isNone(here))
      const end = Chain.end(chain)
      if (end === undefined || own.some(({ first }) => first === end.first) || !witness.remembersOnMachine) continue
      yield* note(
        `this journal is used on this machine for the first time; its last ${dataset} run is ${end.last.serial} of ${end.last.started_at.slice(0, 10)}. If there was a later one, stop and see docs/journal.md.`,
      )
    }
  })

/** The same where there is no journal yet, so that none is made. */
export const checkFirst = (
  settings: Settings,
  dataset: string,
): Effect.Effect<void, Failed, Witness | Folder> =>
  Effect.gen(function* () {
    const { folder, profile } = settings
    const witness = yield* Witness
    yield* sameFolder(settings, [], yield* witness.ofFolder(folder, profile, dataset))
    yield* FolderFiles.check(folder, profile, dataset, [], true)
    yield* firstTime(settings, dataset, yield* witness.ofMachine)
  })

/** Remembers the last runs, as far as the witnesses do not know them. */
export const remember = ({ account, api, folder, profile }: Settings) =>
  Effect.gen(function* () {
    const witness = yield* Witness
    const machine = yield* witness.ofMachine
    for (const { name: dataset } of yield* Datasets) {
      const end = Chain.end(yield* Chain.of(profile, dataset))
      if (end === undefined) continue
      const { first, hash, last } = end
      const line: Line = {
        format: "amili-export-witness/1",
        profile,
        dataset,
        first,
        serial: last.serial,
        hash,
        startedAt: last.started_at,
        folder: last.folder,
        api,
        account: account ?? null,
      }
      const here = yield* witness.ofFolder(folder, profile, dataset)
      const isKnown = (known: Line) => known.hash === hash && known.account === line.account && known.first === first
      if (Option.exists(here, isKnown) && (!witness.remembersOnMachine || machine.some(isKnown))) continue
      for (const failed of yield* witness.write(folder, line)) {
        yield* note(`cannot remember in ${failed} that ${dataset} run ${last.serial} counts: a restored journal would not be noticed there`)
      }
    }
  })

/** What witnesses a run of this journal must find it there; one that is prepared is finished next. */
const sameChain = (chain: ReadonlyArray<Chain.Link>, line: Line) => {
  const hashed = chain.filter(({ hash }) => hash !== null)
  if (hashed[0]?.hash !== line.first) return Effect.void
  const found = hashed.find(({ serial }) => serial === line.serial)
  if (found === undefined) return Refused.older(line, hashed.at(-1)?.serial ?? 0)
  return found.hash === line.hash ? Effect.void : Refused.forked(line)
}

const sameFolder = ({ beginAgain, folder }: Settings, chain: ReadonlyArray<Chain.Link>, here: Option.Option<Line>) => {
  const hashed = chain.filter(({ hash }) => hash !== null)
  const line = Option.getOrUndefined(here)
  if (line === undefined || hashed[0]?.hash === line.first) return Effect.void
  return hashed.length === 0 && beginAgain === true ? Effect.void : Refused.ofAnotherJournal(line, folder)
}

/** The same cases come from the same API for the same profile, or with the same credentials. */
const firstTime = (
  { account, api, beginAgain, profile }: Settings,
  dataset: string,
  machine: ReadonlyArray<Line>,
) => {
  if (beginAgain === true) return Effect.void
  const same = machine.filter(
    (line) =>
      line.dataset === dataset &&
      line.api === api &&
      (line.account === null || account === undefined ? line.profile === profile : line.account === account),
  )
  const last = same.toSorted((a, b) => (a.startedAt < b.startedAt ? 1 : -1))[0]
  return last === undefined ? Effect.void : Refused.beginAgain(last, profile)
}

/** Names of profiles are part of file names. */
const sameLetters = (profile: string) =>
  Effect.gen(function* () {
    const known = (yield* Chain.profiles).find(
      (name) => name !== profile && name.toLowerCase() === profile.toLowerCase(),
    )
    if (known !== undefined) return yield* Refused.otherLetters(known, profile)
  })
