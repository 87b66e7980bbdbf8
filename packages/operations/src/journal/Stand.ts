/** How a month stands: the last reconciliation of it, and the raw documents that it is kept in. */
import { type StandRow, Stands } from "@amili-cases/accounting/reconcile/journal/Stands"
import * as Kept from "@amili-cases/accounting/reconcile/stand/kept"
import { whereIs } from "@amili-cases/export-engine/evidence/Verify"
import type { Run, RunFile } from "@amili-cases/export-engine/journal/Run"
import { Runs } from "@amili-cases/export-engine/journal/Runs"
import * as Array from "effect/Array"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Order from "effect/Order"
import type { Place } from "./KnownJournal.ts"

export interface Stand {
  readonly stand: StandRow
  readonly run: Run
  readonly files: ReadonlyArray<RunFile>
  /** Path of its raw documents; `accounting/reconcile/stand/kept` reads them. */
  readonly archive: string
}

/** The last reconciliation of each month, the newest month first. */
const newest = (profile: string) =>
  Effect.gen(function* () {
    const all = yield* (yield* Stands).all(profile)
    const last = new Map(all.map((stand) => [stand.month, stand]))
    return Array.sortWith([...last.values()], ({ month }) => month, Order.reverse(Order.string))
  })

/** Of at most so many months, with what decides how each stands; that is undefined where a manifest cannot be read. */
export const months = (profile: string, limit: number) =>
  Effect.gen(function* () {
    const stands = yield* newest(profile)
    return yield* Effect.forEach(stands.slice(0, limit), (stand) =>
      Effect.gen(function* () {
        const run = yield* runOf(stand)
        return { stand, judged: Option.getOrUndefined(yield* Effect.option(Kept.judged(run?.manifest))) }
      }),
    )
  })

/** That of a month; undefined where it was never reconciled. */
export const of = ({ out, profile }: Place, month: string) =>
  Effect.gen(function* () {
    const stand = (yield* newest(profile)).find((one) => one.month === month)
    const run = stand === undefined ? undefined : yield* runOf(stand)
    if (stand === undefined || run === undefined) return undefined
    const files = yield* (yield* Runs).files(run)
    const raw = files.find(({ role }) => role === "raw")
    const found: Stand = { stand, run, files, archive: yield* whereIs(out, run, raw?.name ?? "") }
    return found
  })

const runOf = ({ profile, serial }: StandRow) =>
  Effect.gen(function* () {
    const runs = yield* Runs
    return Option.getOrUndefined(yield* runs.find({ profile, dataset: "reconcile", serial }))
  })
