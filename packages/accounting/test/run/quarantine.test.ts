import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { read, tableOf } from "../support/workbook.ts"
import * as World from "../support/world.ts"

const idOf = (row: Readonly<Record<string, string>> | undefined): string => row?.["case_id"] ?? "none"

/** A world with a first run behind it, and the ids of a few exported and open cases. */
const begun = Effect.gen(function* () {
  const world = yield* World.make({ cases: 120 })
  const settings = { ...world.settings, formats: ["csv", "xlsx"] }
  const closed = world.rows((yield* world.closed({ settings })).files, ".csv")
  const exported = closed.filter((row) => row["settlement_class"] !== "unclassified")
  const open = world.rows((yield* world.open()).files, ".csv")
  world.time.now += World.day
  /** The next run, a day later. */
  const next = Effect.gen(function* () {
    world.time.now += World.day
    const run = yield* world.closed({ settings })
    const book = run.files.find((file) => file.endsWith(".xlsx"))
    return {
      ...run,
      corrections: world.rows(run.files, "-corrections.csv"),
      quarantine: world.rows(run.files, "-quarantine.csv"),
      sheet: book === undefined ? [] : tableOf(read(book), "Quarantine").slice(1),
    }
  })
  return { world, exported, open, next }
})

describe("an exported case", () => {
  it.scopedLive("that loses its close date is a correction, and in the quarantine, once", () =>
    Effect.gen(function* () {
      const { exported, next, world } = yield* begun
      world.engine.change(idOf(exported[0]), world.time.now, {
        closed: { reason: exported[0]?.["close_reason"] ?? "" },
      })
      const second = yield* next
      expect(second.counts).toMatchObject({ corrections: 1, quarantined: 1 })
      expect(second.quarantine.map((row) => [row["problem"], idOf(row)])).toEqual([["undated", idOf(exported[0])]])
      const before = second.completeness
      for (const _ of [1, 2]) {
        const later = yield* next
        expect(later).toMatchObject({ serial: undefined, counts: { quarantined: 0, waiting: 1 } })
        expect(later.completeness).toMatchObject({ undated: before?.undated, difference: before?.difference })
      }
    }),
  )

  it.scopedLive("that gets a reason nobody knows is on the sheet of the quarantine as in its file", () =>
    Effect.gen(function* () {
      const { exported, next, world } = yield* begun
      const closed = { close_date: new Date(world.time.now - 60_000), reason: "prescribed" }
      world.engine.change(idOf(exported[0]), world.time.now, { closed })
      const { quarantine, sheet } = yield* next
      expect(quarantine.map((row) => [row["problem"], idOf(row)])).toEqual([
        ["unclassified_correction", idOf(exported[0])],
      ])
      expect(sheet.map((row) => row.slice(0, 3))).toEqual(
        quarantine.map((row) => [row["case_id"], row["problem"], row["detail"]]),
      )
    }),
  )

  it.scopedLive("that closed at another hour of the same day is not corrected: nothing that is shown has changed", () =>
    Effect.gen(function* () {
      const { next, open, world } = yield* begun
      const noon = new Date("2026-02-02T11:00:00Z")
      world.engine.close(idOf(open[0]), world.time.now, { date: noon, reason: "credit" })
      expect(yield* next).toMatchObject({ serial: 2 })
      const later = { close_date: new Date("2026-02-02T12:30:00Z"), reason: "credit" }
      world.engine.change(idOf(open[0]), world.time.now, { closed: later })
      expect(yield* next).toMatchObject({ serial: undefined })
      // Half past eleven in the evening, UTC, is the next day in Stockholm.
      world.engine.change(idOf(open[0]), world.time.now, {
        closed: { ...later, close_date: new Date("2026-02-02T23:30:00Z") },
      })
      expect((yield* next).corrections.map((row) => [row["previous_closed_on"], row["closed_on"]])).toEqual([
        ["2026-02-02", "2026-02-03"],
      ])
    }),
  )

  it.scopedLive("that is in another currency shows both in the correction", () =>
    Effect.gen(function* () {
      const { exported, next, world } = yield* begun
      world.engine.change(idOf(exported[0]), world.time.now, { currency: "USD" })
      expect((yield* next).corrections.map((row) => [row["previous_currency"], row["currency"]])).toEqual([
        [exported[0]?.["currency"], "USD"],
      ])
    }),
  )
})

describe("a case that needs a person", () => {
  it.scopedLive("is shown with every field that can be read of its document", () =>
    Effect.gen(function* () {
      const { exported, next, open, world } = yield* begun
      const [broken, dateless] = [open[0], exported[0]]
      world.engine.close(idOf(broken), world.time.now, { reason: "credit" })
      world.engine.change(idOf(broken), world.time.now, { total_remaining_capital_amount: "1 500,50" })
      const debt = { invoice_number: "F-17", invoice_date: "yesterday" }
      world.engine.change(idOf(dateless), world.time.now, { debt })
      const { quarantine, sheet } = yield* next
      const shown = new Map(quarantine.map((row) => [idOf(row), row]))
      expect(shown.get(idOf(broken))).toMatchObject({
        problem: "undecodable",
        invoice_number: broken?.["invoice_number"],
        reference: broken?.["reference"],
        creditor: broken?.["creditor"],
        creditor_id: broken?.["creditor_id"],
        close_reason: "credit",
        settlement_class: "credit_or_cancel",
        remaining_capital: "",
        link: broken?.["link"],
      })
      expect(shown.get(idOf(dateless))).toMatchObject({
        problem: "undecodable",
        invoice_number: "F-17",
        remaining_capital: dateless?.["remaining_capital"],
      })
      expect(sheet.length).toBe(2)
    }),
  )

  it.scopedLive("is told once, whatever is asked of debtors", () =>
    Effect.gen(function* () {
      const { next, open, world } = yield* begun
      world.engine.close(idOf(open[0]), world.time.now, { reason: "credit" })
      world.engine.change(idOf(open[0]), world.time.now, { total_remaining_capital_amount: "much" })
      expect((yield* next).quarantine.length).toBe(1)
      for (const privacy of ["full", "masked", "none"] as const) {
        world.time.now += World.day
        const again = yield* world.closed({ settings: { ...world.settings, privacy } })
        expect(again).toMatchObject({ serial: undefined, counts: { quarantined: 0, waiting: expect.any(Number) } })
      }
    }),
  )

  it.scopedLive.each([{ noTotals: false }, { noTotals: true }])(
    "is one closed in a year far ahead: told once with its id, and exported when its day has come (%o)",
    (server) =>
      Effect.gen(function* () {
        const world = yield* World.make({ cases: 60, ...server })
        const [open] = world.rows((yield* world.open()).files, ".csv")
        yield* world.closed()
        world.time.now += World.day
        world.engine.close(idOf(open), world.time.now, { date: new Date("2206-01-04T10:00:00Z"), reason: "credit" })
        world.time.now += World.day
        const second = yield* world.closed()
        expect(second.counts).toMatchObject({ closed: 0, quarantined: 1 })
        expect(world.rows(second.files, "-quarantine.csv")).toEqual([
          expect.objectContaining({ problem: "future", case_id: idOf(open), closed_on: "2206-01-04" }),
        ])
        world.time.now += 40 * World.day
        const before = world.engine.served.length
        expect(yield* world.closed()).toMatchObject({ serial: undefined, counts: { waiting: 1 } })
        expect(world.engine.served.length - before).toBeLessThan(7)
        world.time.now = Date.parse("2206-01-05T10:00:00Z")
        expect(yield* world.closed()).toMatchObject({ counts: { closed: 1 } })
      }),
  )
})
