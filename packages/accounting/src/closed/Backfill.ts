/** The closed cases of a period once more: outside the journal, which it neither reads nor moves. */
import type { CreditorId } from "@amili-cases/core/CreditorId"
import type { Overrides } from "@amili-cases/core/SettlementClass"
import { Folder } from "@amili-cases/export-engine/run/Folder"
import { isoOf } from "@amili-cases/export-engine/run/Instant"
import * as Naming from "@amili-cases/export-engine/run/Naming"
import type { RunSettings } from "@amili-cases/export-engine/run/RunSettings"
import * as Staging from "@amili-cases/export-engine/run/Staging"
import type * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import { CaseReader, Wanted } from "../cases/CaseReader.ts"
import * as Groups from "../cases/Groups.ts"
import * as ClosedLedger from "./ClosedLedger.ts"
import { closedOutput } from "./ClosedOutput.ts"
import type { ClosedOutcome } from "./ClosedRun.ts"
import * as ClosedWalk from "./ClosedWalk.ts"
import { contentsOf } from "./contents.ts"
import * as History from "./records/History.ts"
import { daysOf, endOf } from "./period/backfilled.ts"

export interface Request {
  readonly settings: RunSettings
  readonly creditors: ReadonlyArray<CreditorId>
  /** Classes of close reasons that the company has chosen itself. */
  readonly classes?: Overrides | undefined
  /** Inclusive, exclusive. */
  readonly from: DateTime.Utc | undefined
  readonly until: DateTime.Utc | undefined
}

export const run = ({ classes, creditors, settings, ...period }: Request) =>
  Effect.gen(function* () {
    const { folder, privacy, profile } = settings
    const folders = yield* Folder
    const startedAt = yield* (yield* CaseReader).now
    const { from } = period
    const until = yield* endOf(period, startedAt)
    const window = { from, until, changedSince: undefined, floor: from }
    const base = Naming.backfillBase(profile, "closed", daysOf(from, until), startedAt)
    const scope = { creditors, debtors: privacy !== "none" }
    const groups = yield* Groups.count(scope)
    // A failed or interrupted backfill leaves nothing behind.
    yield* Effect.addFinalizer(() => Effect.ignore(folders.clear(folder, (name) => name.startsWith(base))))
    const staging = yield* Staging.open(closedOutput, {
      dataset: "closed",
      settings,
      creditors,
      startedAt,
      window,
      serial: undefined,
      base,
      folder,
    })
    const ledger = ClosedLedger.make({
      profile,
      privacy,
      classes,
      limits: { floor: isoOf(from) ?? undefined, until: isoOf(until) },
      history: groups.astray === 0 ? History.none : History.seen(),
      begin: Effect.succeed(staging),
    })
    for (const wanted of ClosedWalk.questionsOf(window)) yield* ClosedWalk.walk(wanted, scope, ledger)
    if (groups.astray > 0) yield* ClosedWalk.walk(Wanted.Closed(), scope, ledger)
    yield* ledger.flush
    const sealed = yield* staging.seal(contentsOf(ledger, classes), undefined)
    for (const { name, sha256 } of sealed.files) yield* folders.publish(folder, name, sha256)
    yield* folders.flushFolder(folder)
    const outcome: ClosedOutcome = {
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
