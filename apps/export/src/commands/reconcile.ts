import * as Runnable from "@amili-cases/app-kit/command/Runnable"
import type * as ReconcileRun from "@amili-cases/accounting/reconcile/ReconcileRun"
import * as Reconcile from "@amili-cases/operations/runs/Reconcile"
import * as Command from "@effect/cli/Command"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Struct from "effect/Struct"
import { withNotes } from "../output/notes.ts"
import * as Pdf from "../output/pdf.ts"
import { tellExports, tellReconcile } from "../output/reconcileOutcome.ts"
import { chosenOf } from "../setup/chosen.ts"
import { connected } from "../setup/connected.ts"
import * as options from "../setup/options.ts"
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
      const decided = yield* reconciling.decidedOf(given)
      const chosen = yield* chosenOf({ ...given, creditor: [], perCreditor: false, oneSet: false })
      const prepared = yield* Reconcile.prepare({
        ...chosen,
        month: reconciling.monthOf(given),
        asOf: Option.getOrUndefined(given.asOf),
        bankFiles: given.bank,
        wait: given.wait,
        ...decided,
      })
      const { name } = chosen.profile
      if (given.offline) return yield* tellReconcile(yield* shown(Reconcile.runOffline(prepared), given), name, given)
      const told = (exported: Reconcile.Exported) => (given.json ? Effect.void : tellExports(exported))
      const online = Effect.flatMap(shown(Reconcile.run(prepared, told), given), ({ exported, ...outcome }) =>
        tellReconcile(outcome, name, given, exported),
      )
      return yield* connected(given, Effect.succeed(online))
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
