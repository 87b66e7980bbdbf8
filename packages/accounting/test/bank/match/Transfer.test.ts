import { camt } from "@amili-cases/accounting/bank/camt/Camt"
import { transfersOf } from "@amili-cases/accounting/bank/match/Transfer"
import { describe, expect, it } from "@effect/vitest"
import { BigDecimal, Effect, Stream } from "effect"
import { message, type WrittenEntry } from "../camtWriter.ts"
import { bytesOf } from "../reading.ts"

const amili = "991-2346"
const payers = [
  { creditorId: "c1", account: { scheme: "BGNR", number: "9912346" } },
  { creditorId: "c2", account: { scheme: "BGNR", number: "9912346" } },
  { creditorId: "c3", account: { scheme: "BBAN", number: "9912346" } },
]
const booked = { amount: "1500.50", bookedOn: "2026-11-27" }

/** Amount, sorted references and creditors of Amili's transfers in the entry. */
const transfersIn = (entry: WrittenEntry) =>
  camt.read(Stream.make(bytesOf(message("053.001.08", { entries: [entry] }))), "a.xml").pipe(
    Stream.map((record) => (record._tag === "Entry" ? transfersOf(record.entry, "key", payers) : [])),
    Stream.runCollect,
    Effect.map((all) =>
      Array.from(all)
        .flat()
        .map(({ amount, creditorIds, key, references }) => [
          key,
          BigDecimal.format(amount),
          Array.from(references).toSorted().join(" "),
          Array.from(creditorIds).join(" "),
        ]),
    ),
  )

describe("a transfer of Amili's", () => {
  it.effect("is an entry from an account that was confirmed, with every reference of its payment", () =>
    Effect.gen(function* () {
      const details = [{ debtorAccount: amili, reference: "10077", endToEndId: "E1", message: " Utbetalning " }]
      expect(yield* transfersIn({ ...booked, details })).toEqual([["key", "1500.5", "10077 E1 Utbetalning", "c1 c2"]])
    }),
  )

  it.effect("is a payment in a batch, with its own amount", () =>
    Effect.gen(function* () {
      const details = [
        { amount: "500.50", debtor: "Bo Ek" },
        { amount: "1000.00", debtorAccount: amili, reference: "10077" },
      ]
      expect(yield* transfersIn({ ...booked, details })).toEqual([["key#2", "1000", "10077", "c1 c2"]])
    }),
  )

  it.effect("is a whole batch without amounts when all of it is Amili's, and none otherwise", () =>
    Effect.gen(function* () {
      const own = { debtorAccount: amili, reference: "10077" }
      expect(yield* transfersIn({ ...booked, details: [own, own] })).toEqual([["key", "1500.5", "10077", "c1 c2"]])
      expect(yield* transfersIn({ ...booked, details: [own, { debtor: "Bo Ek" }] })).toEqual([])
    }),
  )

  it.effect("is nothing that is pending, unknown, or that only names Amili", () =>
    Effect.gen(function* () {
      const details = [{ debtorAccount: amili }]
      expect(yield* transfersIn({ ...booked, status: "PDNG", details })).toEqual([])
      expect(yield* transfersIn({ ...booked, details: [{ debtorAccount: "123-4567", debtor: "Amili AB" }] })).toEqual(
        [],
      )
      expect(yield* transfersIn(booked)).toEqual([])
    }),
  )
})
