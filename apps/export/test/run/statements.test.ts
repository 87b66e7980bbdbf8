import { join } from "node:path"
import { describe, expect, it } from "@effect/vitest"
import { Effect, Layer, Tracer } from "effect"
import { Entries, type Entry } from "../../src/journal/Entries.ts"
import * as JournalDatabase from "../../src/journal/JournalDatabase.ts"
import * as Layers from "../../src/Layers.ts"
import * as Folder from "../support/folder.ts"
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
})

/** How many SQL statements the effect has the database run, by their spans. */
const statements = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
  Effect.flatMap(Effect.tracer, (native) => {
    let count = 0
    const counting = Tracer.make({
      span: (name, ...rest) => {
        if (name === "sql.execute") count += 1
        return native.span(name, ...rest)
      },
      context: (run, fiber) => native.context(run, fiber),
    })
    return Effect.map(Effect.withTracer(effect, counting), () => count)
  })

/** What a run costs: figures of `docs/performance.md` that no machine changes. */
describe("the journal", () => {
  it.scopedLive("takes one statement for 500 new cases, and one to look 500 up", () =>
    Effect.gen(function* () {
      const file = join(yield* Folder.temporary, "journal.db")
      const journal = Layer.provide(JournalDatabase.layer({ _tag: "File", path: file }), Layers.platform)
      const counts = yield* Effect.gen(function* () {
        const entries = yield* Entries
        const all = Array.from({ length: 2000 }, (_, index) => entry(index + 1))
        const ids = all.slice(0, 500).map(({ caseId }) => caseId)
        return [yield* statements(entries.add("default", all)), yield* statements(entries.latest("default", ids))]
      }).pipe(Effect.provide(journal))
      expect(counts).toEqual([4, 1])
    }),
  )
})

describe("a closed run with nothing new", () => {
  it.scopedLive("asks the server for its clock and puts two questions, however many cases there are", () =>
    Effect.gen(function* () {
      const world = yield* World.make({ cases: 600 })
      yield* world.closed()
      world.time.now += 60_000
      const before = world.engine.served.length
      const outcome = yield* world.closed()
      expect(outcome.serial).toBe(undefined)
      const asked = world.engine.served.slice(before).filter(({ target }) => !target.startsWith("/authenticates"))
      expect(asked.length).toBe(3)
    }),
  )
})
