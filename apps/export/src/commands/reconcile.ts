import * as Journal from "@amili-cases/accounting/Journal"
import { CaseReader } from "@amili-cases/accounting/cases/CaseReader"
import * as ClosedTables from "@amili-cases/accounting/cases/Tables"
import * as PayoutTables from "@amili-cases/accounting/payouts/files/Tables"
import * as OtherCases from "@amili-cases/accounting/reconcile/build/otherCases"
import { cases } from "@amili-cases/accounting/reconcile/files/tables/cases"
import { fresh } from "@amili-cases/accounting/reconcile/fresh"
import * as ReconcileRun from "@amili-cases/accounting/reconcile/ReconcileRun"
import { Stands } from "@amili-cases/accounting/reconcile/journal/Stands"
import * as Refusals from "@amili-cases/accounting/reconcile/refusals"
import { endOf } from "@amili-cases/accounting/reconcile/time/Month"
import * as Runnable from "@amili-cases/app-kit/command/Runnable"
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import { Origins } from "@amili-cases/export-engine/journal/Origins"
import { Folder } from "@amili-cases/export-engine/run/Folder"
import { isoOf } from "@amili-cases/export-engine/run/Instant"
import * as Command from "@effect/cli/Command"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Struct from "effect/Struct"
import { withNotes } from "../output/notes.ts"
import * as Pdf from "../output/pdf.ts"
import { tellExports, tellReconcile } from "../output/reconcileOutcome.ts"
import { beforeFirst } from "../setup/beforeFirst.ts"
import { connected } from "../setup/connected.ts"
import * as journal from "../setup/journal.ts"
import * as options from "../setup/options.ts"
import { planOf, settingsOf } from "../setup/plan.ts"
import * as reconciling from "../setup/reconciling.ts"

const command = Command.make(
  "reconcile",
  {
    ...Struct.omit(options.run, "debtor", "creditor", "perCreditor", "oneSet"),
    class: options.classes,
    ...reconciling.options,
    pdf: Pdf.option,
  },
  (given) =>
    Effect.gen(function* () {
      const asOf = Option.getOrUndefined(given.asOf)
      const shared = { ...given, debtor: "none", perCreditor: false, oneSet: false } as const
      const plan = yield* planOf(cases, { ...shared, oneSet: true })
      const decided = yield* reconciling.decidedOf(given)
      const { classes } = plan
      const request = { asOf, classes, bankFiles: given.bank, wait: given.wait, ...decided }

      const offline = journal.changing(given, ({ profile }) =>
        Effect.gen(function* () {
          const now = yield* DateTime.now
          const month = reconciling.monthOf(given, CalendarDay.of(now))
          const folder = yield* (yield* Folder).open(plan.out)
          const api = Option.getOrElse(yield* (yield* Origins).current(profile), () => "")
          const settings = { ...Struct.omit(plan, "classes", "out"), folder, api }
          const run = ReconcileRun.run<never, never>({ ...request, month, settings, now, ask: undefined })
          yield* tellReconcile(yield* shown(run, given), profile, given)
        }),
      )

      const online = connected(
        given,
        Effect.gen(function* () {
          // The columns that were chosen are those of the reconciliation.
          const others = { ...shared, columns: Option.none() }
          const closedPlan = yield* planOf(ClosedTables.closed, others)
          const payoutsPlan = yield* planOf(PayoutTables.lines, others)
          const { location } = yield* journal.locate(given)
          return Effect.gen(function* () {
            yield* beforeFirst(closedPlan, location, false, "closed")
            yield* beforeFirst(payoutsPlan, location, false, "payouts")
            const settings = yield* settingsOf(plan)
            const { now } = yield* CaseReader
            const startedAt = yield* now
            const month = reconciling.monthOf(given, CalendarDay.of(startedAt))
            yield* Refusals.notBegun(month, isoOf(startedAt))
            if (given.final) yield* Refusals.isOver(month, isoOf(startedAt))
            const run = Effect.gen(function* () {
              // Before anything is exported for a month that nothing can change.
              yield* Refusals.notFinal(month, yield* (yield* Stands).all(settings.profile))
              const isNow = asOf === undefined || endOf(asOf) > isoOf(startedAt)
              const exported = isNow
                ? yield* fresh({
                    closed: yield* settingsOf(closedPlan),
                    payouts: yield* settingsOf(payoutsPlan),
                    classes,
                    month,
                    now: startedAt,
                  })
                : undefined
              if (exported !== undefined && !given.json) yield* tellExports(exported)
              const ask = isNow ? OtherCases.ofApi : undefined
              const { counted } = exported ?? {}
              const outcome = yield* ReconcileRun.run({ ...request, month, settings, now: yield* now, counted, ask })
              return { ...outcome, exported }
            }).pipe(Effect.provide(Journal.layer(location)))
            const { exported, ...outcome } = yield* shown(run, given)
            yield* tellReconcile(outcome, settings.profile, given, exported)
          })
        }),
      )
      yield* given.offline ? offline : online
    }),
)

/** With its notes, and its report printed where that is asked for. */
const shown = <A extends ReconcileRun.ReconcileOutcome, E, R>(
  run: Effect.Effect<A, E, R>,
  given: { readonly json: boolean; readonly pdf: boolean },
) =>
  Effect.gen(function* () {
    const outcome = yield* withNotes(run, given)
    if (!given.pdf || outcome.report === undefined) return outcome
    const { notes, pdfs } = yield* Pdf.printed(outcome.report)
    return { ...outcome, files: [...outcome.files, ...pdfs], warnings: [...outcome.warnings, ...notes] }
  })

export const reconcile = Runnable.make(command, {
  details: [
    "Runs amili-export closed (which ends with the month, where no run has gone past it) and amili-export payouts, and then writes how the month stands: each case that was closed as paid, each payout line, payout and bank entry in exactly one state, with seven controls on top. With --offline, or --as-of an earlier day, it takes what the journal knows.",
    "Lines are matched to cases by the case that they name, else by creditor and invoice number, else by creditor and reference. Where several cases are possible, a person decides. No amount is matched by likeness.",
    "The same data give the same number: nothing is written then. New data give a new number, which names the one that it replaces. With --final the month is locked, and what comes to be known later is in the next one.",
    "Of bank files it keeps their hash, Amili's transfers and the days that they cover. Confirm first from which account Amili pays: amili-export bank confirm.",
    "Ends with 0 when all balances, with 3 when something needs a person, and with 7 when a control does not add up. What waits within its normal time is no reason for either.",
  ],
  examples: [
    { command: "amili-export reconcile --month 2026-01 --out exports", effect: "January, with what the API knows now" },
    {
      command: "amili-export reconcile --month 2026-01 --bank january.xml --bank february.zip --out exports",
      effect: "the same, and what has arrived on the bank",
    },
    {
      command: "amili-export reconcile --month 2026-01 --as-of 2026-02-05 --offline --out exports",
      effect: "January as it was known on 5 February",
    },
    {
      command:
        'amili-export reconcile --month 2026-01 --final --by "Eva Ek" --reason "closed with the books" --out exports',
      effect: "the month is locked",
    },
  ],
})
