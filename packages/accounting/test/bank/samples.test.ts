import { describe, expect, layer } from "@effect/vitest"
import { NodeContext } from "@effect/platform-node"
import { BigDecimal, Effect } from "effect"
import { readFileSync } from "node:fs"
import { balancesOf, entriesOf, readAll } from "./reading.ts"

const sample = (name: string) => readFileSync(new URL(`samples/${name}`, import.meta.url))
const read = (name: string) => readAll({ [name]: sample(name) })
const amount = (text: string) => BigDecimal.unsafeFromString(text)

describe("a bank file", () => {
  layer(NodeContext.layer)((it) => {
    it.effect("of camt.053.001.02 is read with its account, balances, entries and payments", () =>
      Effect.gen(function* () {
        const records = yield* read("camt053-02.xml")
        const [batch, reversal, pending] = entriesOf(records).map(({ entry }) => entry)
        expect(batch?.statement).toMatchObject({
          kind: "statement",
          id: "31",
          account: { scheme: "BGNR", number: "5050-1055" },
          owner: "Åkes Möbler & Son AB",
          currency: "SEK",
          createdOn: "2026-11-30",
          from: "2026-11-27",
          to: "2026-11-30",
          opening: { amount: amount("-250.00"), day: "2026-11-27" },
          closing: { amount: amount("1150.50"), day: "2026-11-30" },
        })
        expect(batch).toMatchObject({
          amount: amount("1500.50"),
          direction: "credit",
          reversal: false,
          status: "booked",
          bookedOn: "2026-11-27",
          valueOn: "2026-11-28",
          reference: "BANK-0001",
          place: { line: 17 },
        })
        expect(batch?.details).toMatchObject([
          {
            amount: amount("1000.00"),
            ids: [],
            references: ["10077"],
            debtor: { name: "Inkasso Norr AB", account: { scheme: "BGNR", number: "991-2346" } },
          },
          { amount: amount("500.50"), references: [], messages: ["  Faktura 12, tack!  "] },
        ])
        expect(reversal).toMatchObject({
          direction: "debit",
          reversal: true,
          bookedOn: "2026-11-30",
          reference: undefined,
          details: [],
        })
        expect(pending).toMatchObject({ status: "pending", bookedOn: undefined })
      }),
    )

    it.effect("adds up when a reversed credit lowers the balance and what is pending does not raise it", () =>
      Effect.gen(function* () {
        expect(balancesOf(yield* read("camt053-02.xml"))).toEqual([{ _tag: "Balanced" }])
      }),
    )

    it.effect("of camt.053.001.08 is read with prefixes, extensions and a third decimal", () =>
      Effect.gen(function* () {
        const records = yield* read("camt053-08.xml")
        const [entry] = entriesOf(records).map(({ entry }) => entry)
        expect(entry).toMatchObject({
          statement: { account: { scheme: "IBAN", number: "SE4550000000058398257466" }, currency: "SEK" },
          amount: BigDecimal.make(20125n, 3),
          status: "booked",
        })
        expect(entry?.details).toMatchObject([
          {
            direction: "credit",
            ids: ["E2E-9"],
            messages: ["a < b å"],
            debtor: { name: "Inkasso Norr AB", account: { scheme: "BBAN", number: "50009912346" } },
          },
        ])
        expect(balancesOf(records)).toEqual([{ _tag: "Balanced" }])
      }),
    )

    it.effect("of camt.054.001.02 in ISO-8859-1 is read, foreign currency and all", () =>
      Effect.gen(function* () {
        const records = yield* read("camt054-02.xml")
        const entries = entriesOf(records).map(({ entry }) => entry)
        expect(entries[0]?.statement).toMatchObject({ kind: "notification", owner: "Åkes Möbler" })
        expect(entries.map(({ currency }) => currency)).toEqual(["SEK", "EUR"])
        expect(balancesOf(records)).toEqual([{ _tag: "NotCompared", reason: "no balances" }])
      }),
    )

    it.effect("of camt.054.001.08 is read with every reference and message of a payment", () =>
      Effect.gen(function* () {
        const [entry] = entriesOf(yield* read("camt054-08.xml")).map(({ entry }) => entry)
        expect(entry?.details).toMatchObject([
          {
            amount: undefined,
            ids: ["E2E-1"],
            references: ["OCR 1", "F-77"],
            messages: ["rad 1", "rad 2", "mer"],
            debtor: { name: undefined, account: { scheme: "IBAN", number: "SE35 5000 0000 0549 1000 0003" } },
          },
        ])
      }),
    )

    it.effect("and a notification of the same entry count it once, however the account is hyphenated", () =>
      Effect.gen(function* () {
        const names = ["camt053-02.xml", "camt054-02.xml"]
        const records = yield* readAll(Object.fromEntries(names.map((name) => [name, sample(name)])))
        const repeated = entriesOf(records).filter(({ isRepeated }) => isRepeated)
        expect(repeated.map(({ entry }) => entry.reference)).toEqual(["BANK-0001"])
      }),
    )
  })
})
