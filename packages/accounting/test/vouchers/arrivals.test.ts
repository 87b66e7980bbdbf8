/** A month with bank files, from the sandbox to SIE files: money on the bank is booked by vouchers, or by the bank feed. */
import { BankRecords } from "@amili-cases/accounting/reconcile/journal/BankRecords"
import * as Money from "@amili-cases/core/Money"
import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import * as Truth from "./support/truth.ts"
import * as World from "./support/world.ts"

const controls = new Set(["C4", "C7", "C8"])

const month = (bankArrivals: boolean) =>
  Effect.gen(function* () {
    const world = yield* World.make({ cases: 40, seed: 11, unkind: 0 })
    const books = World.companyIn({ bankArrivals })
    world.clock.now = Date.parse("2026-01-31T22:00:00Z")
    yield* world.alone(world.exportAll)
    yield* world.confirmPayers
    const bankFiles = world.bankFiles("2026-01")
    const outcomes = Effect.map(world.alone(world.reconcile("2026-01", { bankFiles, online: false })), ({ summary }) =>
      summary.controls.flatMap(({ id, outcome }) => (controls.has(id) ? [`${id} ${outcome}`] : [])),
    )
    expect(yield* outcomes).toEqual(["C4 holds", "C7 not_compared", "C8 not_compared"])
    yield* world.draft("2026-01", books)
    yield* world.approve("all")
    yield* world.emit(books)
    expect(yield* outcomes).toEqual(["C4 holds", "C7 holds", "C8 holds"])
    // The files of the bank overlap, and come again.
    expect((yield* world.draft("2026-01", books)).vouchers).toEqual([])
    const { transfers } = yield* world.alone(Effect.flatMap(BankRecords, (records) => records.kept("default")))
    const arrived = transfers
      .filter(({ currency }) => currency === "SEK")
      .reduce((sum, { amount }) => sum + Money.toMinor(amount), 0n)
    expect(arrived).toBeGreaterThan(0n)
    const wanted = Truth.ledger(world.events(), world.clock.now)
    return { arrived, owed: wanted.get("1685") ?? 0n, ...(yield* world.emitted) }
  }).pipe(Effect.scoped)

describe("money on the bank", () => {
  it.live("leaves on the clearing account what is unpaid or has not arrived, where vouchers book it", () =>
    Effect.gen(function* () {
      const { accounts, arrived, owed } = yield* month(true)
      expect(accounts.get("1930")).toBe(arrived)
      expect(accounts.get("1685")).toBe(owed - arrived)
    }),
  )

  it.live("is in no voucher where the bank feed books it, and the controls hold all the same", () =>
    Effect.gen(function* () {
      const { accounts, owed } = yield* month(false)
      expect(accounts.get("1930")).toBe(undefined)
      expect(accounts.get("1685")).toBe(owed)
    }),
  )
})
