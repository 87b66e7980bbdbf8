import { readFileSync } from "node:fs"
import * as XLSX from "@e965/xlsx"
import { CreditorId } from "@amili-cases/core/Creditor"
import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import * as World from "../support/world.ts"

const idOf = (row: Readonly<Record<string, string>> | undefined): string => row?.["case_id"] ?? "none"

/** Requests for cases since some request. */
const askedSince = (
  world: { readonly engine: { readonly served: ReadonlyArray<{ target: string }> } },
  before: number,
) => world.engine.served.slice(before).filter(({ target }) => !target.startsWith("/authenticates")).length

describe("a closed run that counts", () => {
  it.scopedLive("finds a case that closed with an old date and an old date of change, which no question finds", () =>
    Effect.gen(function* () {
      const world = yield* World.make()
      const first = yield* world.closed()
      const [open] = world.rows((yield* world.open()).files, ".csv")
      const longAgo = world.time.now - 90 * World.day
      world.engine.close(idOf(open), longAgo, { date: new Date(longAgo), reason: "fully_paid" })
      world.time.now += World.day
      const second = yield* world.closed({ settings: { ...world.settings, formats: ["csv", "xlsx"] } })
      expect(world.rows(second.files, ".csv").map(idOf)).toEqual([idOf(open)])
      const { api = 0, exported = 0 } = first.completeness ?? {}
      expect(second.completeness).toMatchObject({ api: api + 1, exported: exported + 1, readAll: true })
      expect(second.warnings).toEqual([])
      const book = XLSX.read(readFileSync(second.files.find((file) => file.endsWith(".xlsx")) ?? ""))
      const summary = XLSX.utils.sheet_to_json(book.Sheets["Summary"] ?? {}, { header: 1 })
      expect(summary).toContainEqual(["Closed cases at Amili", undefined, api + 1])
      expect(summary).toContainEqual(["Exported by this and earlier runs", undefined, exported + 1])
      expect(summary).toContainEqual(["Difference", undefined, 0])
    }),
  )

  it.scopedLive(
    "agrees after cases closed, opened again, closed again and changed, and then reads no more than it must",
    () =>
      Effect.gen(function* () {
        const world = yield* World.make({ cases: 600 })
        const rows = world.rows((yield* world.closed()).files, ".csv")
        const open = world.rows((yield* world.open()).files, ".csv")
        const steps = [
          () => open.slice(0, 5).map((row) => world.engine.close(idOf(row), world.time.now, { reason: "credit" })),
          () => rows.slice(0, 4).map((row) => world.engine.reopen(idOf(row), world.time.now)),
          () => rows.slice(0, 2).map((row) => world.engine.close(idOf(row), world.time.now, { reason: "credit" })),
          () => [world.engine.change(idOf(rows[9]), world.time.now, { total_remaining_capital_amount: 1 })],
          () => [],
        ]
        for (const step of steps) {
          world.time.now += World.day
          step()
          world.time.now += World.day
          const before = world.engine.served.length
          const { completeness, serial } = yield* world.closed()
          expect(completeness).toMatchObject({ difference: 0, readAll: false })
          // One more when there is something to export: whose credentials they are. Two compare a part of the cases.
          expect(askedSince(world, before)).toBeLessThanOrEqual(serial === undefined ? 5 : 6)
        }
      }),
  )

  it.scopedLive("corrects a case that opened again with an old date of change", () =>
    Effect.gen(function* () {
      const world = yield* World.make()
      const rows = world.rows((yield* world.closed()).files, ".csv")
      world.time.now += 30 * World.day
      yield* world.closed()
      world.engine.reopen(idOf(rows[3]), world.time.now - 20 * World.day)
      world.engine.cases.remove(idOf(rows[4]))
      world.time.now += World.day
      const third = yield* world.closed()
      expect(world.rows(third.files, "-corrections.csv").map((row) => [idOf(row), row["change"]])).toEqual([
        [idOf(rows[3]), "reopened"],
      ])
      expect(third).toMatchObject({ serial: 2, completeness: { difference: -1, readAll: true } })
      expect(third.warnings.map(({ en }) => en)).toEqual([expect.stringMatching(/^the API counts 1 closed case fewer/)])
    }),
  )

  it.scopedLive("says that exported cases are gone, and does not read everything again for them", () =>
    Effect.gen(function* () {
      const world = yield* World.make()
      const rows = world.rows((yield* world.closed()).files, ".csv")
      for (const row of rows.slice(0, 2)) world.engine.cases.remove(idOf(row))
      world.time.now += World.day
      const second = yield* world.closed()
      expect(second).toMatchObject({ serial: undefined, completeness: { difference: -2, readAll: true } })
      expect(second.warnings.map(({ en }) => en)).toEqual([
        'the API counts 2 closed cases fewer than exported: "amili-export verify --api" names them',
      ])
      world.time.now += World.day
      const before = world.engine.served.length
      expect(yield* world.closed()).toMatchObject({
        warnings: [{ en: expect.stringMatching(/^the API has 2 cases such as /) }],
        completeness: { readAll: false },
      })
      expect(askedSince(world, before)).toBeLessThanOrEqual(6)
    }),
  )

  it.scopedLive("counts for the creditors it is limited to", () =>
    Effect.gen(function* () {
      const world = yield* World.make({ cases: 400 })
      const all = world.rows((yield* world.closed()).files, ".csv")
      const creditor = CreditorId.make(all[0]?.["creditor_id"] ?? "")
      const own = all.filter((row) => row["creditor_id"] === creditor).length
      world.time.now += World.day
      expect(yield* world.closed({ creditors: [creditor] })).toMatchObject({
        serial: undefined,
        completeness: { api: own, exported: own, difference: 0, readAll: false },
      })
    }),
  )

  it.scopedLive("goes without where the API gives no totals", () =>
    Effect.gen(function* () {
      const world = yield* World.make({ noTotals: true })
      expect((yield* world.closed()).completeness).toBe(undefined)
      world.time.now += World.day
      expect(yield* world.closed()).toMatchObject({ serial: undefined, completeness: undefined })
    }),
  )
})
