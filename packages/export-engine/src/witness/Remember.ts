/** Keeps which run was the last, where a journal that is restored or copied does not reach. */
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { Datasets } from "../dataset/Dataset.ts"
import { apiIn } from "../journal/Origins.ts"
import type { Run } from "../journal/Run.ts"
import { note } from "../report/Notes.ts"
import { at } from "../run/Steps.ts"
import * as Chain from "./Chain.ts"
import type { Settings } from "./SameHistory.ts"
import { type Line, Witness } from "./Witness.ts"

/** Remembers the last runs of the profile, as far as the witnesses do not know them. */
export const lastRuns = (settings: Settings) =>
  Effect.gen(function* () {
    const failed = new Set<string>()
    for (const { name } of yield* Datasets) {
      for (const folder of yield* rememberLast(name, settings)) failed.add(folder)
    }
    for (const folder of failed) {
      yield* note({
        en: `cannot write to ${folder} which run was the last: there, a restored journal would not be noticed`,
        sv: `kan inte skriva i ${folder} vilken körning som var den senaste: där skulle en återställd journal inte märkas`,
      })
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
