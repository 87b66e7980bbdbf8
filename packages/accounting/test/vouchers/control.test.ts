/** Vouchers in the reconciliation of a month: what they book (C7), what became of what was approved (C8), what waits. */
import { readFileSync } from "node:fs"
import type { Control } from "@amili-cases/accounting/reconcile/stand/Summary"
import { SqlClient } from "@effect/sql/SqlClient"
import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { parse } from "../support/page.ts"
import { day } from "./support/books.ts"
import * as World from "./support/world.ts"

const dayMillis = 86_400_000

const reconciled = (world: World.World, month: string, asOf?: string) =>
  world.alone(world.reconcile(month, { online: false, asOf: asOf === undefined ? undefined : day(asOf) }))

const control = (id: Control["id"], world: World.World, month: string) =>
  Effect.map(reconciled(world, month), ({ summary }) => summary.controls.find((one) => one.id === id))

describe("C7", () => {
  it.live("holds while lines change, waits for what is not booked, and fails where a voucher says something else", () =>
    Effect.gen(function* () {
      const world = yield* World.make({ cases: 40, seed: 4, unkind: 1, now: "2026-02-10" })
      const c7 = control("C7", world, "2026-02")
      yield* world.alone(world.exportAll)
      expect(yield* c7).toMatchObject({ outcome: "not_compared", en: "no vouchers" })
      for (let round = 0; round < 3; round++) {
        yield* world.draft("2026-12")
        yield* world.approve("all")
        yield* world.emit()
        const booked = yield* c7
        expect(booked).toMatchObject({ outcome: "holds" })
        const [krona] = booked?.sides.filter(({ currency }) => currency === "SEK") ?? []
        expect(krona?.left).not.toBe(0n)
        world.clock.now += 5 * dayMillis
        // What has become of lines since is not booked yet.
        yield* world.alone(world.exportAll)
        expect(yield* c7).toMatchObject({ outcome: "holds" })
      }
      yield* world.alone(
        Effect.flatMap(
          SqlClient,
          (sql) => sql`UPDATE voucher_posting SET amount = '1' WHERE kind = 'line' AND account = '1685'
            AND part = 'entry' AND event = 0`,
        ),
      )
      expect(yield* c7).toMatchObject({ outcome: "fails" })
    }).pipe(Effect.scoped),
  )
})

describe("C8", () => {
  const changed = (world: World.World, statement: string) =>
    world.alone(Effect.flatMap(SqlClient, (sql) => sql.unsafe(statement)))

  it.live("holds through approval, emission, withdrawal and reversal, and fails where one of them left no trace", () =>
    Effect.gen(function* () {
      const world = yield* World.make({ cases: 25, seed: 4, unkind: 1, now: "2026-02-20" })
      const c8 = control("C8", world, "2026-02")
      yield* world.alone(world.exportAll)
      expect(yield* c8).toMatchObject({ outcome: "not_compared", en: "no vouchers" })
      const { vouchers } = yield* world.draft("2026-02")
      expect(yield* c8).toMatchObject({ outcome: "not_compared" })
      const [first, second, third] = vouchers
      if (first === undefined || second === undefined || third === undefined) throw new Error("too few vouchers")
      yield* world.approve("all")
      const count = BigInt(vouchers.length)
      const all = yield* c8
      expect(all).toMatchObject({ outcome: "holds", en: expect.stringContaining(`waiting (${count})`) })
      expect(all?.sides).toContainEqual({ currency: "", left: count, right: count })
      expect(all?.sides.some(({ currency, left }) => currency === "SEK" && left > 0n)).toBe(true)

      yield* world.reverse(first.id, false)
      const emitted = count - 1n
      expect((yield* c8)?.sides).toContainEqual({ currency: "", left: emitted, right: emitted })
      yield* world.emit()
      yield* world.reverse(second.id, false)
      expect(yield* c8).toMatchObject({
        outcome: "holds",
        en: expect.stringContaining(`manifests (${emitted}) + approved and waiting (1)`),
      })

      const fails = (statement: string, back: string) =>
        Effect.gen(function* () {
          yield* changed(world, statement)
          expect([statement, (yield* c8)?.outcome]).toEqual([statement, "fails"])
          yield* changed(world, back)
          expect((yield* c8)?.outcome).toBe("holds")
        })
      yield* fails(
        `UPDATE voucher_decision SET what = 'loss' WHERE voucher_id = '${third.id}'`,
        `UPDATE voucher_decision SET what = 'approve' WHERE voucher_id = '${third.id}'`,
      )
      yield* fails(
        `UPDATE voucher_posting SET amount = REPLACE(amount, '00', '01') WHERE voucher_id = '${third.id}'`,
        `UPDATE voucher_posting SET amount = REPLACE(amount, '01', '00') WHERE voucher_id = '${third.id}'`,
      )
      yield* fails(
        `UPDATE voucher_emission SET serial = 9 WHERE voucher_id = '${third.id}'`,
        `UPDATE voucher_emission SET serial = 1 WHERE voucher_id = '${third.id}'`,
      )
    }).pipe(Effect.scoped),
  )
})

