/**
 * The journal's part of a run: looks up which cases are known and notes down the new ones, in the batches of a run.
 * With `BENCH_JOURNAL`, 1,000 in that journal; otherwise as many as the server has closed cases, in a new one, in order.
 */
import { rmSync } from "node:fs"
import { join } from "node:path"
import * as History from "@amili-cases/accounting/closed/records/History"
import { Effect } from "effect"
import * as Journals from "../../data/journals.ts"
import { Stopwatch } from "../../harness/Stopwatch.ts"
import { setting, type Timed } from "../../harness/Timed.ts"
import { closedCount, layer } from "./common.ts"

const known = process.env["BENCH_JOURNAL"]
const batch = 500

const note = (count: number) =>
  Effect.gen(function* () {
    const history = yield* History.journal("default", (lines) => lines)
    const entry = Journals.entries(known === undefined ? 3 : 5)
    for (let done = 0; done < count; done += batch) {
      const fresh = Array.from({ length: Math.min(batch, count - done) }, (_, at) => {
        const made = entry(2, done + at + 1)
        return known === undefined ? { ...made, caseId: (done + at).toString(16).padStart(24, "0") } : made
      })
      const found = yield* history.latest(fresh.map(({ caseId }) => caseId))
      yield* history.record(
        fresh.filter(({ caseId }) => !found.has(caseId)),
        [],
      )
    }
    yield* history.flush
  })

export const run = (): Promise<Timed> => {
  const file = known ?? join(setting("BENCH_FOLDER"), `journal-${process.pid}.db`)
  return Effect.gen(function* () {
    const count = known === undefined ? yield* Effect.provide(closedCount, layer) : 1000
    const watch = new Stopwatch()
    yield* note(count)
    return { ...watch.time, answer: "" }
  }).pipe(Effect.provide(Journals.layer(file)), Effect.runPromise, (done) =>
    done.finally(() => {
      if (known === undefined) rmSync(file, { force: true })
    }),
  )
}
