/**
 * Compares closed cases of the API with the journal one by one, and reads those that differ into the run: a case that
 * closed with an old date while another opened, or an amount that changed without a date of change, shows in no count and
 * answers no question about dates. Each run compares a part of the ids after the part of the run before.
 */
import * as Progress from "@amili-cases/export-engine/report/Progress"
import { scopeOf } from "@amili-cases/export-engine/journal/Checkpoints"
import * as Array from "effect/Array"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { CaseReader, type Scope, Wanted } from "../../cases/CaseReader.ts"
import type { Limits } from "../Classification.ts"
import { Acknowledgements, keyOf } from "./Acknowledgements.ts"
import { compare } from "./compare.ts"
import { type Comparison, Comparisons } from "./Comparisons.ts"
import { whatBecameOf } from "./whatBecameOf.ts"

/** Runs after which every case has been compared. */
const runsOfRound = 30

/** Cases of one request. */
const page = 100

export interface Order<E, R> {
  readonly profile: string
  readonly reader: Scope
  readonly limits: Limits
  readonly startedAt: DateTime.Utc
  /** About how many closed cases there are. */
  readonly count: number
  /** Every case, not only a part. */
  readonly deep: boolean
  /** Reads cases into the run. */
  readonly read: (wanted: Wanted) => Effect.Effect<void, E, R>
}

export interface Compared {
  /** To be remembered once the run counts. */
  readonly comparison: Comparison
  /** Exported cases that the API has no more, among those that were compared, where nobody has acknowledged it. */
  readonly deleted: ReadonlyArray<string>
}

export const run = <E, R>({ count, deep, limits, profile, read, reader, startedAt }: Order<E, R>) =>
  Effect.gen(function* () {
    const cases = yield* CaseReader
    const scope = scopeOf(reader.creditors)
    const now = DateTime.formatIso(startedAt)
    const before = Option.getOrUndefined(yield* (yield* Comparisons).find(profile, scope))
    const after = deep ? "" : (before?.next_after ?? "")
    const most = deep ? undefined : page * Math.max(1, Math.ceil(count / runsOfRound / page))
    const wanted = deep ? Wanted.Closed() : Wanted.ClosedAfter({ id: after })
    const asked = { ...reader, debtors: false }
    const documents = deep
      ? Progress.counted(
          { en: "closed cases", sv: "avslutade ärenden" },
          Effect.succeedSome(count),
        )(cases.walk(wanted, asked))
      : cases.walk(wanted, asked)
    const { absent, changed, missing, next } = yield* compare(documents, {
      profile,
      creditors: reader.creditors,
      limits,
      after,
      most,
    })
    const fates = yield* whatBecameOf(absent.map(({ caseId }) => caseId))
    const ids = [...missing, ...changed, ...fates.reopened]
    for (const some of Array.chunksOf(ids, page)) yield* read(Wanted.Ids({ ids: some }))
    const began = after === "" ? now : (before?.round_began ?? now)
    const comparison: Comparison = {
      profile,
      scope,
      next_after: next ?? "",
      round_began: began,
      all_since: next === undefined ? began : (before?.all_since ?? null),
    }
    const known = new Set((yield* (yield* Acknowledgements).all(profile)).map(keyOf))
    const deleted = absent.filter((entry) => fates.deleted.includes(entry.caseId) && !known.has(keyOf(entry)))
    const compared: Compared = { comparison, deleted: deleted.map(({ caseId }) => caseId) }
    return compared
  })

/** What a first run leaves, which has read every case there is. */
export const readWhole = (profile: string, reader: Scope, startedAt: DateTime.Utc): Compared => ({
  comparison: {
    profile,
    scope: scopeOf(reader.creditors),
    next_after: "",
    round_began: DateTime.formatIso(startedAt),
    all_since: DateTime.formatIso(startedAt),
  },
  deleted: [],
})
