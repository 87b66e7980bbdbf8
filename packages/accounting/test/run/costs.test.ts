import { statSync } from "node:fs"
import { join } from "node:path"
import * as Sandbox from "@amili-cases/test-fixtures/Sandbox"
import { describe, expect, it } from "@effect/vitest"
import { Effect, Layer } from "effect"
import * as Layers from "../support/layers.ts"
import { closedRun } from "../support/closedRun.ts"
import { failing } from "../support/failing.ts"
import * as Folder from "../support/folder.ts"
import { frozen } from "../support/frozen.ts"
import { statements } from "../support/statements.ts"

/** What the first export of a portfolio costs, counted. */
const costs = (cases: number) =>
  Effect.gen(function* () {
    const { engine, environment } = yield* Sandbox.start({ cases, seed: 7 }).pipe(Effect.withClock(frozen))
    const folder = yield* Folder.temporary
    const disk = failing("", -1)
    const sql = yield* statements(closedRun(environment, folder, Layer.merge(Layers.platform, disk.layer)))
    const calls = (...methods: ReadonlyArray<string>) => disk.calls.filter((call) => methods.includes(call)).length
    const bytes = (ending: RegExp) =>
      Folder.named(folder, "").reduce(
        (sum, name) => sum + (ending.test(name) ? statSync(join(folder, name)).size : 0),
        0,
      )
    return {
      rows: Folder.csv(folder, Folder.named(folder, "").find((name) => /\d\d\.csv$/.test(name)) ?? "").length,
      requests: engine.served.filter(({ target }) => !target.startsWith("/authenticates")).length,
      lookups: sql.filter((text) => text.startsWith("SELECT * FROM entry")).length,
      insertions: sql.filter((text) => text.startsWith("INSERT INTO entry")).length,
      // Without those that keep the lock: there is one every 15 seconds, which is a matter of the machine.
      statements: sql.filter((text) => !text.startsWith("UPDATE run_lock")).length,
      opens: calls("open"),
      writes: calls("write", "writeAll"),
      flushes: calls("sync"),
      names: calls("link", "rename"),
      csv: bytes(/\d\d\.csv$/),
      workbook: bytes(/\.xlsx$/),
      raw: bytes(/\.gz$/),
    }
  })

/** Figures of `docs/performance.md` that no machine changes. */
describe("the first export of a portfolio", () => {
  it.scopedLive("costs so much for its rows, and the rest only once", () =>
    Effect.gen(function* () {
      const few = yield* costs(1000)
      const many = yield* costs(3000)
      const more = (key: keyof typeof few) => many[key] - few[key]
      const rows = more("rows")
      expect(rows).toBeGreaterThan(1500)
      // A page is 100 rows; every tenth asks where the next stretch begins; the groups are counted.
      expect(many.requests).toBeLessThanOrEqual((many.rows / 100) * 1.1 + 12)
      // A batch is 500 documents, some of which are no rows.
      expect(many.lookups).toBeLessThanOrEqual(Math.ceil(many.rows / 500) + 1)
      expect(many.insertions).toBe(Math.ceil(many.rows / 500))
      expect(more("statements")).toBe(more("lookups") + more("insertions"))
      expect([more("opens"), more("flushes"), more("names")]).toEqual([0, 0, 0])
      // Each file once, the folder twice.
      expect(many.flushes).toBe(many.names + 2)
      // 256 KiB of CSV, 1 MiB of raw documents and of a sheet's XML are written at a time.
      expect(more("writes")).toBeLessThanOrEqual(8)
      expect(more("csv") / rows).toBeLessThan(260)
      expect(more("workbook") / rows).toBeLessThan(140)
      expect(more("raw") / rows).toBeLessThan(110)
    }),
  )
})
