/** A run over payouts: what has become of lines and payouts since the last one. */
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import type { CreditorId } from "@amili-cases/core/CreditorId"
import { AmiliClient } from "@amili-cases/core/AmiliClient"
import { Checkpoints, scopeOf } from "@amili-cases/export-engine/journal/Checkpoints"
import { Machine } from "@amili-cases/export-engine/journal/Machine"
import { Runs } from "@amili-cases/export-engine/journal/Runs"
import { Folder } from "@amili-cases/export-engine/run/Folder"
import { isoOf } from "@amili-cases/export-engine/run/Instant"
import * as Naming from "@amili-cases/export-engine/run/Naming"
import type { Outcome } from "@amili-cases/export-engine/report/Outcome"
import * as RunHandle from "@amili-cases/export-engine/run/RunHandle"
import type { RunSettings } from "@amili-cases/export-engine/run/RunSettings"
import * as Session from "@amili-cases/export-engine/run/Session"
import * as Staging from "@amili-cases/export-engine/run/Staging"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Scope from "effect/Scope"
import * as SameCompany from "../cases/SameCompany.ts"
import { payoutsOutput } from "./files/PayoutsOutput.ts"
import { Standing } from "./journal/Standing.ts"
import { contentsOf } from "./ledger/contents.ts"
import * as Memory from "./ledger/Memory.ts"
import * as PayoutsLedger from "./ledger/PayoutsLedger.ts"
import type { Completeness } from "./read/Completeness.ts"
import * as PayoutsWalk from "./read/PayoutsWalk.ts"
import * as Reading from "./read/Reading.ts"

export interface Request {
  readonly settings: RunSettings
  readonly creditors: ReadonlyArray<CreditorId>
  /** Reads everything again: a change that shows nowhere else is found by that alone. */
  readonly full?: boolean | undefined
}

export interface PayoutsOutcome extends Outcome {
  /** Absent of a backfill. */
  readonly completeness?: Completeness | undefined
}

const dataset = "payouts"

export const run = ({ creditors, full = false, settings }: Request) =>
  Effect.gen(function* () {
    const { folder, profile } = settings
    const { recovered, token } = yield* Session.open(settings, { once: dataset })
    const checkpoints = yield* Checkpoints
    const machine = yield* Machine
    const runs = yield* Runs
    const standing = yield* Standing
    const runScope = yield* Effect.scope
    const scope = scopeOf(creditors)
    const lines = yield* Reading.linesOf(creditors)
    const payouts = yield* Reading.payoutsOf(creditors)
    const known = Option.getOrUndefined(yield* checkpoints.covering(profile, dataset, scope))
    const counted = { lines: yield* lines.count, payouts: yield* payouts.count }
    const startedAt = counted.lines.now ?? (yield* (yield* AmiliClient).serverTime)
    const changedSince = known && DateTime.unsafeMake(known.started_at)
    const checkpoint = {
      profile,
      dataset,
      scope,
      until: isoOf(startedAt),
      started_at: isoOf(startedAt),
      floor: null,
      difference: null,
      unsure: null,
    }
    let handle: RunHandle.RunHandle | undefined

    const begin = Effect.gen(function* () {
      yield* SameCompany.check(profile, yield* standing.creditors(profile))
      handle = yield* RunHandle.begin({
        profile,
        dataset,
        token,
        machine: machine.id,
        folder,
        scope,
        started_at: checkpoint.started_at,
        window_from: null,
        window_until: checkpoint.until,
        changed_since: isoOf(changedSince),
        floor: null,
      })
      const { serial } = handle.run
      return yield* Staging.open(payoutsOutput, {
        dataset,
        settings,
        creditors,
        startedAt,
        window: { from: undefined, until: undefined, changedSince, floor: undefined },
        serial,
        base: Naming.base(profile, dataset, serial, startedAt),
        folder,
        token,
      })
    }).pipe(Scope.extend(runScope))

    const ledger = PayoutsLedger.make({
      profile,
      today: CalendarDay.of(startedAt),
      memory: yield* Memory.journal(profile, (noted) =>
        handle === undefined ? noted : runs.whileOurs(handle.run, noted),
      ),
      begin,
    })
    const order = { profile, creditors, lines, payouts, ledger, known: full ? undefined : known, counted }
    const completeness: Completeness = yield* PayoutsWalk.complete(order)
    const base = { dataset, counts: ledger.counts(), recovered, completeness, from: undefined, until: checkpoint.until }
    const target = ledger.target()
    if (handle === undefined || target === undefined) {
      yield* runs.pass(settings.api, checkpoint, { profile, token })
      const nothing: PayoutsOutcome = { ...base, serial: undefined, sums: [], files: [], warnings: [] }
      return nothing
    }
    const sealed = yield* target.seal(contentsOf(ledger, completeness), handle.previous)
    yield* RunHandle.complete(handle, sealed)
    const folders = yield* Folder
    const outcome: PayoutsOutcome = {
      ...base,
      serial: handle.run.serial,
      sums: ledger.totals.perCurrency(),
      files: sealed.files.map((file) => folders.final(folder, file.name)),
      warnings: sealed.warnings,
    }
    return outcome
  }).pipe(Effect.scoped)
