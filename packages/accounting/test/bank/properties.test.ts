import { NodeContext } from "@effect/platform-node"
import { camt } from "@amili-cases/accounting/bank/camt/Camt"
import { describe, expect, layer } from "@effect/vitest"
import { BigDecimal, Effect, FastCheck as fc, Stream } from "effect"
import { message, type Version, type WrittenDetails, type WrittenEntry, type WrittenStatement } from "./camtWriter.ts"
import { bytesOf } from "./reading.ts"

const hundredths = fc.bigInt({ min: 0n, max: 10n ** 15n })
const amount = hundredths.map((value) => `${value / 100n}.${String(value % 100n).padStart(2, "0")}`)
/** Whatever XML can hold: blanks, markup characters, letters beyond the first plane. */
const text = fc
  .stringOf(fc.constantFrom("a", "Å", "ö", "<", "&", '"', "'", ">", "]", " ", "\n", "€", "😀", "0"), { maxLength: 12 })
  .filter((text) => text.trim() !== "")
const token = fc.stringOf(fc.constantFrom("A", "b", "7", "-", "/"), { minLength: 1, maxLength: 12 })
const day = fc.integer({ min: 1, max: 30 }).map((day) => `2026-11-${String(day).padStart(2, "0")}`)

const details: fc.Arbitrary<WrittenDetails> = fc.record(
  { amount, endToEndId: token, reference: token, message: text, debtor: text, debtorAccount: token },
  { requiredKeys: [] },
)
const entry: fc.Arbitrary<WrittenEntry> = fc.record(
  {
    amount,
    bookedOn: day,
    currency: fc.constantFrom("SEK", "EUR"),
    direction: fc.constantFrom<"CRDT" | "DBIT">("CRDT", "DBIT"),
    reversal: fc.boolean(),
    status: fc.constantFrom("BOOK", "PDNG", "INFO"),
    valueOn: day,
    reference: token,
    details: fc.array(details, { maxLength: 3 }),
  },
  { requiredKeys: ["amount", "bookedOn"] },
)
const statement: fc.Arbitrary<WrittenStatement> = fc.record({ id: token, entries: fc.array(entry, { maxLength: 4 }) })
const versions: ReadonlyArray<Version> = ["053.001.02", "053.001.08", "054.001.02", "054.001.08"]
const written = fc.record({
  version: fc.constantFrom(...versions),
  statements: fc.array(statement, { minLength: 1, maxLength: 3 }),
})

const read = (chunks: ReadonlyArray<Uint8Array>) =>
  Effect.map(Stream.runCollect(camt.read(Stream.fromIterable(chunks), "a.xml")), (records) => Array.from(records))

/** What was written, in the reader's words. */
const expectedEntry = (written: WrittenEntry) => ({
  amount: BigDecimal.unsafeFromString(written.amount),
  currency: written.currency ?? "SEK",
  direction: written.direction === "DBIT" ? "debit" : "credit",
  reversal: written.reversal ?? false,
  status: { BOOK: "booked", PDNG: "pending", INFO: "information" }[written.status ?? "BOOK"],
  bookedOn: written.bookedOn,
  valueOn: written.valueOn,
  reference: written.reference,
  details: (written.details ?? []).map((details) => ({
    amount: details.amount === undefined ? undefined : BigDecimal.unsafeFromString(details.amount),
    ids: present(details.endToEndId),
    references: present(details.reference),
    messages: present(details.message),
    debtor: {
      name: details.debtor,
      account: details.debtorAccount === undefined ? undefined : { scheme: "BGNR", number: details.debtorAccount },
    },
  })),
})

const present = (text: string | undefined) => (text === undefined ? [] : [text])

describe("camt messages", () => {
  layer(NodeContext.layer)((it) => {
    it.effect("are read as they were written", () =>
      Effect.promise(() =>
        fc.assert(
          fc.asyncProperty(written, async ({ statements, version }) => {
            const records = await Effect.runPromise(read([bytesOf(message(version, ...statements))]))
            const entries = records.flatMap((record) => (record._tag === "Entry" ? [record.entry] : []))
            const expected = statements.flatMap(({ entries }) => entries.map(expectedEntry))
            expect(entries).toHaveLength(expected.length)
            expect(entries).toMatchObject(expected)
            const ids = records.flatMap((record) => (record._tag === "Statement" ? [record.statement.id] : []))
            expect(ids).toEqual(statements.map(({ id }) => id))
          }),
        ),
      ),
    )

    it.effect("are read the same in pieces of any size", () =>
      Effect.promise(() =>
        fc.assert(
          fc.asyncProperty(written, fc.integer({ min: 1, max: 700 }), async ({ statements, version }, size) => {
            const bytes = bytesOf(message(version, ...statements))
            const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
              bytes.subarray(index * size, (index + 1) * size),
            )
            expect(await Effect.runPromise(read(pieces))).toEqual(await Effect.runPromise(read([bytes])))
          }),
        ),
      ),
    )
  })
})
