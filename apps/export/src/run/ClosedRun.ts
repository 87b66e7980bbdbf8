/** A run over closed cases: what is new since the last one, what has changed since it was exported, what is unclear. */
import type { CreditorId } from "@amili-cases/core/Creditor"
import { type DateTime, Effect, Scope } from "effect"
import { type Checkpoint, Checkpoints, scopeOf } from "../journal/Checkpoints.ts"
import { query } from "../journal/Journal.ts"
import { Machine } from "../journal/Machine.ts"
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
import * as RunHandle from "./RunHandle.ts"
import type { RunSettings } from "./RunSettings.ts"
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
    const { recovered, token } = yield* Session.open(profile, folder)
    const checkpoints = yield* Checkpoints
    const machine = yield* Machine
    const runScope = yield* Effect.scope
    const scope = scopeOf(creditors)
    const known = yield* checkpoints.covering(profile, "closed", scope)
    const now = yield* (yield* Reading).now
    const window = Window.next(known, now, request.start, request.margins)
    const checkpoint: Checkpoint = {
      profile,
      dataset: "closed",
      scope,
      until: isoOf(window.until),
      started_at: isoOf(window.startedAt),
      floor: isoOf(window.floor),
    }
    let handle: RunHandle.RunHandle | undefined

    const begin = Effect.gen(function* () {
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
      return yield* ClosedStaging.open({ settings, creditors, window, serial, base, folder })
    }).pipe(Scope.extend(runScope))

    const limits = { floor: checkpoint.floor ?? undefined, until: checkpoint.until }
    const ledger = ClosedLedger.make({ profile, privacy, limits, memory: yield* Memory.journal(profile), begin })
    const scopeOfReading = { creditors, debtors: privacy !== "none" }
    const isFirst = window.changedSince === undefined
    const groups = isFirst ? yield* Groups.count(scopeOfReading) : undefined
    const expected = groups && groups.dated + groups.undated
    for (const wanted of ClosedWalk.questionsOf(window)) {
      yield* ClosedWalk.walk(wanted, scopeOfReading, ledger, expected)
    }
    // Later ones are found among what has changed.
    if (groups !== undefined && groups.astray > 0 && window.from !== undefined) {
      yield* ClosedWalk.walk(Wanted.Closed(), scopeOfReading, ledger)
    }

    const staging = ledger.target()
    const base = { dataset: "closed", counts: ledger.counts(), recovered, until: checkpoint.until } as const
    if (handle === undefined || staging === undefined) {
      yield* query(checkpoints.write(checkpoint))
      return nothingNew(base)
    }
    const sealed = yield* ClosedStaging.seal(staging, ledger, handle.previousHash)
    yield* RunHandle.complete(handle, sealed)
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

const nothingNew = (base: Pick<Outcome, "dataset" | "counts" | "recovered" | "until">): Outcome => ({
  ...base,
  serial: undefined,
  sums: [],
  files: [],
  warnings: [],
})
