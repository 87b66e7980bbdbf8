import { layer } from "@effect/vitest"
import * as Case from "@amili-cases/core/Case"
import { Cases } from "@amili-cases/core/Cases"
import * as CloseReason from "@amili-cases/core/CloseReason"
import { Creditors } from "@amili-cases/core/Creditors"
import * as Money from "@amili-cases/core/Money"
import { Payouts } from "@amili-cases/core/Payouts"
import { PayoutSpecifications } from "@amili-cases/core/PayoutSpecifications"
import * as Timestamp from "@amili-cases/core/Timestamp"
import * as Recorded from "@amili-cases/test-fixtures/Recorded"
import { Chunk, DateTime, Effect, Option, Stream } from "effect"
import { readFile } from "node:fs/promises"
import { describe, expect } from "vitest"
import { recorded } from "./support/core.ts"

const all = <A, E>(stream: Stream.Stream<A, E>) => Effect.map(Stream.runCollect(stream), Chunk.toReadonlyArray)
const since2020 = DateTime.unsafeMake("2020-01-01T00:00:00Z")

describe("core over the recorded data", () => {
  layer(recorded)((it) => {
    it.effect("counts open, closed and undated as they are, with no case in none of the groups", () =>
      Effect.gen(function* () {
        const cases = yield* Cases
        const [open, closed, undated] = yield* Effect.all([
          all(cases.open()),
          all(cases.closed({ from: since2020 })),
          all(cases.undated()),
        ])
        expect([open.length, closed.length, undated.length]).toEqual([319, 279, 2])
        expect(new Set([...open, ...closed, ...undated].map((one) => one.id)).size).toBe(600)
        expect(yield* cases.count()).toBe(600)
      }),
    )

    it.effect("tells the three unknown reasons apart, and keeps them", () =>
      Effect.gen(function* () {
        const closed = yield* all((yield* Cases).closed({}, { projection: Case.closedFields }))
        const unknown = closed.flatMap(({ closed }) =>
          closed?.reason === undefined || CloseReason.isKnown(closed.reason) ? [] : [closed.reason],
        )
        const count = (reason: string) => unknown.filter((one) => one === reason).length
        expect([count("prescribed"), count("fully_paid_by_insurance"), count("FULLY_PAID"), unknown.length]).toEqual([
          6, 3, 2, 11,
        ])
      }),
    )

    it.effect("decodes every document, each with its own text", () =>
      Effect.gen(function* () {
        const documents = yield* all((yield* Cases).open({}, { malformed: "yield" }))
        expect(documents.filter((one) => one._tag === "Malformed")).toEqual([])
        for (const one of documents) {
          expect(JSON.parse(one.source)).toMatchObject({ _id: one._tag === "Decoded" ? one.value.id : one.id })
        }
      }),
    )

    it.effect("sums what the documents say, rounded", () =>
      Effect.gen(function* () {
        const open = yield* all((yield* Cases).open({}, { projection: ["currency", "remainingCapital"] }))
        const totals = Money.sumByCurrency(
          open.flatMap(({ currency, remainingCapital: amount }) =>
            currency === undefined || amount === undefined ? [] : [{ currency, amount }],
          ),
        )
        const lines = (yield* Effect.promise(() => readFile(Recorded.file("cases"), "utf8"))).trim().split("\n")
        const documents = lines
          .map((line): Record<string, unknown> => JSON.parse(line))
          .filter((one) => one["closed"] === undefined)
        for (const { amount, currency } of totals) {
          const expected = documents
            .filter((one) => one["currency"] === currency)
            .map((one) =>
              Option.getOrElse(Money.parse(String(one["total_remaining_capital_amount"])), () => Money.zero),
            )
          expect(Money.format(amount)).toBe(Money.format(Money.sum(expected)))
        }
        expect(totals.map((one) => one.currency).toSorted()).toEqual(["EUR", "NOK", "SEK"])
      }),
    )

    it.effect("reads a list in N/100 requests and a few, whole, in ranges", () =>
      Effect.gen(function* () {
        const ids = (yield* all((yield* Cases).open({}, { ranges: 3, pageSize: 20, projection: [] }))).map(
          (one) => one.id,
        )
        expect(new Set(ids).size).toBe(319)
      }),
    )

    it.effect("sees a window's first second and not its last", () =>
      Effect.gen(function* () {
        const cases = yield* Cases
        const burst = Option.getOrThrow(Timestamp.parse("Mon, 12 Jan 2026 03:00:00 GMT"))
        const after = DateTime.add(burst, { seconds: 1 })
        expect((yield* all(cases.closed({ from: burst, until: after }))).length).toBe(76)
        expect((yield* all(cases.closed({ from: after, until: after }))).length).toBe(0)
      }),
    )

    it.effect("finds a case by what is on its invoice, and by its reference", () =>
      Effect.gen(function* () {
        const cases = yield* Cases
        const [found] = yield* all(cases.find({ invoiceNumber: "INV-2025-00002" }))
        expect(found?.referenceNumber).toBe("00002")
        expect((yield* all(cases.find({ referenceNumber: "00002" })))[0]?.id).toBe(found?.id)
      }),
    )

    it.effect("pages a table without losing a row to ties", () =>
      Effect.gen(function* () {
        const cases = yield* Cases
        const ids = new Set<string>()
        for (const page of [1, 2, 3, 4, 5, 6]) {
          const { rows, total } = yield* cases.page({
            sort: ["-closed.date"],
            page,
            pageSize: 100,
            projection: ["closed"],
          })
          rows.forEach((row) => ids.add(row.id))
          expect(total).toBe(600)
        }
        expect(ids.size).toBe(600)
      }),
    )

    it.effect("reads the finance resources and creditors", () =>
      Effect.gen(function* () {
        const lines = yield* all((yield* PayoutSpecifications).walk())
        const payouts = yield* all((yield* Payouts).walk({ status: "paid" }))
        expect([lines.length, payouts.length, yield* (yield* Creditors).count()]).toEqual([90, 30, 12])
        const sample = lines.find((line) => line.vatAmount !== undefined)
        expect(sample?.financeCategory).toBe("creditor_commission")
      }),
    )
  })
})
