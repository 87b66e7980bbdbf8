/**
 * The journal's part of a run: looks up which cases are known and notes down the new ones, in the batches of a run.
 * With `BENCH_KNOWN`, in a journal that holds so many others already; otherwise as many as the server has closed cases.
 */
import { rmSync } from "node:fs"
import { join } from "node:path"
import * as Layers from "@amili-cases/export/src/Layers.ts"
import { Entries, type Entry } from "@amili-cases/export/src/journal/Entries.ts"
import * as JournalDatabase from "@amili-cases/export/src/journal/JournalDatabase.ts"
import { Effect, Layer } from "effect"
import { random } from "../../data/random.ts"
import { Stopwatch } from "../../harness/Stopwatch.ts"
import { setting, type Timed } from "../../harness/Timed.ts"
import { closedCount, layer } from "./common.ts"

const known = Number(process.env["BENCH_KNOWN"] ?? 0)
const next = random(3)

/** Ids in no order, as they come from a portfolio of all ages. */
const entry = (serial: number, seq: number): Entry => ({
  caseId:
    next(2 ** 31)
      .toString(16)
      .padStart(8, "0") +
    next(2 ** 31)
      .toString(16)
      .padStart(16, "0"),
  serial,
  seq,
  kind: "closed",
  corrects: undefined,
  closedAt: "2026-01-13T11:18:59.000Z",
  reason: "fully_paid",
  currency: "SEK",
  amount: "2050.00",
  creditorId: "665e59005d9dc9f81818e810",
  invoiceNumber: `INV-2025-${next(10_000_000)}`,
  reference: String(1_000_000_000 + next(900_000_000)),
})

const batch = 500

const note = (serial: number, count: number) =>
  Effect.gen(function* () {
    const entries = yield* Entries
    for (let done = 0; done < count; done += batch) {
      const fresh = Array.from({ length: Math.min(batch, count - done) }, (_, at) => entry(serial, done + at + 1))
      const found = yield* entries.latest(
        "bench",
        fresh.map(({ caseId }) => caseId),
      )
      yield* entries.add(
        "bench",
        fresh.filter(({ caseId }) => !found.has(caseId)),
      )
    }
  })

export const run = (): Promise<Timed> => {
  const file = join(setting("BENCH_FOLDER"), `journal-${process.pid}.db`)
  return Effect.gen(function* () {
    const count = known > 0 ? 1000 : yield* Effect.provide(closedCount, layer)
    yield* note(1, known)
    const watch = new Stopwatch()
    yield* note(2, count)
    return { ...watch.time, answer: "" }
  }).pipe(
    Effect.provide(Layer.provideMerge(JournalDatabase.layer({ _tag: "File", path: file }), Layers.platform)),
    Effect.runPromise,
    (done) => done.finally(() => rmSync(file, { force: true })),
  )
}
