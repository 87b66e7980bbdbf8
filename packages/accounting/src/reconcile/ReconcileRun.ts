/** A reconciliation of a month: a numbered stand of its paid cases, lines, payouts and bank entries. */
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import type { Overrides } from "@amili-cases/core/SettlementClass"
import type { Decision } from "@amili-cases/export-engine/evidence/Decision"
import { Lock } from "@amili-cases/export-engine/journal/Lock"
import { Machine } from "@amili-cases/export-engine/journal/Machine"
import { Runs } from "@amili-cases/export-engine/journal/Runs"
import type { Outcome } from "@amili-cases/export-engine/report/Outcome"
import { Folder } from "@amili-cases/export-engine/run/Folder"
import { isoOf } from "@amili-cases/export-engine/run/Instant"
import * as Naming from "@amili-cases/export-engine/run/Naming"
import * as RunHandle from "@amili-cases/export-engine/run/RunHandle"
import type { RunSettings } from "@amili-cases/export-engine/run/RunSettings"
import * as Session from "@amili-cases/export-engine/run/Session"
import * as Staging from "@amili-cases/export-engine/run/Staging"
import type * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import { build } from "./build/build.ts"
import type { Counted } from "./controls/counted.ts"
import * as Sink from "./build/Sink.ts"
import { contentsOf } from "./contents.ts"
import * as Report from "./files/report/Report.ts"
import { reconcileOutput } from "./files/ReconcileOutput.ts"
import { bankOf } from "./bank/bankOf.ts"
import { BankRecords } from "./journal/BankRecords.ts"
import * as Knowledge from "./journal/knowledge.ts"
import { type StandRow, Stands } from "./journal/Stands.ts"
import { Workspace } from "./journal/Workspace.ts"
import type { Place } from "./journal/workspace/Place.ts"
import { type Verdict, verdictOf } from "./judge/verdict.ts"
import * as Refusals from "./refusals.ts"
import { comparable, encode } from "./stand/stored.ts"
import type { Summary } from "./stand/Summary.ts"
import { endOf, type Month } from "./time/Month.ts"

export interface Request<E, R> {
  readonly settings: RunSettings
  readonly month: Month
  /** Only what the journal knew at the end of this day. */
  readonly asOf?: CalendarDay.CalendarDay | undefined
  /** The server's clock, or this machine's where the API is not asked. */
  readonly now: DateTime.Utc
  readonly bankFiles: ReadonlyArray<string>
  readonly classes: Overrides
  readonly wait: number
  /** Nothing of the month changes after this. */
  readonly final?: Decision | undefined
  /** What was booked before this day is an opening balance. */
  readonly opening?: { readonly day: CalendarDay.CalendarDay; readonly decision: Decision } | undefined
  /** What the API counted just before; undefined where it was not asked. */
  readonly counted?: Counted | undefined
  /** Asks the API for cases that lines name; undefined where it is not asked. */
  readonly ask: ((place: Place) => Effect.Effect<void, E, R>) | undefined
}

export interface ReconcileOutcome extends Outcome {
  readonly summary: Summary
  readonly verdict: Verdict
  /** Serial of the stand that says the same: nothing was written. */
  readonly same: number | undefined
  /** Path of the report, of that stand where nothing was written. */
  readonly report: string | undefined
}

const dataset = "reconcile"

