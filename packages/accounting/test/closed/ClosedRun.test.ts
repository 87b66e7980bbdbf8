import * as CalendarDay from "@amili-cases/core/CalendarDay"
import { CreditorId } from "@amili-cases/core/Creditor"
import { describe, expect, it } from "@effect/vitest"
import { DateTime, Effect, Schema } from "effect"
import { Entries } from "../../src/closed/records/Entries.ts"
import * as World from "../support/world.ts"

const idOf = (row: Readonly<Record<string, string>> | undefined): string => row?.["case_id"] ?? "none"

describe("a closed run", () => {
  it.scopedLive("takes every closed case once, then only what is new", () =>
    Effect.gen(function* () {
      const world = yield* World.make()
      const first = yield* world.closed()
      const closedAtFirst = world.engine.cases.changes.length
      expect(first.serial).toBe(1)
      expect(first.counts.closed).toBeGreaterThan(20)
      expect(closedAtFirst).toBe(0)

      world.time.now += World.day
      expect(yield* world.closed()).toMatchObject({ serial: undefined, files: [] })

      const [open] = world.rows((yield* world.open()).files, ".csv")
      world.engine.close(idOf(open), world.time.now, { reason: "bankruptcy" })
      world.time.now += World.day
      const second = yield* world.closed()
      expect(second).toMatchObject({ serial: 2, counts: { closed: 1, corrections: 0 } })
      expect(world.rows(second.files, ".csv").map(idOf)).toEqual([idOf(open)])
    }),
  )

  it.scopedLive("finds a case that turns up with a close date long before the window", () =>
    Effect.gen(function* () {
      const world = yield* World.make()
      yield* world.closed()
      const [open] = world.rows((yield* world.open()).files, ".csv")
      world.time.now += World.day
      world.engine.close(idOf(open), world.time.now, {
        date: new Date(world.time.now - 90 * World.day),
        reason: "credit",
      })
      world.time.now += World.day
      const second = yield* world.closed()
      expect(world.rows(second.files, ".csv").map(idOf)).toEqual([idOf(open)])
    }),
  )

  it.scopedLive("leaves a case that closes within the settle time to the next run", () =>
    Effect.gen(function* () {
      const world = yield* World.make()
      yield* world.closed()
      const [open] = world.rows((yield* world.open()).files, ".csv")
      world.time.now += World.day
      world.engine.close(idOf(open), world.time.now - 30_000, { reason: "credit" })
      expect(yield* world.closed()).toMatchObject({ serial: undefined, counts: { later: 1 } })
      world.time.now += World.day
      expect(yield* world.closed()).toMatchObject({ serial: 2, counts: { closed: 1 } })
    }),
  )

  it.scopedLive("corrects what it exported, naming the run, and never edits it", () =>
    Effect.gen(function* () {
      const world = yield* World.make()
      const first = yield* world.closed()
      const [a, b, c] = world.rows(first.files, ".csv").filter((row) => row["settlement_class"] !== "unclassified")
      const correctionsOf = (files: ReadonlyArray<string>) =>
        world
          .rows(files, "-corrections.csv")
          .map((row) => `${row["change"]} ${idOf(row)} of run ${row["corrects_run"]}`)

      world.time.now += 100 * World.day
      world.engine.change(idOf(a), world.time.now, { total_remaining_capital_amount: 12.345 })
      world.engine.reopen(idOf(b), world.time.now)
      world.engine.reopen(idOf(c), world.time.now, true)
      world.time.now += World.day
      const second = yield* world.closed()
      expect(second.counts).toMatchObject({ closed: 0, corrections: 3 })
      expect(new Set(correctionsOf(second.files))).toEqual(
        new Set([`changed ${idOf(a)} of run 1`, `reopened ${idOf(b)} of run 1`, `reopened ${idOf(c)} of run 1`]),
      )
      const corrected = world.rows(second.files, "-corrections.csv").find((row) => idOf(row) === idOf(a))
      expect(corrected).toMatchObject({
        remaining_capital: "12.35",
        previous_remaining_capital: a?.["remaining_capital"],
      })

      world.time.now += World.day
      expect(yield* world.closed()).toMatchObject({ serial: undefined })

      world.engine.close(idOf(b), world.time.now, { reason: "credit" })
      world.time.now += World.day
      const third = yield* world.closed()
      expect(third.counts).toMatchObject({ closed: 0, corrections: 1 })
      expect(correctionsOf(third.files)).toEqual([`closed_again ${idOf(b)} of run 2`])
    }),
  )

  it.scopedLive("takes a case that could not be read as soon as it can be read, though nothing has changed", () =>
    Effect.gen(function* () {
      const world = yield* World.make()
      const reference = yield* World.make()
      const all = world.rows((yield* reference.closed()).files, ".csv").map(idOf)
      world.engine.faults.add({ kind: "nan", probability: 1, times: 6 })
      const first = yield* world.closed()
      const unread = world.rows(first.files, "-quarantine.csv").filter((row) => row["problem"] === "undecodable")
      expect(unread.length).toBeGreaterThan(0)
      world.time.now += 100 * World.day
      const second = yield* world.closed()
      expect(world.rows(second.files, ".csv").map(idOf)).toEqual(unread.map(idOf).toSorted())
      const exported = [first, second].flatMap(({ files }) => world.rows(files.slice(0, 1), ".csv").map(idOf))
      expect(exported.toSorted()).toEqual(all.toSorted())
    }),
  )

  it.scopedLive("keeps cases closed before --start out, for good", () =>
    Effect.gen(function* () {
      const world = yield* World.make()
      const start = CalendarDay.startOf(CalendarDay.addDays(CalendarDay.of(DateTime.unsafeMake(world.time.now)), -60))
      const first = yield* world.closed({ start })
      const dates = world.rows(first.files, ".csv").map((row) => row["closed_on"] ?? "")
      expect(dates.length).toBeGreaterThan(0)
      expect(dates.every((date) => date >= CalendarDay.of(start))).toBe(true)
      const all = yield* (yield* World.make()).closed()
      const old = world.rows(all.files, ".csv").find((row) => (row["closed_on"] ?? "") < CalendarDay.of(start))
      world.time.now += World.day
      world.engine.change(idOf(old), world.time.now, { status: "touched" })
      world.time.now += World.day
      expect(yield* world.closed()).toMatchObject({ serial: undefined })
    }),
  )

  it.scopedLive("does not let the memory of one creditor stand for all", () =>
    Effect.gen(function* () {
      const world = yield* World.make()
      const reference = yield* World.make()
      const all = world.rows((yield* reference.closed()).files, ".csv")
      const one = yield* Schema.decodeUnknown(CreditorId)(all[0]?.["creditor_id"])
      const first = yield* world.closed({ creditors: [one] })
      const second = yield* world.closed()
      const exported = [first, second].map(({ files }) => world.rows(files, ".csv").map(idOf))
      expect(exported[0]).toEqual(all.filter((row) => row["creditor_id"] === one).map(idOf))
      expect(exported.flat().toSorted()).toEqual(all.map(idOf).toSorted())
    }),
  )

  it.scopedLive("corrects what was exported for one creditor, however late the first run for all comes", () =>
    Effect.gen(function* () {
      const world = yield* World.make()
      const [row] = world.rows((yield* (yield* World.make()).closed()).files, ".csv")
      const one = yield* Schema.decodeUnknown(CreditorId)(row?.["creditor_id"])
      yield* world.closed({ creditors: [one] })
      world.time.now += World.day
      world.engine.reopen(idOf(row), world.time.now)
      world.time.now += 100 * World.day
      const second = yield* world.closed()
      const corrections = world.rows(second.files, "-corrections.csv")
      expect(corrections.map((line) => [line["change"], idOf(line)])).toEqual([["reopened", idOf(row)]])
      // It is open: what was exported of it has a class, and it has none now.
      expect(corrections).toMatchObject([
        { outcome: "", settlement_class: "", previous_settlement_class: row?.["settlement_class"] },
      ])
    }),
  )

  it.scopedLive("corrects a claim that has changed only together with what is booked", () =>
    Effect.gen(function* () {
      const world = yield* World.make()
      const first = yield* world.closed()
      const row = world.rows(first.files, ".csv").find((line) => line["remaining_capital"] !== "")
      const change = (fields: Parameters<typeof world.engine.change>[2]) => {
        world.time.now += World.day
        world.engine.change(idOf(row), world.time.now, fields)
        world.time.now += World.day
      }
      change({ debt: { invoice_number: row?.["invoice_number"] ?? "", capital_to_claim: 4321 } })
      expect(yield* world.closed()).toMatchObject({ serial: undefined })
      change({ total_remaining_capital_amount: 1234.5 })
      const corrections = world.rows((yield* world.closed()).files, "-corrections.csv")
      expect(corrections).toMatchObject([{ case_id: idOf(row), claimed_capital: "4321.00", reduced: "3086.50" }])
      const claimed = yield* Effect.provide(
        Effect.flatMap(Entries, (entries) => entries.history("default", idOf(row))),
        world.layer,
      )
      expect(claimed.map((entry) => entry.claimed)).toEqual([row?.["claimed_capital"], "4321.00"])
    }),
  )
})
