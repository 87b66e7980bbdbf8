/** The API of a journal has got another base URL: proven by cases of the journal that are there, and then noted for good. */
import type { Decision } from "@amili-cases/export-engine/evidence/Decision"
import * as Data from "effect/Data"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import { Entries } from "../closed/records/Entries.ts"
import { Lock } from "@amili-cases/export-engine/journal/Lock"
import { Origins } from "@amili-cases/export-engine/journal/Origins"
import { CaseReader, Wanted } from "./CaseReader.ts"

/** The journal cannot go on with that API. */
export class NotMoved extends Data.TaggedError("NotMoved")<{ readonly message: string; readonly hint: string }> {}

export interface Move {
  readonly from: string
  readonly to: string
  /** So many of the newest cases of the journal were asked for, and so many are there. */
  readonly asked: number
  readonly found: number
}

/** One page. */
const sample = 100

/** What moving to the API of the settings would mean; undefined where the journal is there already. The lock is held. */
export const prepare = (profile: string, to: string) =>
  Effect.gen(function* () {
    yield* (yield* Lock).hold(profile, DateTime.formatIso(yield* DateTime.now))
    const from = Option.getOrUndefined(yield* (yield* Origins).current(profile))
    if (from === undefined) {
      return yield* new NotMoved({
        message: `the journal holds nothing of profile "${profile}" yet`,
        hint: "the first export decides whose cases they are",
      })
    }
    if (from === to) return undefined
    const reader = yield* CaseReader
    const ids = yield* (yield* Entries).newest(profile, sample)
    const found =
      ids.length === 0 ? 0 : yield* Stream.runCount(reader.walk(Wanted.Ids({ ids }), { creditors: [], debtors: false }))
    const distinct = new Set(ids).size
    // Cases may have been deleted since; most of them are there if it is the same API.
    if (found * 2 < distinct) {
      return yield* new NotMoved({
        message: `${to} has ${found} of the ${distinct} newest cases of profile "${profile}": it is not the API that they came from`,
        hint: "another server needs a --profile or an --out of its own",
      })
    }
    const move: Move = { from, to, asked: distinct, found }
    return move
  })

/** Notes it down; the next run names both in its manifest. */
export const commit = (profile: string, { from, to }: Move, decided: Decision) =>
  Effect.gen(function* () {
    yield* (yield* Origins).move(profile, { from, to, decided, at: DateTime.formatIso(yield* DateTime.now) })
  })
