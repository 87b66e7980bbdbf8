/** A run over closed cases: what is new since the last one, what has changed since it was exported, what is unclear. */
import type { CreditorId } from "@amili-cases/core/CreditorId"
import { DateTime, Effect, Option, Scope } from "effect"
import { type Checkpoint, Checkpoints, scopeOf } from "../journal/Checkpoints.ts"
import { Machine } from "../journal/Machine.ts"
import { Runs } from "../journal/Runs.ts"
import * as ClosedLedger from "./ClosedLedger.ts"
import * as ClosedWalk from "./ClosedWalk.ts"
import { Folder } from "./Folder.ts"
import { isoOf } from "./Instant.ts"
import * as Memory from "./Memory.ts"
import * as Naming from "./Naming.ts"
import type { Outcome } from "./Outcome.ts"
import { Reading, Wanted } from "./Reading.ts"
import * as Reconciliation from "./Reconciliation.ts"
import * as RunHandle from "./RunHandle.ts"
import type { RunSettings } from "./RunSettings.ts"
import * as SameApi from "./SameApi.ts"
import * as Session from "./Session.ts"
import * as Window from "./Window.ts"

export interface Request {
  readonly settings: RunSettings
  readonly creditors: ReadonlyArray<CreditorId>
  /** Only cases closed from here on, in the first run. */
  readonly start: DateTime.Utc | undefined
  readonly margins: Window.Margins
}

export const run = (request: Request) =>
  Effect.gen(function* () {
    const { creditors, settings } = request
    const { folder, privacy, profile } = settings
    const { recovered, token } = yield* Session.open(settings)
    const checkpoints = yield* Checkpoints
    const machine = yield* Machine
    const runs = yield* Runs
    const runScope = yield* Effect.scope
    const scope = scopeOf(creditors)
    const scopeOfReading = { creditors, debtors: privacy !== "none" }
    const known = yield* checkpoints.covering(profile, "closed", scope)
    const floor = Option.match(known, {
      onNone: () => request.start,
      onSome: (checkpoint) => (checkpoint.floor === null ? undefined : DateTime.unsafeMake(checkpoint.floor)),
    })
    const census = yield* (yield* Reading).census(Wanted.Due({ floor }), scopeOfReading)
    const window = Window.next(
      known,
      census.now,
      request.start,
      request.margins,
      yield* checkpoints.oldest(profile, "closed"),
    )
    const checkpoint = {
      profile,
      dataset: "closed",
      scope,
      until: isoOf(window.until),
      started_at: isoOf(window.startedAt),
      floor: isoOf(window.floor),
    } as const
    let handle: RunHandle.RunHandle | undefined

    const begin = Effect.gen(function* () {
      yield* SameApi.checkCompany(profile)
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
      return yield* (yield* writing).open({ settings, creditors, window, serial, base, folder })
    }).pipe(Scope.extend(runScope))

    const observer = Reconciliation.observer(window.startedAt)
    const ledger = ClosedLedger.make({
      profile,
      privacy,
      classes: settings.classes,
      limits: { floor: checkpoint.floor ?? undefined, until: checkpoint.until },
      memory: yield* Memory.journal(profile, (lines) =>
        handle === undefined ? lines : runs.whileOurs(handle.run, lines),
      ),
      observe: observer.observe,
      begin,
    })
    const reconciled = yield* ClosedWalk.complete({
      window,
      reading: scopeOfReading,
      ledger,
      profile,
      counted: census.count,
      seen: observer.seen,
      before: rememberedOf(known, scope),
    })
    const { notices, reconciliation, remembered } = reconciled
    const staging = ledger.target()
    const base = {
      dataset: "closed",
      counts: ledger.counts(),
      recovered,
      reconciliation,
      from: isoOf(window.from) ?? undefined,
      until: checkpoint.until,
    } as const
    if (handle === undefined || staging === undefined) {
      if (notices.length > 0) yield* SameApi.checkCompany(profile)
      const { difference = null, unsure = null } = remembered ?? {}
      yield* runs.pass(settings.api, { ...checkpoint, difference, unsure })
      return nothingNew({ ...base, warnings: notices })
    }
    const sealed = yield* (yield* writing).seal(staging, ledger, handle.previous, reconciled)
    yield* RunHandle.complete(handle, sealed, remembered)
    const folders = yield* Folder
    const outcome: Outcome = {
      ...base,
      serial: handle.run.serial,
      sums: ledger.totals.perCurrency(),
      files: sealed.files.map((file) => folders.final(folder, file.name)),
      warnings: sealed.warnings,
    }
    return outcome
  }).pipe(Effect.scoped)

/** What writes the files: a run with nothing new needs none of it. */
const writing = Effect.promise(() => import("./ClosedStaging.ts"))

/** A checkpoint that covers more creditors was about other numbers. */
const rememberedOf = (known: Option.Option<Checkpoint>, scope: string): Reconciliation.Remembered | undefined => {
  const checkpoint = Option.getOrUndefined(known)
  if (checkpoint?.scope !== scope || checkpoint.difference === null) return undefined
  return { difference: checkpoint.difference, unsure: checkpoint.unsure ?? 0 }
}

const nothingNew = (
  base: Pick<Outcome, "counts" | "dataset" | "from" | "recovered" | "reconciliation" | "until" | "warnings">,
): Outcome => ({ ...base, serial: undefined, sums: [], files: [] })
