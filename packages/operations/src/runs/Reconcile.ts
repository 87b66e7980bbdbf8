/** Exports what is new, and then how a month stands: paid cases, payout lines, payouts and bank entries. */
import { CaseReader } from "@amili-cases/accounting/cases/CaseReader"
import * as ClosedTables from "@amili-cases/accounting/cases/Tables"
import * as PayoutTables from "@amili-cases/accounting/payouts/files/Tables"
import * as OtherCases from "@amili-cases/accounting/reconcile/build/otherCases"
import { cases } from "@amili-cases/accounting/reconcile/files/tables/cases"
import { fresh } from "@amili-cases/accounting/reconcile/fresh"
import { Stands } from "@amili-cases/accounting/reconcile/journal/Stands"
import * as ReconcileRun from "@amili-cases/accounting/reconcile/ReconcileRun"
import * as Refusals from "@amili-cases/accounting/reconcile/refusals"
import * as Month from "@amili-cases/accounting/reconcile/time/Month"
import { normalWait } from "@amili-cases/accounting/reconcile/wait"
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import type { Decision } from "@amili-cases/export-engine/evidence/Decision"
import { isoOf } from "@amili-cases/export-engine/run/Instant"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as KnownJournal from "../journal/KnownJournal.ts"
import * as BeforeFirst from "../profile/BeforeFirst.ts"
import type { Chosen } from "../profile/Chosen.ts"
import * as JournalLocation from "../profile/JournalLocation.ts"
import * as Plan from "../profile/Plan.ts"
import { monthOf } from "./monthOf.ts"
import * as Prepared from "./Prepared.ts"

/** All creditors are in it, and no debtor. */
export interface Asked extends Omit<Chosen, "creditors" | "debtor" | "perCreditor"> {
  /** Without it the last month that is over. */
  readonly month?: Month.Month | undefined
  /** Only what the journal knew at the end of this day. */
  readonly asOf?: CalendarDay.CalendarDay | undefined
  /** Paths of camt.053 and camt.054 files, plain or in a ZIP file. */
  readonly bankFiles?: ReadonlyArray<string> | undefined
  /** Days after its closing by which the lines of a case should have come. */
  readonly wait?: number | undefined
  /** Nothing of the month changes after this. */
  readonly final?: Decision | undefined
  /** What was booked before this day is an opening balance. */
  readonly opening?: { readonly day: CalendarDay.CalendarDay; readonly decision: Decision } | undefined
}

/** The exports that a reconciliation runs first. */
export type Exported = Effect.Effect.Success<ReturnType<typeof fresh>>

/** What was asked for, checked without the API. */
export const prepare = (asked: Asked) =>
  Effect.gen(function* () {
    const { asOf, bankFiles = [], final, month, opening, wait = normalWait, ...files } = asked
    const plan = yield* Plan.of(cases, { ...files, perCreditor: false })
    // The columns that were chosen are those of the reconciliation.
    const others = { ...files, columns: undefined }
    return {
      owner: asked,
      plan,
      closedPlan: yield* Plan.of(ClosedTables.closed, others),
      payoutsPlan: yield* Plan.of(PayoutTables.lines, others),
      location: (yield* JournalLocation.locate(asked)).location,
      month,
      request: { asOf, bankFiles, classes: plan.classes, final, opening, wait },
    }
  })

type Ready = Effect.Effect.Success<ReturnType<typeof prepare>>

/** `told` hears of the exports before the month is reconciled. */
export const run = (
  { closedPlan, location, payoutsPlan, plan, request, ...asked }: Ready,
  told: (exported: Exported) => Effect.Effect<void> = () => Effect.void,
  journal: Prepared.Journal = Prepared.journalAt(location),
) =>
  Effect.gen(function* () {
    yield* BeforeFirst.check(closedPlan, location, "closed")
    yield* BeforeFirst.check(payoutsPlan, location, "payouts")
    const settings = yield* Plan.settingsOf(plan)
    const { now } = yield* CaseReader
    const startedAt = yield* now
    const month = monthOf(asked, CalendarDay.of(startedAt))
    yield* Refusals.notBegun(month, isoOf(startedAt))
    if (request.final !== undefined) yield* Refusals.isOver(month, isoOf(startedAt))
    return yield* Effect.gen(function* () {
      // Before anything is exported for a month that nothing can change.
      yield* Refusals.notFinal(month, yield* (yield* Stands).all(settings.profile))
      const isNow = request.asOf === undefined || Month.endOf(request.asOf) > isoOf(startedAt)
      const exported = isNow
        ? yield* fresh({
            closed: yield* Plan.settingsOf(closedPlan),
            payouts: yield* Plan.settingsOf(payoutsPlan),
            classes: request.classes,
            month,
            now: startedAt,
          })
        : undefined
      if (exported !== undefined) yield* told(exported)
      const ask = isNow ? OtherCases.ofApi : undefined
      const { counted } = exported ?? {}
      const outcome = yield* ReconcileRun.run({ ...request, month, settings, now: yield* now, counted, ask })
      return { ...outcome, exported }
    }).pipe(Effect.provide(journal))
  })

/** The same with what the journal knows, without the API. */
export const runOffline = ({ owner, plan, request, ...asked }: Ready) =>
  KnownJournal.changing(owner, () =>
    Effect.gen(function* () {
      const now = yield* DateTime.now
      const month = monthOf(asked, CalendarDay.of(now))
      const settings = yield* Plan.settingsOffline(plan)
      return yield* ReconcileRun.run<never, never>({ ...request, month, settings, now, ask: undefined })
    }),
  )
