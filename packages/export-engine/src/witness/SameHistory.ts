/**
 * Whether a run goes on where the last one ended. The journal decides what has been exported, so that one that was
 * restored, copied, lost or mistaken would export cases twice: it is compared with its witnesses and with the files.
 */
import type { SqlClient } from "@effect/sql/SqlClient"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import type { Run } from "../journal/Run.ts"
import { apiIn } from "../journal/Origins.ts"
import { Datasets } from "../dataset/Dataset.ts"
import type { JournalError } from "../database/JournalError.ts"
import type { FileFailed } from "../run/FileFailed.ts"
import type { Folder } from "../run/Folder.ts"
import { note } from "../report/Notes.ts"
import { at } from "../run/Steps.ts"
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
    const unseen: Array<string> = []
    for (const { name: dataset } of yield* Datasets) {
      const chain = yield* Chain.of(profile, dataset)
      const here = yield* witness.ofFolder(folder, profile, dataset)
      const own = machine.filter((line) => line.profile === profile && line.dataset === dataset)
      yield* sameFolder(settings, chain, here)
      // A journal that was restored on a server may be given another folder than the one that remembers its last run.
      const there = yield* witness.ofFolder(chain.at(-1)?.folder ?? folder, profile, dataset)
      for (const line of [...Option.toArray(here), ...Option.toArray(there), ...own]) yield* sameChain(chain, line)
      if (chain.length === 0 && dataset === once) yield* firstTime(settings, dataset, machine)
      yield* FolderFiles.check(folder, profile, dataset, chain, Option.isNone(here))
      const end = Chain.end(chain)
      if (end === undefined || own.some(({ first }) => first === end.first) || !witness.remembersOnMachine) continue
      unseen.push(`${dataset} run ${end.last.serial} of ${end.last.started_at.slice(0, 10)}`)
    }
    if (unseen.length === 0) return
    yield* note(
      `this journal is used on this machine for the first time; it ends with ${unseen.join(" and ")}. If there was a later run, stop and see docs/journal.md.`,
    )
  })

/** The same where there is no journal yet, so that none is made. */
export const checkFirst = (settings: Settings, dataset: string): Effect.Effect<void, Failed, Witness | Folder> =>
  Effect.gen(function* () {
    const { folder, profile } = settings
    const witness = yield* Witness
    yield* sameFolder(settings, [], yield* witness.ofFolder(folder, profile, dataset))
    yield* FolderFiles.check(folder, profile, dataset, [], true)
    yield* firstTime(settings, dataset, yield* witness.ofMachine)
  })

/** What the witnesses of the folder and of this machine say against the journal. An old copy is right to contradict them. */
export const contradictions = (profile: string, folder: string) =>
  Effect.gen(function* () {
    const witness = yield* Witness
    const machine = yield* witness.ofMachine
    const found = new Set<string>()
    for (const { name: dataset } of yield* Datasets) {
      const chain = yield* Chain.of(profile, dataset)
      const here = yield* witness.ofFolder(folder, profile, dataset)
      const own = machine.filter((line) => line.profile === profile && line.dataset === dataset)
      const lines = [...Option.toArray(here), ...own]
      const checks = [sameFolder({ folder }, chain, here), ...lines.map((line) => sameChain(chain, line))]
      for (const check of checks) {
        const refused = yield* Effect.either(check)
        if (Either.isLeft(refused)) found.add(refused.left.message)
      }
    }
    return [...found]
  })

/** Remembers the last runs of the profile, as far as the witnesses do not know them. */
export const remember = (settings: Settings) =>
  Effect.gen(function* () {
    const failed = new Set<string>()
    for (const { name } of yield* Datasets) {
      for (const folder of yield* rememberLast(name, settings)) failed.add(folder)
    }
    for (const folder of failed) {
      yield* note(`cannot write to ${folder} which run was the last: there, a restored journal would not be noticed`)
    }
  })

/** Remembers a run whose files are complete, before they get their names: from then on somebody may book from them. */
export const announce = (run: Run) =>
  Effect.gen(function* () {
    const { dataset, folder, profile } = run
    const api = Option.getOrElse(apiIn(run), () => "")
    const before = yield* (yield* Witness).ofFolder(folder, profile, dataset)
    const account = Option.getOrUndefined(before)?.account ?? undefined
    yield* rememberLast(dataset, { profile, folder, api, account })
  })

/** The folders that it could not be written to. */
const rememberLast = (dataset: string, { account, api, folder, profile }: Settings) =>
  Effect.gen(function* () {
    const witness = yield* Witness
    const end = Chain.end(yield* Chain.of(profile, dataset))
    if (end === undefined) return []
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
    const isKnown = (known: Line) => known.hash === hash && known.account === line.account && known.first === first
    const here = yield* witness.ofFolder(folder, profile, dataset)
    if (Option.exists(here, isKnown) && (!witness.remembersOnMachine || (yield* witness.ofMachine).some(isKnown)))
      return []
    yield* at("witness")
    return yield* witness.write(folder, line)
  })

/** What witnesses a run of this journal must find it there; one that is prepared is finished next. */
const sameChain = (chain: ReadonlyArray<Chain.Link>, line: Line) => {
  const end = Chain.end(chain)
  if (end === undefined || end.first !== line.first) return Effect.void
  const found = chain.find(({ serial }) => serial === line.serial)
  if (found === undefined) return Refused.older(line, end.last.serial)
  return found.hash === line.hash || found.original === line.hash ? Effect.void : Refused.forked(line)
}

const sameFolder = (
  { beginAgain, folder }: Pick<Settings, "beginAgain" | "folder">,
  chain: ReadonlyArray<Chain.Link>,
  here: Option.Option<Line>,
) => {
  const first = Chain.end(chain)?.first
  const line = Option.getOrUndefined(here)
  if (line === undefined || first === line.first) return Effect.void
  return first === undefined && beginAgain === true ? Effect.void : Refused.ofAnotherJournal(line, folder)
}

/** The same cases come from the same API for the same profile, or with the same credentials. */
const firstTime = ({ account, api, beginAgain, profile }: Settings, dataset: string, machine: ReadonlyArray<Line>) => {
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