describe("the reconciliation of a month", () => {
  it.live("shows what is drafted, approved, emitted and waiting, and what needs a decision, with amounts", () =>
    Effect.gen(function* () {
      const world = yield* World.make({ cases: 25, seed: 4, unkind: 1, now: "2026-02-20" })
      yield* world.alone(world.exportAll)
      expect((yield* reconciled(world, "2026-02")).summary.vouchers).toBe(undefined)
      world.clock.now += 2 * dayMillis
      const { questions, vouchers } = yield* world.draft("2026-02")
      const early = vouchers.find(({ date }) => date < "2026-02-01")
      const late = vouchers.find(({ date }) => date >= "2026-02-01")
      if (early === undefined || late === undefined) throw new Error("no vouchers of both months")
      const debit = (of: typeof vouchers) =>
        of
          .flatMap(({ shares }) => shares.flatMap(({ postings }) => postings))
          .reduce((sum, { amount }) => (amount > 0n ? sum + amount : sum), 0n)
      const total = (state: string, of: typeof vouchers) => ({
        state,
        currency: "SEK",
        vouchers: of.length,
        amount: debit(of),
      })
      const drafted = yield* reconciled(world, "2026-02")
      expect(drafted.summary.vouchers?.totals).toEqual([total("drafted", vouchers)])
      const asked = drafted.summary.vouchers?.questions ?? []
      expect(asked.reduce((sum, one) => sum + one.questions, 0)).toBe(questions.length)
      expect(asked.map(({ cause }) => cause)).toContain("loss")

      yield* world.approve([early.id, late.id])
      const left = vouchers.filter(({ id }) => id !== early.id && id !== late.id)
      expect((yield* reconciled(world, "2026-02")).summary.vouchers?.totals).toEqual([
        total("drafted", left),
        total("waiting", [late]),
        total("waiting_before", [early]),
      ])
      yield* world.emit()
      const emitted = yield* reconciled(world, "2026-02")
      expect(emitted.summary.vouchers?.totals).toEqual([total("drafted", left), total("emitted", [late])])
      const report = parse(
        readFileSync(emitted.files.find((file) => file.endsWith(".html")) ?? "", "utf8"),
      ).text.replaceAll(/\s+/g, " ")
      expect(report).toContain(`DraftsNobody has approved them yet${left.length}`)
      // Of an earlier month, what has become of it since; of an earlier day, what was known then.
      expect((yield* reconciled(world, "2026-01")).summary.vouchers?.totals).toContainEqual(total("emitted", [early]))
      expect((yield* reconciled(world, "2026-02", "2026-02-21")).summary.vouchers).toBe(undefined)
    }).pipe(Effect.scoped),
  )
})
