/** The closed cases of a period once more: outside the journal, which it neither reads nor moves. */
import type { CreditorId } from "@amili-cases/core/CreditorId"
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import { type DateTime, Effect } from "effect"
import * as ClosedLedger from "./ClosedLedger.ts"
import * as ClosedStaging from "./ClosedStaging.ts"
import * as ClosedWalk from "./ClosedWalk.ts"
import { Folder } from "./Folder.ts"
import * as Groups from "./Groups.ts"
import { isoOf } from "./Instant.ts"
import * as Memory from "./Memory.ts"
import * as Naming from "./Naming.ts"
import type { Outcome } from "./Outcome.ts"
import { Reading, Wanted } from "./Reading.ts"
import type { RunSettings } from "./RunSettings.ts"

export interface Request {
  readonly settings: RunSettings
  readonly creditors: ReadonlyArray<CreditorId>
  /** Inclusive, exclusive. */
  readonly from: DateTime.Utc | undefined
  readonly until: DateTime.Utc | undefined
}

export const run = ({ creditors, settings, ...period }: Request) =>
  Effect.gen(function* () {
    const { folder, privacy, profile } = settings
    const folders = yield* Folder
    const reading = yield* Reading
    const startedAt = yield* reading.now
    const from = period.from
    const until = period.until ?? startedAt
    const window = { from, until, changedSince: undefined, floor: from, startedAt }
    const days = [from, until].map((instant) => (instant === undefined ? "first" : CalendarDay.of(instant)))
    const base = Naming.backfillBase(profile, days.join("-to-"), startedAt)
    const scope = { creditors, debtors: privacy !== "none" }
    const groups = yield* Groups.count(scope)
    // A failed or interrupted backfill leaves nothing behind.
    yield* Effect.addFinalizer(() => Effect.ignore(folders.clear(folder, base)))
    const staging = yield* ClosedStaging.open({ settings, creditors, window, serial: undefined, base, folder })
    const ledger = ClosedLedger.make({
      profile,
      privacy,
      classes: settings.classes,
      limits: { floor: isoOf(from) ?? undefined, until: isoOf(until) },
      memory: groups.astray === 0 ? Memory.none : Memory.seen(),
      begin: Effect.succeed(staging),
    })
    for (const wanted of ClosedWalk.questionsOf(window)) yield* ClosedWalk.walk(wanted, scope, ledger)
    if (groups.astray > 0) yield* ClosedWalk.walk(Wanted.Closed(), scope, ledger)
    const sealed = yield* ClosedStaging.seal(staging, ledger, undefined)
    for (const { name, sha256 } of sealed.files) yield* folders.publish(folder, name, sha256)
    yield* folders.flushFolder(folder)
    const outcome: Outcome = {
      dataset: "closed",
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
