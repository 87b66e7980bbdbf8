/**
 * Whether a run goes on where the last one ended. The journal decides what has been exported, so that one that was
 * restored, copied, lost or mistaken would export cases twice: it is compared with its witnesses and with the files.
 */
import type { SqlClient } from "@effect/sql/SqlClient"
import type { Bilingual } from "@amili-cases/sheets/Column"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import { Datasets } from "../dataset/Dataset.ts"
import type { JournalError } from "../database/JournalError.ts"
import type { FileFailed } from "../run/FileFailed.ts"
import type { Folder } from "../run/Folder.ts"
import { note } from "../report/Notes.ts"
import { shownDay } from "../run/Instant.ts"
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
    const unseen: Array<Bilingual> = []
    for (const { chain, dataset, here, isReplaced } of yield* inFolder(folder, profile)) {
      const own = machine.filter((line) => line.profile === profile && line.dataset === dataset)
      if (dataset === once || !isReplaced) yield* sameFolder(settings, chain, here, once)
      // A journal that was restored on a server may be given another folder than the one that remembers its last run.
      const there = yield* witness.ofFolder(chain.at(-1)?.folder ?? folder, profile, dataset)
      for (const line of [...Option.toArray(here), ...Option.toArray(there), ...own]) yield* sameChain(chain, line)
      if (chain.length === 0 && dataset === once) yield* firstTime(settings, dataset, machine)
      if (dataset === once && Option.isNone(here) && !witness.remembersOnMachine) yield* note(noWitness)
      yield* FolderFiles.check(folder, profile, dataset, chain, Option.isNone(here))
      const end = Chain.end(chain)
      if (end === undefined || own.some(({ first }) => first === end.first) || !witness.remembersOnMachine) continue
      const { serial, started_at } = end.last
      const day = shownDay(started_at)
      unseen.push({ en: `${dataset} run ${serial} of ${day}`, sv: `${dataset} körning ${serial} den ${day}` })
    }
    if (unseen.length === 0) return
    yield* note({
      en: `this journal is used on this machine for the first time; it ends with ${unseen.map(({ en }) => en).join(" and ")}. If there was a later run, stop and see docs/journal.md.`,
      sv: `journalen används för första gången på den här datorn; den slutar med ${unseen.map(({ sv }) => sv).join(" och ")}. Fanns det en senare körning: avbryt och läs docs/journal.md.`,
    })
  })

const noWitness = {
  en: "nothing remembers earlier runs, neither this folder nor a state folder of this user: a mistyped --out would not be noticed. XDG_STATE_HOME can name a state folder",
  sv: "inget minns tidigare körningar, varken den här mappen eller en mapp för användarens tillstånd: en felskriven --out skulle inte märkas. XDG_STATE_HOME kan ange en sådan mapp",
}

/** The same where there is no journal yet, so that none is made. */
export const checkFirst = (settings: Settings, dataset: string): Effect.Effect<void, Failed, Witness | Folder> =>
  Effect.gen(function* () {
    const { folder, profile } = settings
    const witness = yield* Witness
    yield* sameFolder(settings, [], yield* witness.ofFolder(folder, profile, dataset), dataset)
    yield* FolderFiles.check(folder, profile, dataset, [], true)
    yield* firstTime(settings, dataset, yield* witness.ofMachine)
  })

/** Each dataset's runs in the journal, and its last run as the folder remembers it. */
const inFolder = (folder: string, profile: string) =>
  Effect.gen(function* () {
    const witness = yield* Witness
    const found = yield* Effect.forEach(yield* Datasets, ({ name: dataset }) =>
      Effect.all({
        dataset: Effect.succeed(dataset),
        chain: Chain.of(profile, dataset),
        here: witness.ofFolder(folder, profile, dataset),
      }),
    )
    return found.map((one) => ({ ...one, isReplaced: isReplaced(one, found) }))
  })

interface InFolder {
  readonly chain: ReadonlyArray<Chain.Link>
  readonly here: Option.Option<Line>
}

/** A journal that has a later run than the witness, and none of its dataset, has begun again after the other was lost. Seconds are compared. */
const isReplaced = ({ chain, here }: InFolder, all: ReadonlyArray<InFolder>) =>
  chain.length === 0 &&
  Option.exists(here, ({ startedAt }) =>
    all.some((other) => (Chain.end(other.chain)?.last.started_at ?? "") >= startedAt),
  )

/** What the witnesses of the folder and of this machine say against the journal. An old copy is right to contradict them. */
export const contradictions = (profile: string, folder: string) =>
  Effect.gen(function* () {
    const witness = yield* Witness
    const machine = yield* witness.ofMachine
    const found = new Set<string>()
    for (const { chain, dataset, here, isReplaced } of yield* inFolder(folder, profile)) {
      const own = machine.filter((line) => line.profile === profile && line.dataset === dataset)
      const lines = [...Option.toArray(here), ...own]
      const checks = lines.map((line) => sameChain(chain, line))
      if (!isReplaced) checks.push(sameFolder({ folder }, chain, here))
      for (const check of checks) {
        const refused = yield* Effect.either(check)
        if (Either.isLeft(refused)) found.add(refused.left.message)
      }
    }
    return [...found]
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
  wanted?: string,
) => {
  const first = Chain.end(chain)?.first
  const line = Option.getOrUndefined(here)
  if (line === undefined || first === line.first) return Effect.void
  return first === undefined && beginAgain === true
    ? Effect.void
    : Refused.ofAnotherJournal(line, folder, wanted ?? line.dataset)
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
    const known = (yield* Chain.alike(profile)).find((name) => name !== profile)
    if (known !== undefined) return yield* Refused.otherLetters(known, profile)
  })
