import { join } from "node:path"
import { describe, expect, it } from "@effect/vitest"
import { Effect, Layer } from "effect"
import Database from "libsql"
import { Entries, type Entry } from "../../src/closed/records/Entries.ts"
import * as Journal from "@amili-cases/accounting/Journal"
import { QuarantineLog } from "@amili-cases/export-engine/journal/QuarantineLog"
import { ExportedCounts } from "../../src/closed/records/ExportedCounts.ts"
import * as Layers from "../support/layers.ts"
import * as Folder from "../support/folder.ts"
import { statements } from "../support/statements.ts"
import * as World from "../support/world.ts"

const entry = (seq: number): Entry => ({
  caseId: seq.toString(16).padStart(24, "0"),
  revision: 0,
  serial: 1,
  seq,
  kind: "closed",
  corrects: undefined,
  closedAt: "2026-01-13T11:18:59.000Z",
  reason: "fully_paid",
  currency: "SEK",
  amount: "2050.00",
  creditorId: undefined,
  invoiceNumber: undefined,
  reference: undefined,
  claimed: "2050.00",
  registeredAt: undefined,
})

/** What a run costs: figures of `docs/performance.md` that no machine changes. */
describe("the journal", () => {
  it.scopedLive("takes one statement for 500 new cases, and one to look 500 up", () =>
    Effect.gen(function* () {
      const file = join(yield* Folder.temporary, "journal.db")
      const journal = Layer.provide(Journal.layer({ _tag: "File", path: file }), Layers.platform)
      const counts = yield* Effect.gen(function* () {
        const entries = yield* Entries
        const all = Array.from({ length: 2000 }, (_, index) => entry(index + 1))
        const ids = all.slice(0, 500).map(({ caseId }) => caseId)
        const added = yield* statements(entries.add("default", all))
        const looked = yield* statements(entries.latest("default", ids))
        return [added.length, looked.length]
      }).pipe(Effect.provide(journal))
      expect(counts).toEqual([4, 1])
    }),
  )

  it.scopedLive("looks cases and what was shown up by their keys, however much a profile has said", () =>
    Effect.gen(function* () {
      const file = join(yield* Folder.temporary, "journal.db")
      const journal = Layer.provide(Journal.layer({ _tag: "File", path: file }), Layers.platform)
      const asked = yield* Effect.gen(function* () {
        const entries = yield* Entries
        const log = yield* QuarantineLog
        const ids = Array.from({ length: 500 }, (_, index) => entry(index + 1).caseId)
        return yield* statements(
          Effect.all([
            entries.latest("default", ids),
            entries.latest("default", ids, 3),
            entries.between("default", "0", "9"),
            log.known("default", "closed", ids),
            log.known("default", "closed", ids, 3),
          ]),
        )
      }).pipe(Effect.provide(journal))
      const database = new Database(file)
      const plans = asked.flatMap((text) =>
        database.prepare(`EXPLAIN QUERY PLAN ${text}`).all(text.replaceAll(/[^?]/g, "").split("").map(String)),
      )
      expect(plans).toHaveLength(5)
      for (const plan of plans) {
        expect(plan).toMatchObject({
          detail: expect.stringMatching(
            /^SEARCH (entry USING PRIMARY KEY \(profile=\? AND case_id|quarantine USING INDEX quarantine_known \(.* AND fingerprint)/,
          ),
        })
      }
    }),
  )
})

describe("what a run adds to the cases that stand as exported", () => {
  it.scopedLive("is counted by creditor, however many stretches its entries are counted in", () =>
    Effect.gen(function* () {
      const file = join(yield* Folder.temporary, "journal.db")
      const journal = Layer.provide(Journal.layer({ _tag: "File", path: file }), Layers.platform)
      const totals = yield* Effect.gen(function* () {
        const entries = yield* Entries
        const counts = yield* ExportedCounts
        const all = Array.from({ length: 701 }, (_, index) => ({ ...entry(index + 1), creditorId: `c${index % 3}` }))
        yield* entries.add("default", all)
        yield* entries.add("default", [
          { ...entry(702), caseId: entry(1).caseId, revision: 1, kind: "reopened", corrects: 1, creditorId: "c0" },
        ])
        yield* counts.write("default", 1, 100)
        return yield* Effect.all([
          counts.total("default", []),
          ...["c0", "c1", "c2", "c3"].map((id) => counts.total("default", [id])),
        ])
      }).pipe(Effect.provide(journal))
      expect(totals).toEqual([700, 233, 234, 233, 0])
    }),
  )
})

describe("a closed run with nothing new", () => {
  it.scopedLive(
    "asks the server for its clock, puts two questions and compares a part, however many cases there are",
    () =>
      Effect.gen(function* () {
        const world = yield* World.make({ cases: 600 })
        yield* world.closed()
        world.time.now += 60_000
        const before = world.engine.served.length
        const outcome = yield* world.closed()
        expect(outcome.serial).toBe(undefined)
        const asked = world.engine.served.slice(before).filter(({ target }) => !target.startsWith("/authenticates"))
        expect(asked.length).toBeLessThanOrEqual(5)
      }),
  )
})
