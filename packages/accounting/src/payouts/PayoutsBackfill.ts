/** The lines and payouts created in a period, as they are now: outside the journal, which it neither reads nor moves. */
import { AmiliClient } from "@amili-cases/core/AmiliClient"
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import type { CreditorId } from "@amili-cases/core/CreditorId"
import * as Batches from "@amili-cases/export-engine/run/Batches"
import { Folder } from "@amili-cases/export-engine/run/Folder"
import { isoOf } from "@amili-cases/export-engine/run/Instant"
import * as Naming from "@amili-cases/export-engine/run/Naming"
import type { RunSettings } from "@amili-cases/export-engine/run/RunSettings"
import * as Staging from "@amili-cases/export-engine/run/Staging"
import type * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import { payoutsOutput } from "./files/PayoutsOutput.ts"
import { contentsOf } from "./ledger/contents.ts"
import * as Memory from "./ledger/Memory.ts"
import * as PayoutsLedger from "./ledger/PayoutsLedger.ts"
import type { PayoutsOutcome } from "./PayoutsRun.ts"
import * as Reading from "./read/Reading.ts"
import { daysOf, endOf } from "../closed/period/backfilled.ts"

export interface Request {
  readonly settings: RunSettings
  readonly creditors: ReadonlyArray<CreditorId>
  /** Inclusive, exclusive. */
  readonly from: DateTime.Utc | undefined
  readonly until: DateTime.Utc | undefined
}

const dataset = "payouts"

export const run = ({ creditors, settings, ...period }: Request) =>
  Effect.gen(function* () {
    const { folder, profile } = settings
    const folders = yield* Folder
    const lines = yield* Reading.linesOf(creditors)
    const payouts = yield* Reading.payoutsOf(creditors)
    const startedAt = yield* (yield* AmiliClient).serverTime
    const { from } = period
    const until = yield* endOf(period, startedAt)
    const base = Naming.backfillBase(profile, dataset, daysOf(from, until), startedAt)
    // A failed or interrupted backfill leaves nothing behind.
    yield* Effect.addFinalizer(() => Effect.ignore(folders.clear(folder, (name) => name.startsWith(base))))
    const staging = yield* Staging.open(payoutsOutput, {
      dataset,
      settings,
      creditors,
      startedAt,
      window: { from, until, changedSince: undefined, floor: undefined },
      serial: undefined,
      base,
      folder,
    })
    const ledger = PayoutsLedger.make({
      profile,
      today: CalendarDay.of(startedAt),
      memory: Memory.seen(),
      begin: Effect.succeed(staging),
    })
    yield* payouts.created({ from, until }).pipe(Batches.forEach(ledger.add))
    yield* lines.created({ from, until }).pipe(Batches.forEach(ledger.add))
    const sealed = yield* staging.seal(contentsOf(ledger), undefined)
    for (const { name, sha256 } of sealed.files) yield* folders.publish(folder, name, sha256)
    yield* folders.flushFolder(folder)
    const outcome: PayoutsOutcome = {
      dataset,
      serial: undefined,
      counts: ledger.counts(),
      sums: ledger.totals.perCurrency(),
      files: sealed.files.map((file) => folders.final(folder, file.name)),
      warnings: sealed.warnings,
      recovered: [],
      from: isoOf(from) ?? undefined,
      until: isoOf(until),
    }
    return outcome
  }).pipe(Effect.scoped)