export const run = <E, R>(request: Request<E, R>) =>
  Effect.gen(function* () {
    const { asOf, classes, final, month, now, settings, wait } = request
    const { folder, profile } = settings
    const { recovered, token } = yield* Session.open(settings)
    const runs = yield* Runs
    const stands = yield* Stands
    const bankRecords = yield* BankRecords
    const workspace = yield* Workspace
    const folders = yield* Folder
    const startedAt = isoOf(now)
    const until = asOf === undefined ? endOfTime : endOf(asOf)
    const knowledge = yield* Knowledge.at(profile, until, month)
    yield* Refusals.check({ month, startedAt, until, asOf, knowledge, isFinal: final !== undefined })
    if (request.opening !== undefined) {
      const { day, decision } = request.opening
      yield* stands.open(profile, day, decision, startedAt)
    }
    const opening = yield* stands.opening(profile)
    const { addition, bank, payers, warnings } = yield* bankOf(profile, request.bankFiles)
    const before = knowledge.stands.findLast((stand) => stand.month === month.name)
    const handle = yield* RunHandle.begin({
      profile,
      dataset,
      token,
      machine: (yield* Machine).id,
      folder,
      scope: "",
      started_at: startedAt,
      window_from: null,
      window_until: null,
      changed_since: null,
      floor: null,
    })
    const { serial } = handle.run
    const files: Staging.Place = {
      dataset,
      settings,
      creditors: [],
      startedAt: now,
      serial,
      base: Naming.base(profile, dataset, serial, now),
      folder,
      token,
    }
    const staging = yield* Staging.open(reconcileOutput, files)
    const place = { profile, token, closedThrough: knowledge.closed.through }
    const sink = Sink.make(staging)
    // Of this process, never of one that has taken the lock over.
    const clear = (yield* Lock).whileHeld({ profile, token }, workspace.clear(profile))
    yield* clear
    yield* Effect.addFinalizer(() => Effect.ignore(clear))
    const { settledBefore, summary } = yield* build(
      {
        place,
        month,
        asOf: asOf === undefined ? startedAt : until,
        until,
        asOfDay: asOf ?? CalendarDay.of(now),
        knowledge,
        classes,
        wait,
        bank,
        opening:
          opening === undefined ? undefined : endOf(CalendarDay.addDays(CalendarDay.CalendarDay.make(opening.day), -1)),
        isFinal: final !== undefined,
        replaces: before?.serial,
        counted: request.counted,
      },
      sink,
      request.ask?.(place),
    )
    const dataHash = sink.digest(comparable(summary))
    const outcome = { dataset, summary, verdict: verdictOf(summary), recovered, from: month.start, until: month.end }
    if (before?.data_sha256 === dataHash) {
      const key = { profile, dataset, serial: before.serial }
      const earlier = Option.getOrUndefined(yield* runs.find(key))
      const page = (yield* runs.files(key)).find(({ role }) => role === Report.role)
      const report = earlier && page && folders.final(earlier.folder, page.name)
      const known: ReconcileOutcome = { ...outcome, ...nothing, warnings, same: before.serial, report }
      return known
    }
    const stand: StandRow = {
      profile,
      serial,
      month: month.name,
      as_of: summary.asOf,
      data_sha256: dataHash,
      is_final: final === undefined ? 0 : 1,
      locked_at: final === undefined ? null : startedAt,
      decided_by: final?.by ?? null,
      reason: final?.reason ?? null,
      replaces: before?.serial ?? null,
      closed_through: knowledge.closed.through,
      payouts_through: knowledge.payouts.through,
    }
    yield* runs.whileOurs(handle.run, Effect.zipRight(stands.add(stand), bankRecords.add(profile, serial, addition)))
    yield* Stream.runForEach(workspace.answers(place), (answers) =>
      Effect.zipRight(
        runs.whileOurs(handle.run, workspace.keep(profile, serial, answers)),
        staging.archive(answers.map((answer) => encode("answer", answer))),
      ),
    )
    yield* staging.archive([encode("summary", summary)])
    const contents = contentsOf({
      summary,
      dataHash,
      settledBefore,
      counts: sink.counts(),
      classes,
      wait,
      kept: { addition, payers, opening, final },
    })
    const target = {
      base: files.base,
      staged: staging.staged,
      workbook: { language: settings.language, provenance: Staging.provenanceOf(files) },
    }
    const report = yield* Report.write(target, contents.closing)
    const sealed = yield* staging.seal({ ...contents, others: Effect.succeed([report]) }, handle.previous)
    yield* RunHandle.complete(handle, sealed)
    const made: ReconcileOutcome = {
      ...outcome,
      serial,
      same: undefined,
      counts: contents.counts,
      sums: contents.sums,
      files: sealed.files.map((file) => folders.final(folder, file.name)),
      report: folders.final(folder, report.name),
      warnings: [...warnings, ...sealed.warnings],
    }
    return made
  }).pipe(Effect.scoped)

/** After every run. */
const endOfTime = "9999"

const nothing = { serial: undefined, counts: {}, sums: [], files: [] }
