import { NodeContext } from "@effect/platform-node"
import { describe, expect, layer } from "@effect/vitest"
import { BigDecimal, Effect } from "effect"
import { message, type WrittenEntry } from "./camtWriter.ts"
import { balancesOf, countedOf, entriesOf, readAll, zipOf } from "./reading.ts"

const hundred: WrittenEntry = { amount: "100.00", bookedOn: "2026-11-30", reference: "A" }
const unreferenced: WrittenEntry = { amount: "100.00", bookedOn: "2026-11-30", details: [{ message: "hej" }] }
const statement = (...entries: ReadonlyArray<WrittenEntry>) => message("053.001.08", { entries })

/** How many entries count when the files are read together. */
const countOf = (...files: ReadonlyArray<string>) =>
  Effect.map(
    readAll(Object.fromEntries(files.map((content, index) => [`${index}.xml`, content]))),
    (records) => countedOf(records).length,
  )

describe("reading bank files", () => {
  layer(NodeContext.layer)((it) => {
    it.effect("reads a file once, plain and in ZIP files, under any name", () =>
      Effect.gen(function* () {
        const file = statement(hundred)
        const zip = yield* zipOf({ "folder/a.xml": file, "__MACOSX/._a.xml": "data of the Finder", "folder/": "" })
        const records = yield* readAll({ "a.xml": file, "b.xml": file, "c.zip": zip })
        const files = records.flatMap((record) => (record._tag === "File" ? [record.file] : []))
        expect(files.map(({ isRepeated }) => isRepeated)).toEqual([false, true, true])
        expect(files[2]?.name).toMatch(/c\.zip\/folder\/a\.xml$/)
        expect(new Set(files.map(({ sha256 }) => sha256)).size).toBe(1)
        expect(entriesOf(records)).toHaveLength(1)
      }),
    )

    it.effect("counts an entry once when files overlap", () =>
      Effect.gen(function* () {
        const other = { ...hundred, reference: "B" }
        expect(yield* countOf(statement(hundred), statement(hundred, other))).toBe(2)
        expect(yield* countOf(statement(unreferenced), statement(unreferenced, other))).toBe(2)
      }),
    )

    it.effect("counts equal entries without a reference as often as one file has them", () =>
      Effect.gen(function* () {
        expect(yield* countOf(statement(unreferenced, unreferenced))).toBe(2)
        expect(
          yield* countOf(statement(unreferenced, unreferenced), statement(unreferenced, unreferenced, hundred)),
        ).toBe(3)
      }),
    )

    it.effect("counts the entries of a statement that a file repeats once", () =>
      Effect.gen(function* () {
        const entries = [unreferenced, unreferenced]
        expect(yield* countOf(message("053.001.02", { id: "1", entries }, { id: "2", entries }))).toBe(2)
        // Each notification speaks of entries of its own, and pages of a statement share its id.
        expect(yield* countOf(message("054.001.02", { id: "1", entries }, { id: "2", entries }))).toBe(4)
        expect(yield* countOf(message("053.001.02", { id: "1", entries }, { id: "1", entries }))).toBe(4)
      }),
    )

    it.effect(
      "keeps entries apart that differ in account, day, amount, direction or currency under one reference",
      () =>
        Effect.gen(function* () {
          const variants: ReadonlyArray<WrittenEntry> = [
            hundred,
            { ...hundred, bookedOn: "2026-11-29" },
            { ...hundred, amount: "100.01" },
            { ...hundred, direction: "DBIT", reversal: true },
            { ...hundred, currency: "EUR" },
            { ...hundred, reference: "B" },
          ]
          const other = message("053.001.08", { account: "SE3550000000054910000003", entries: [hundred] })
          expect(yield* countOf(statement(...variants), other)).toBe(7)
        }),
    )

    it.effect("reads the statements of two years that have the same id", () =>
      Effect.gen(function* () {
        const year = (year: number) =>
          message("053.001.02", {
            id: "31",
            createdOn: `${year}-01-31`,
            entries: [{ ...hundred, bookedOn: `${year}-01-30` }],
          })
        expect(yield* countOf(year(2026), year(2027))).toBe(2)
      }),
    )

    it.effect("counts an entry when it is booked, not while it is pending", () =>
      Effect.gen(function* () {
        expect(yield* countOf(statement({ ...hundred, status: "PDNG" }), statement(hundred))).toBe(1)
        expect(yield* countOf(statement({ ...hundred, status: "INFO" }))).toBe(0)
      }),
    )

    it.effect("counts a batch once: 100, not 200, with its payments", () =>
      Effect.gen(function* () {
        const details = [{ amount: "60.00" }, { amount: "40.00" }]
        const file = message("053.001.02", { opening: "0.00", closing: "100.00", entries: [{ ...hundred, details }] })
        const records = yield* readAll({ "a.xml": file })
        expect(countedOf(records)).toMatchObject([{ entry: { amount: BigDecimal.make(10000n, 2) } }])
        expect(countedOf(records)[0]?.entry.details).toHaveLength(2)
        expect(balancesOf(records)).toEqual([{ _tag: "Balanced" }])
      }),
    )

    it.effect("says by how much a statement does not add up", () =>
      Effect.gen(function* () {
        const file = message("053.001.02", { opening: "-50.00", closing: "49.99", entries: [hundred] })
        expect(balancesOf(yield* readAll({ "a.xml": file }))).toEqual([
          { _tag: "Differs", difference: BigDecimal.make(-1n, 2), currency: "SEK" },
        ])
      }),
    )

    it.effect("adds up each statement of a file by itself, repeated entries included", () =>
      Effect.gen(function* () {
        const first = { id: "1", opening: "0.00", closing: "100.00", entries: [hundred] }
        const second = { id: "2", opening: "0.00", closing: "100.00", entries: [hundred] }
        const third = { id: "3", opening: "7.00", closing: "7.00", entries: [] }
        const records = yield* readAll({ "a.xml": message("053.001.08", first, second, third) })
        expect(balancesOf(records)).toEqual([{ _tag: "Balanced" }, { _tag: "Balanced" }, { _tag: "Balanced" }])
        expect(countedOf(records)).toHaveLength(1)
      }),
    )

    it.effect("does not add up what stands in several currencies", () =>
      Effect.gen(function* () {
        const entries = [hundred, { ...hundred, currency: "EUR" }]
        const file = message("053.001.02", { opening: "0.00", closing: "100.00", entries })
        const notCompared = { _tag: "NotCompared", reason: "several currencies" }
        expect(balancesOf(yield* readAll({ "a.xml": file }))).toEqual([notCompared])
      }),
    )
  })
})
