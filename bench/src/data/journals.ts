/** Journals that know many cases already, filled in bulk. */
import { Entries, type Entry } from "@amili-cases/accounting/closed/records/Entries"
import * as Journal from "@amili-cases/accounting/Journal"
import { Lock } from "@amili-cases/export-engine/journal/Lock"
import { Runs } from "@amili-cases/export-engine/journal/Runs"
import * as NodeFileSystem from "@effect/platform-node/NodeFileSystem"
import * as NodePath from "@effect/platform-node/NodePath"
import { Effect, Layer } from "effect"
import Database from "libsql"
import { random } from "./random.ts"

/** Entries with ids in no order, as if cases closed at all ages alike: the hardest order for a journal. */
export const entries = (seed: number): ((serial: number, seq: number) => Entry) => {
  const next = random(seed)
  const hex = (digits: number) =>
    next(2 ** 31)
      .toString(16)
      .padStart(digits, "0")
  return (serial, seq) => ({
    caseId: hex(8) + hex(16),
    revision: 0,
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
    claimed: "2050.00",
    registeredAt: "2025-01-13T11:18:59.000Z",
  })
}

/** The journal's services over a file. */
export const layer = (file: string) =>
  Layer.provideMerge(Journal.layer({ _tag: "File", path: file }), Layer.merge(NodeFileSystem.layer, NodePath.layer))

const profile = "default"
const batch = 50_000

/** A journal with one committed run of so many cases. */
export const fill = (file: string, count: number): Promise<void> =>
  Effect.gen(function* () {
    const runs = yield* Runs
    const journal = yield* Entries
    const run = yield* runs.begin({
      profile,
      dataset: "closed",
      token: yield* (yield* Lock).hold(profile, "2026-01-14T00:00:00.000Z"),
      machine: "bench",
      folder: "/",
      scope: "",
      started_at: "2026-01-14T00:00:00.000Z",
      window_from: null,
      window_until: null,
      changed_since: null,
      floor: null,
    })
    const entry = entries(3)
    for (let done = 0; done < count; done += batch) {
      const fresh = Array.from({ length: Math.min(batch, count - done) }, (_, at) => entry(run.serial, done + at + 1))
      yield* journal.add(
        profile,
        fresh.toSorted((a, b) => (a.caseId < b.caseId ? -1 : 1)),
      )
    }
    const prepared = yield* runs.prepare(run, { manifest: "{}", hash: "", previousHash: undefined, remembered: undefined, files: [] })
    yield* runs.commit(prepared, undefined)
    // The server has the new cases alone: to it the old ones never stood as exported, or every run would look for them.
    yield* Effect.sync(() => {
      const database = new Database(file)
      database.exec("DELETE FROM standing")
      database.close()
    })
  }).pipe(Effect.scoped, Effect.provide(layer(file)), Effect.runPromise)
