import { LineEvents } from "@amili-cases/accounting/payouts/journal/LineEvents"
import { type Document, Float, ObjectId } from "@amili-cases/test-fixtures/Document"
import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import * as Folder from "../support/folder.ts"
import * as World from "./support/world.ts"

const day = 86_400_000

/** A world whose lines and payouts are as old as they can be, exported once. */
const exported = Effect.gen(function* () {
  const world = yield* World.make({ cases: 40, seed: 4, now: "2026-03-05" })
  yield* world.run()
  const lines = world.engine.resources.get("finance--payout-specifications")
  const payouts = world.engine.resources.get("finance--payouts")
  if (lines === undefined || payouts === undefined) return yield* Effect.die("no finance side")
  /** The first line, changed several days before now, for which something holds. */
  const lineThat = (holds: (line: Document) => boolean) => {
    for (let row = 0; ; row++) {
      const line = lines.document(row)
      if (line === undefined) throw new Error("there is no such line")
      const updated = line["_updated"]
      if (updated instanceof Date && updated.getTime() < world.clock.now - 3 * day && holds(line)) return line
    }
  }
  /** The events of the next run, in its order, each with its line. */
  const next = Effect.gen(function* () {
    yield* world.run()
    const name = Folder.named(world.out, ".csv").find((one) => /^payouts-000002-[\d-]+\.csv$/.test(one))
    return name === undefined ? [] : Folder.csv(world.out, name).map((row) => [row["event"], row["line_id"]])
  })
  return { world, lines, payouts, lineThat, next }
})

const idOf = ({ _id: id }: Document): string => (id instanceof ObjectId ? id.hex : "")

const isPaidBefore = (instant: number) => (line: Document) =>
  line["payout_date"] instanceof Date && line["payout_date"].getTime() < instant

describe("a run over payouts", () => {
  it.live("sees that a line has got a payout although its date of change stays", () =>
    Effect.gen(function* () {
      const { lineThat, lines, next, world } = yield* exported
      const waiting = lineThat((line) => line["payout_date"] === undefined)
      lines.put({ ...waiting, payout_date: new Date(world.clock.now - 2 * day), payout_reference: "P" })
      expect(yield* next).toEqual([["paid_out", idOf(waiting)]])
    }).pipe(Effect.scoped),
  )

  it.live("sees that a paid line has moved to a new payout although its date of change stays", () =>
    Effect.gen(function* () {
      const { lineThat, lines, next, payouts, world } = yield* exported
      const paid = lineThat(isPaidBefore(world.clock.now - 2 * day))
      const id = new ObjectId("f".repeat(24))
      const like = payouts.document(0)
      payouts.put({ ...like, _id: id, _updated: new Date(world.clock.now) })
      lines.put({ ...paid, payout: id })
      expect(yield* next).toEqual([
        ["reversed", idOf(paid)],
        ["paid_out", idOf(paid)],
      ])
    }).pipe(Effect.scoped),
  )

  it.live("takes the lines of a payout that was taken back for unpaid, whatever they say themselves", () =>
    Effect.gen(function* () {
      const { lineThat, next, payouts, world } = yield* exported
      const paid = lineThat(isPaidBefore(world.clock.now - 2 * day))
      const row = paid["payout"] instanceof ObjectId ? payouts.row(paid["payout"].hex) : undefined
      payouts.put({ ...payouts.document(row ?? -1), status: "reversed", _updated: new Date(world.clock.now) })
      const events = yield* next
      expect(events).toContainEqual(["reversed", idOf(paid)])
      const held = yield* world.alone(Effect.flatMap(LineEvents, (one) => one.byIds("default", [idOf(paid)], latest)))
      expect(held.get(idOf(paid))?.state).toBe("waiting")
    }).pipe(Effect.scoped),
  )

  it.live("sees that a line has lost the payout that was taken back although its date of change stays", () =>
    Effect.gen(function* () {
      const { lineThat, lines, next, payouts, world } = yield* exported
      const paid = lineThat(isPaidBefore(world.clock.now - 2 * day))
      const row = paid["payout"] instanceof ObjectId ? payouts.row(paid["payout"].hex) : undefined
      payouts.put({ ...payouts.document(row ?? -1), status: "withdrawn", _updated: new Date(world.clock.now) })
      const { payout: _payout, payout_date: _date, payout_reference: _reference, ...released } = paid
      lines.put(released)
      expect(yield* next).toEqual([["reversed", idOf(paid)]])
    }).pipe(Effect.scoped),
  )

  it.live("finds a line with a low id that was added late, by counting", () =>
    Effect.gen(function* () {
      const { lineThat, lines, next } = yield* exported
      const old = lineThat(() => true)
      const low = "0".repeat(23) + "1"
      lines.put({
        ...old,
        _id: new ObjectId(low),
        amount: new Float(7),
        vat_amount: new Float(0),
        total_amount: new Float(7),
      })
      expect((yield* next)[0]).toEqual(["new", low])
    }).pipe(Effect.scoped),
  )

  it.live("says that a line is gone although nothing else tells, by counting", () =>
    Effect.gen(function* () {
      const { lineThat, lines, next, world } = yield* exported
      const paid = lineThat(isPaidBefore(world.clock.now - 2 * day))
      lines.remove(idOf(paid))
      expect(yield* next).toEqual([["gone", idOf(paid)]])
    }).pipe(Effect.scoped),
  )
})

const latest = { serial: 2 ** 31 - 1, seq: 0 }
