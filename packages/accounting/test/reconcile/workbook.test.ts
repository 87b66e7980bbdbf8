import { join } from "node:path"
import { amountOf, waitingOf } from "@amili-cases/accounting/reconcile/stand/amounts"
import { Difference, PaidCase } from "@amili-cases/accounting/reconcile/stand/rows"
import { describe, expect, it } from "@effect/vitest"
import { Arbitrary, Effect, FastCheck as fc } from "effect"
import Papa from "papaparse"
import { nasty } from "../../../sheets/test/support/nasty.ts"
import { convert, inFolder, libreOffice, read, valuesOf, withoutValues } from "../../../sheets/test/support/files.ts"
import * as Book from "./book.ts"
import * as Stand from "./stand.ts"

type Values = ReadonlyArray<ReadonlyArray<string | number>>

const kronor = (minor: bigint) => Number(minor) / 100
const lineOf = (values: Values, label: string) => values.find(([first]) => first === label)
const total = (values: Values, after: string) => {
  const from = values.findIndex(([first]) => first === after)
  return values.slice(from).find(([first]) => first === "Summa")
}

describe("the workbook of a month", () => {
  it.effect("adds up states and ages in each currency as the rows do", () =>
    inFolder((folder) =>
      Effect.gen(function* () {
        const stand = Stand.make({ currencies: ["SEK", "NOK", "EUR"] })
        const written = yield* Book.write(join(folder, "book.xlsx"), stand)
        expect(written.rows).toBe(stand.cases.length)
        const book = read(join(folder, "book.xlsx"))
        expect(book.SheetNames).toEqual([
          "Avstämning",
          "Att stämma av",
          "Differenser",
          "Betalda ärenden",
          "Specifikationer",
          "Utbetalningar",
          "Bank",
        ])
        const first = valuesOf(book, "Avstämning")
        const sum = (of: (row: PaidCase) => bigint, rows: ReadonlyArray<PaidCase>) =>
          stand.summary.currencies.map((currency) =>
            kronor(rows.reduce((all, row) => (row.currency === currency ? all + of(row) : all), 0n)),
          )
        const settled = stand.cases.filter(({ state }) => state === "settled")
        expect(lineOf(first, "avräknat")?.slice(0, 5)).toEqual(["avräknat", settled.length, ...sum(amountOf, settled)])
        const states = "Betalda ärenden efter läge"
        expect(total(first, states)).toEqual(["Summa", stand.cases.length, ...sum(amountOf, stand.cases)])
        const waiting = stand.cases.filter(({ bucket }) => bucket !== undefined)
        const ageing = "Avslutat som betalt, ej utbetalt: väntetid"
        expect(total(first, ageing)).toEqual(["Summa", waiting.length, ...sum(waitingOf, waiting)])
        for (const bucket of ["0-7 dagar", "8-14 dagar", "15-30 dagar", "31-60 dagar", "över 60 dagar"])
          expect(lineOf(first, bucket)).toBeDefined()
        expect(lineOf(first, "C1  Rader + rest = utbetalningens total (SEK)")?.slice(1, 2)).toEqual(["stämmer inte"])
        expect(lineOf(first, "C1  Rader + rest = utbetalningens total (NOK)")?.slice(1, 2)).toEqual(["stämmer"])
      }),
    ),
  )

  it.effect("lists what waits, oldest first, however much it is", () =>
    inFolder((folder) =>
      Effect.gen(function* () {
        const stand = { ...Stand.make({ cases: 6000 }), lines: [], payouts: [], bank: [], differences: [] }
        yield* Book.write(join(folder, "book.xlsx"), stand)
        const [head = [], ...rows] = valuesOf(read(join(folder, "book.xlsx")), "Att stämma av")
        const ids = rows.map((row) => String(row[head.indexOf("Ärende-id")]))
        const waiting = stand.cases.filter(({ bucket }) => bucket !== undefined)
        expect(ids.toSorted()).toEqual(waiting.map(({ caseId }) => caseId).toSorted())
        const ages = ["över 60 dagar", "31-60 dagar", "15-30 dagar", "8-14 dagar", "0-7 dagar"]
        const order = rows.map((row) => ages.indexOf(String(row[head.indexOf("Ålder")])))
        expect(order).toEqual(order.toSorted((a, b) => a - b))
        expect(new Set(order).size).toBe(5)
      }),
    ),
  )

  it.effect("keeps hostile text as text in every table", () =>
    inFolder((folder) =>
      Effect.gen(function* () {
        const stand = Stand.make({ cases: 3 * nasty.length })
        const short = nasty.filter((text) => text.length < 1000)
        const textOf = (index: number) => short[index % short.length] ?? ""
        const cases = stand.cases.map((row, index) => ({ ...row, creditor: textOf(index) }))
        const differences = stand.differences.map((row, index) => ({ ...row, invoiceNumber: textOf(index) }))
        yield* Book.write(join(folder, "book.xlsx"), { ...stand, cases, differences })
        const book = read(join(folder, "book.xlsx"))
        const [head = [], ...rows] = valuesOf(book, "Betalda ärenden")
        const formulas = Object.values(book.Sheets["Betalda ärenden"] ?? {}).filter((cell) => cell?.f !== undefined)
        expect(formulas).toEqual([])
        const plain = cases.flatMap(({ creditor }, index) => (/^[\x20-\x7e]+$/.test(creditor) ? [index] : []))
        expect(plain.length).toBeGreaterThan(100)
        for (const index of plain) expect(rows[index]?.[head.indexOf("Borgenär")]).toBe(cases[index]?.creditor)
      }),
    ),
  )

  it.effect.prop(
    "takes whatever rows a stand may have",
    [fc.array(Arbitrary.make(PaidCase), { maxLength: 5 }), fc.array(Arbitrary.make(Difference), { maxLength: 5 })],
    ([cases, differences]) =>
      inFolder((folder) =>
        Effect.gen(function* () {
          const stand = { ...Stand.make({ cases: 2 }), cases, differences }
          const { rows } = yield* Book.write(join(folder, "book.xlsx"), stand)
          expect(rows).toBe(cases.length)
          const book = read(join(folder, "book.xlsx"))
          expect(valuesOf(book, "Differenser")).toHaveLength(Math.max(1, differences.length) + 1)
        }),
      ),
    { fastCheck: { numRuns: 25 } },
  )

  it.effect.skipIf(!libreOffice)(
    "shows in LibreOffice the sums that it calculates itself",
    () =>
      inFolder((folder) =>
        Effect.gen(function* () {
          const stand = Stand.make({ currencies: ["SEK", "NOK"] })
          yield* Book.write(join(folder, "given.xlsx"), stand)
          yield* withoutValues(join(folder, "given.xlsx"), join(folder, "book.xlsx"))
          const sheet = (name: string) =>
            Papa.parse<Array<string>>(convert(folder, name).get("Avstämning") ?? "", { delimiter: ";" }).data
          const given = sheet("given")
          expect(given.length).toBeGreaterThan(40)
          expect(sheet("book")).toEqual(given)
        }),
      ),
    60_000,
  )
})
