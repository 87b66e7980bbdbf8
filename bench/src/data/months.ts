/** Journals with a month to reconcile: so many paid cases, a line each, and fifty lines in a payout. */
import { Entries } from "@amili-cases/accounting/closed/records/Entries"
import type { LineEvent } from "@amili-cases/accounting/payouts/events/LineEvent"
import type { PayoutEvent } from "@amili-cases/accounting/payouts/events/PayoutEvent"
import { LineEvents } from "@amili-cases/accounting/payouts/journal/LineEvents"
import { PayoutEvents } from "@amili-cases/accounting/payouts/journal/PayoutEvents"
import { Lock } from "@amili-cases/export-engine/journal/Lock"
import { Runs } from "@amili-cases/export-engine/journal/Runs"
import * as Money from "@amili-cases/core/Money"
import { SqlClient } from "@effect/sql/SqlClient"
import { Array as Arr, Effect } from "effect"
import { layer } from "./journals.ts"
import { random } from "./random.ts"

const profile = "default"
const batch = 20_000
const perPayout = 50
const creditors = Array.from({ length: 20 }, (_, index) => `665e59005d9dc9f81818e8${10 + index}`)

const mixed = (index: number): number => Math.imul(index + 1, 2_654_435_761) >>> 0

/** Ids in no order, the same for the same number. */
const idOf = (kind: number, index: number): string =>
  mixed(index).toString(16).padStart(8, "0") + kind.toString(16) + index.toString(16).padStart(15, "0")

/** In the order of their ids: the journal writes each page once. */
const batchesOf = (count: number): ReadonlyArray<ReadonlyArray<number>> =>
  Arr.chunksOf(
    Array.from({ length: count }, (_, index) => index).toSorted((a, b) => mixed(a) - mixed(b)),
    batch,
  )

const commit = (dataset: string, token: string) =>
  Effect.gen(function* () {
    const runs = yield* Runs
    const run = yield* runs.begin({
      profile,
      dataset,
      token,
      machine: "bench",
      folder: "/",
      scope: "",
      started_at: "2026-12-01T05:00:00.000Z",
      window_from: null,
      window_until: null,
      changed_since: null,
      floor: null,
    })
    return Effect.gen(function* () {
      const empty = { manifest: "{}", hash: "", previousHash: undefined, remembered: undefined, files: [] }
      yield* runs.commit(yield* runs.prepare(run, empty), undefined)
    })
  })

/** Nine lines of ten name their case, one is found by its invoice; four of five are paid out. */
export const fill = (file: string, cases: number): Promise<void> =>
  Effect.gen(function* () {
    const token = yield* (yield* Lock).hold(profile, "2026-12-01T05:00:00.000Z")
    const next = random(7)
    const amounts = Array.from({ length: 1000 }, () => Money.formatMinor(BigInt(10_000 + next(500_000))))
    const amountOf = (index: number) => amounts[index % 1000] ?? "0.00"
    const creditorOf = (index: number) => creditors[Math.floor(index / perPayout) % creditors.length] ?? ""
    const day = (index: number) => String(1 + (index % 27)).padStart(2, "0")

    const closed = yield* commit("closed", token)
    const entries = yield* Entries
    for (const some of batchesOf(cases))
      yield* entries.add(
        profile,
        some.map((index) => ({
          caseId: idOf(1, index),
          revision: 0,
          serial: 1,
          seq: index + 1,
          kind: "closed" as const,
          corrects: undefined,
          closedAt: `2026-11-${day(index)}T11:18:59.000Z`,
          reason: "fully_paid",
          currency: "SEK",
          amount: "0.00",
          creditorId: creditorOf(index),
          invoiceNumber: `INV-${index}`,
          reference: String(1_000_000_000 + index),
          claimed: amountOf(index),
          registeredAt: `2026-10-${day(index)}T11:18:59.000Z`,
        })),
      )
    yield* closed

    const paid = yield* commit("payouts", token)
    const [lines, payouts] = [yield* LineEvents, yield* PayoutEvents]
    let seq = 0
    for (const some of batchesOf(cases))
      yield* lines.add(
        profile,
        some.flatMap((index): ReadonlyArray<LineEvent> => {
            const isPaid = Math.floor(index / perPayout) % 5 !== 0
            const waiting: LineEvent = {
              lineId: idOf(2, index),
              revision: 0,
              serial: 1,
              seq: ++seq,
              kind: "new",
              state: "waiting",
              corrects: null,
              reversedBy: null,
              caseId: index % 10 === 0 ? null : idOf(1, index),
              creditorId: creditorOf(index),
              creditor: `Borgenär ${creditorOf(index).slice(-2)} AB`,
              invoiceNumber: `INV-${index}`,
              reference: String(1_000_000_000 + index),
              category: "capital",
              article: "capital",
              currency: "SEK",
              net: amountOf(index),
              vat: "0.00",
              total: amountOf(index),
              bookedAt: `2026-11-${day(index)}T12:00:00.000Z`,
              createdAt: `2026-11-${day(index)}T12:00:00.000Z`,
              payoutId: isPaid ? idOf(3, Math.floor(index / perPayout)) : null,
              payoutDate: isPaid ? "2026-11-27T00:00:00.000Z" : null,
              payoutReference: isPaid ? `P-${Math.floor(index / perPayout)}` : null,
            }
            return isPaid
              ? [waiting, { ...waiting, revision: 1, seq: ++seq, kind: "paid_out", state: "paid" }]
              : [waiting]
          }),
      )
    const all = Array.from({ length: Math.ceil(cases / perPayout) }, (_, payout) => payout)
      .filter((payout) => payout % 5 !== 0)
      .flatMap((payout): ReadonlyArray<PayoutEvent> => {
        const own = Array.from({ length: Math.min(perPayout, cases - payout * perPayout) }, (_, line) => line)
        const total = Money.formatMinor(
          own.reduce((sum, line) => sum + BigInt(amountOf(payout * perPayout + line).replace(".", "")), 0n),
        )
        const made: PayoutEvent = {
          payoutId: idOf(3, payout),
          revision: 0,
          serial: 1,
          seq: ++seq,
          kind: "new",
          state: "scheduled",
          corrects: null,
          creditorId: creditorOf(payout * perPayout),
          creditor: null,
          category: "capital",
          currency: "SEK",
          net: total,
          vat: "0.00",
          total,
          payoutDate: "2026-11-27T00:00:00.000Z",
          payoutReference: `P-${payout}`,
          status: "paid",
          interval: "weekly",
          summary: null,
          createdAt: "2026-11-20T00:00:00.000Z",
        }
        return [made, { ...made, revision: 1, seq: ++seq, kind: "paid_out", state: "paid" }]
      })
    yield* payouts.add(profile, all)
    yield* paid
  }).pipe(
    (made) => Effect.flatMap(SqlClient, (sql) => sql.withTransaction(made)),
    Effect.scoped,
    Effect.provide(layer(file)),
    Effect.runPromise,
  )
