import { read } from "@amili-cases/accounting/bank/BankFiles"
import * as Received from "@amili-cases/accounting/bank/match/Received"
import type { Payer } from "@amili-cases/accounting/bank/match/Transfer"
import { FileSystem } from "@effect/platform"
import { NodeContext } from "@effect/platform-node"
import { describe, expect, layer } from "@effect/vitest"
import { BigDecimal, Effect } from "effect"
import { message, type WrittenStatement } from "../camtWriter.ts"

const iban = (number: string) => ({ scheme: "IBAN", number })
const own = "SE4550000000058398257466"
const payer = { creditorId: "c1", account: { scheme: "BGNR", number: "991-2346" }, receiving: iban(own) }

const transfer = {
  amount: "100.00",
  bookedOn: "2026-11-13",
  reference: "A",
  details: [{ debtorAccount: "9912346", reference: "R1" }],
}
const other = { amount: "7.00", bookedOn: "2026-11-16", details: [{ debtor: "Bo Ek" }] }

/** What is received from one file a statement. */
const received = (payers: ReadonlyArray<Payer>, ...statements: ReadonlyArray<WrittenStatement>) =>
  Effect.gen(function* () {
    const files = yield* FileSystem.FileSystem
    const paths = yield* Effect.forEach(statements, (statement) =>
      Effect.gen(function* () {
        const path = yield* files.makeTempFileScoped({ suffix: ".xml" })
        yield* files.writeFileString(path, message("053.001.08", statement))
        return path
      }),
    )
    return yield* Received.collect(read(paths), payers)
  })

describe("what bank files say about payouts", () => {
  layer(NodeContext.layer)((it) => {
    it.scoped("is Amili's transfers, each once, and how many other rows there were", () =>
      Effect.gen(function* () {
        const pending = { ...other, status: "PDNG" }
        const first = { id: "1", entries: [transfer, other] }
        const second = { id: "2", entries: [transfer, other, other, pending] }
        const { files, transfers, ...counts } = yield* received([payer], first, second)
        expect(files).toHaveLength(2)
        expect(transfers).toMatchObject([{ amount: BigDecimal.make(10000n, 2), references: new Set(["R1"]) }])
        expect(counts).toMatchObject({ otherEntries: 2, repeatedEntries: 2, pendingEntries: 1 })
      }),
    )

    it.scoped("is the amount of a batch where its payments of Amili's do not come to it", () =>
      Effect.gen(function* () {
        const one = { amount: "100.00", debtorAccount: "9912346", reference: "R1" }
        const two = { ...one, reference: "R2" }
        const batch = (amount: string, ...details: ReadonlyArray<typeof one>) =>
          Effect.map(received([payer], { entries: [{ ...transfer, amount, details }] }), ({ transfers }) =>
            transfers.map(({ amount, references }) => [BigDecimal.format(amount), ...references]),
          )
        expect(yield* batch("200.00", one, two)).toEqual([
          ["100", "R1"],
          ["100", "R2"],
        ])
        // A fee of 5.00 was taken.
        expect(yield* batch("195.00", one, two)).toEqual([["195", "R1", "R2"]])
        // Not all of it is Amili's: nobody knows whose fee it was.
        expect(yield* batch("195.00", one, { ...two, debtorAccount: "1234567" })).toEqual([["100", "R1"]])
      }),
    )

    it.scoped("keeps nothing of rows that are not Amili's", () =>
      Effect.gen(function* () {
        const result = yield* received([payer], { entries: [other] })
        expect(result.otherEntries).toBe(1)
        expect(JSON.stringify(result)).not.toContain("Bo Ek")
      }),
    )

    it.scoped("covers a creditor's own account from the first day of its files to the last", () =>
      Effect.gen(function* () {
        const elsewhere = { account: "SE3550000000054910000003", createdOn: "2026-01-31", entries: [transfer] }
        const statements = [elsewhere, { createdOn: "2026-11-20", entries: [transfer] }]
        const { coverage, transfers } = yield* received([payer], ...statements)
        expect(coverage).toEqual([{ creditorId: "c1", from: "2026-11-13", to: "2026-11-20" }])
        expect(transfers).toHaveLength(1)
        const anywhere = yield* received([{ ...payer, receiving: undefined }], ...statements)
        expect(anywhere.coverage).toEqual([{ creditorId: "c1", from: "2026-01-31", to: "2026-11-20" }])
        expect(anywhere.transfers).toHaveLength(2)
        expect((yield* received([payer], elsewhere)).coverage).toEqual([])
      }),
    )

    it.scoped("hands on which statements do not add up", () =>
      Effect.gen(function* () {
        const { statements } = yield* received([payer], { opening: "0.00", closing: "99.00", entries: [transfer] })
        expect(statements).toMatchObject([{ statement: { id: "1" }, balance: { _tag: "Differs" } }])
      }),
    )
  })
})
