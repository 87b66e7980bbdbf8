/** A run over closed cases: what is new since the last one, what has changed since it was exported, what is unclear. */
import type { CreditorId } from "@amili-cases/core/CreditorId"
import type { Overrides } from "@amili-cases/core/SettlementClass"
import { type Checkpoint, Checkpoints, scopeOf } from "@amili-cases/export-engine/journal/Checkpoints"
import { Lock } from "@amili-cases/export-engine/journal/Lock"
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
import { CaseReader, Wanted } from "../cases/CaseReader.ts"
import * as SameCompany from "../cases/SameCompany.ts"
import * as ClosedLedger from "./ClosedLedger.ts"
import { Comparisons } from "./compare/Comparisons.ts"
import { closedOutput } from "./ClosedOutput.ts"
import * as ClosedWalk from "./ClosedWalk.ts"
import { contentsOf } from "./contents.ts"
import * as History from "./records/History.ts"
import * as Completeness from "./Completeness.ts"
import * as Late from "./period/Late.ts"
import * as Through from "./period/Through.ts"
import { Recovery } from "./workbook/Recovery.ts"
import * as Window from "./Window.ts"

export interface Request {
  readonly settings: RunSettings
  readonly creditors: ReadonlyArray<CreditorId>
  /** Classes of close reasons that the company has chosen itself. */
  readonly classes?: Overrides | undefined
  /** Only cases closed from here on, in the first run. */
  readonly start: DateTime.Utc | undefined
  readonly margins: Window.Margins
  /** The day that the run ends with, instead of now. */
  readonly through?: Through.Through | undefined
  /** Compare every closed case with the journal one by one, and not only a part of them. */
  readonly deep?: boolean
}

export interface ClosedOutcome extends Outcome {
  /** Where the API gives totals. */
  readonly completeness?: Completeness.Completeness | undefined
  /** ISO: what was closed before it is left out on purpose. */
  readonly floor?: string | undefined
  /** The run's own part of time, from where the run before ended up to `until`; `from` lies before it. ISO. */
  readonly period?: { readonly from: string | undefined } | undefined
  readonly late?: Late.Late | undefined
  /** The period that the run was asked to end with, as it was given. */
  readonly through?: string | undefined
  /** ISO: every closed case has been compared with the journal since; undefined before that is so. */
  readonly comparedSince?: string | undefined
}

export const run = (request: Request) =>
  Effect.gen(function* () {
    const { classes, creditors, settings } = request
    const { folder, privacy, profile } = settings
    const { recovered, token } = yield* Session.open(settings, { once: "closed" })
    const checkpoints = yield* Checkpoints
    const machine = yield* Machine
    const lock = yield* Lock
    const runs = yield* Runs
    const runScope = yield* Effect.scope
    const scope = scopeOf(creditors)
    const readerScope = { creditors, debtors: privacy !== "none" }
    const known = yield* checkpoints.covering(profile, "closed", scope)
    const floor = Option.match(known, {
      onNone: () => request.start,
      onSome: (checkpoint) => (checkpoint.floor === null ? undefined : DateTime.unsafeMake(checkpoint.floor)),
    })
    const census = yield* (yield* CaseReader).census(Wanted.Due({ floor }), readerScope)
    const { margins, through } = request
    if (through !== undefined) {
      const settled = Window.settledAt(census.now, margins.settle)
      yield* Through.check(through, { checkpoint: known, settled, start: request.start })
    }
    const window = Window.next(
      known,
      census.now,
      request.start,
      margins,
      yield* checkpoints.oldest(profile, "closed"),
      through?.end,
    )
    const checkpoint = {
      profile,
      dataset: "closed",
      scope,
      until: isoOf(window.until),
      started_at: isoOf(window.startedAt),
      floor: isoOf(window.floor),
    }
    let handle: RunHandle.RunHandle | undefined

    const begin = Effect.gen(function* () {
      yield* SameCompany.check(profile)
      handle = yield* RunHandle.begin({
        profile,
        dataset: "closed",
        token,
        machine: machine.id,
        folder,
        scope,
        started_at: checkpoint.started_at,
        window_from: isoOf(window.from),
        window_until: checkpoint.until,
        changed_since: isoOf(window.changedSince),
        floor: checkpoint.floor,
      })
      const { serial } = handle.run
      const base = Naming.base(profile, "closed", serial, window.startedAt)
      const { startedAt } = window
      return yield* Staging.open(closedOutput, {
        dataset: "closed",
        settings,
        creditors,
        startedAt,
        window,
        serial,
        base,
        folder,
        token,
      })
    }).pipe(Scope.extend(runScope))

    const limits = Window.limitsOf(checkpoint, margins.settle)
    const lateness = Late.observer(isoOf(window.period.from) ?? undefined)
    const observer = Completeness.observer(window.startedAt)
    const ledger = ClosedLedger.make({
      profile,
      privacy,
      classes,
      limits,
      history: yield* History.journal(profile, (lines) =>
        handle === undefined ? lines : runs.whileOurs(handle.run, lines),
      ),
      observe: (document, classification, entry) => {
        observer.observe(document, classification, entry)
        lateness.observe(classification)
      },
      begin,
    })
    const counted = yield* ClosedWalk.complete({
      window,
      reader: readerScope,
      ledger,
      profile,
      limits,
      deep: request.deep ?? false,
      counted: census.count,
      seen: observer.seen,
      before: rememberedOf(known, scope),
    })
    const { compared, completeness, notices, remembered } = counted
    const comparisons = yield* Comparisons
    const compare = lock.whileHeld({ profile, token }, comparisons.write(compared.comparison))
    const staging = ledger.target()
    const base = {
      dataset: "closed",
      counts: ledger.counts(),
      recovered,
      completeness,
      comparedSince: compared.comparison.all_since ?? undefined,
      from: isoOf(window.from) ?? undefined,
      until: checkpoint.until,
      floor: checkpoint.floor ?? undefined,
      period: { from: isoOf(window.period.from) ?? undefined },
      late: lateness.late(),
      through: through?.name,
    }
    if (handle === undefined || staging === undefined) {
      if (notices.length > 0) yield* SameCompany.check(profile)
      const { difference = null, unsure = null } = remembered ?? {}
      yield* runs.pass(settings.api, { ...checkpoint, difference, unsure }, { profile, token })
      yield* compare
      const nothing: ClosedOutcome = { ...base, serial: undefined, sums: [], files: [], warnings: notices }
      return nothing
    }
    yield* ledger.flush
    const recovery = yield* (yield* Recovery).ofRun(profile, handle.run.serial)
    const sealed = yield* staging.seal(
      contentsOf(ledger, classes, { ...counted, late: lateness.late(), recovery }),
      handle.previous,
    )
    yield* RunHandle.complete(handle, sealed, remembered)
    // The run counts, and whoever has taken over compares the same stretch again.
    yield* Effect.catchTag(compare, "LockLost", () => Effect.void)
    const folders = yield* Folder
    const outcome: ClosedOutcome = {
      ...base,
      serial: handle.run.serial,
      sums: ledger.totals.perCurrency(),
      files: sealed.files.map((file) => folders.final(folder, file.name)),
      warnings: sealed.warnings,
    }
    return outcome
  }).pipe(Effect.scoped)

/** A checkpoint that covers more creditors was about other numbers. */
const rememberedOf = (known: Option.Option<Checkpoint>, scope: string): Completeness.Remembered | undefined => {
  const checkpoint = Option.getOrUndefined(known)
  if (checkpoint?.scope !== scope || checkpoint.difference === null) return undefined
  return { difference: checkpoint.difference, unsure: checkpoint.unsure ?? 0 }
}
