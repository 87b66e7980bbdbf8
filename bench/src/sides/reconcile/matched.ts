/** A reconciliation of a month, from the journal alone. */
import { mkdirSync } from "node:fs"
import { join } from "node:path"
import * as ReconcileRun from "@amili-cases/accounting/reconcile/ReconcileRun"
import { Effect } from "effect"
import { Stopwatch } from "../../harness/Stopwatch.ts"
import { setting, type Timed } from "../../harness/Timed.ts"
import { answerOf, layer, month, now, settings } from "./common.ts"

export const run = (): Promise<Timed> =>
  Effect.gen(function* () {
    const folder = join(setting("BENCH_FOLDER"), String(process.pid))
    mkdirSync(folder)
    const watch = new Stopwatch()
    const { counts, summary, verdict } = yield* ReconcileRun.run<never, never>({
      settings: settings(folder),
      month,
      now,
      bankFiles: [],
      classes: {},
      wait: 14,
      ask: undefined,
    })
    const { time } = watch
    if (verdict !== "balanced") throw new Error(`the month is ${verdict}`)
    const created = summary.movements.reduce((sum, movement) => sum + movement.created, 0n)
    const { cases = 0, lines = 0, payouts = 0 } = counts
    return { ...time, answer: answerOf({ cases, lines, payouts }, created) }
  }).pipe(Effect.provide(layer), Effect.runPromise)
