import { join } from "node:path"
import { amountOf, waitingOf } from "@amili-cases/accounting/reconcile/stand/amounts"
import { Difference, PaidCase } from "@amili-cases/accounting/reconcile/stand/rows"
import { reconcileOutput } from "@amili-cases/accounting/reconcile/files/ReconcileOutput"
import { pagesWideOf } from "@amili-cases/sheets/xlsx/tableShape"
import { describe, expect, it } from "@effect/vitest"
import { Arbitrary, Effect, FastCheck as fc } from "effect"
import Papa from "papaparse"
import { nasty } from "../../../sheets/test/support/nasty.ts"
import {
  convert,
  inFolder,
  libreOffice,
  read,
  tableOf,
  valuesOf,
  withoutValues,
} from "../../../sheets/test/support/files.ts"
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
        const closing = stand.summary.movements.map(({ closing }) => kronor(closing))
        expect(lineOf(first, "Utgående enligt rörelserna")?.slice(3)).toEqual(closing)
        const settled = stand.cases.filter(({ state }) => state === "settled")
        expect(lineOf(first, "avräknat")).toEqual([
          "avräknat",
          "Det väntade kapitalet är utbetalt",
          settled.length,
          ...sum(amountOf, settled),
        ])
        const states = "Betalda ärenden efter läge"
        expect(total(first, states)).toEqual(["Summa", undefined, stand.cases.length, ...sum(amountOf, stand.cases)])
        const waiting = stand.cases.filter(({ bucket }) => bucket !== undefined)
        const ageing = "Avslutat som betalt, ej utbetalt: väntetid"
        expect(total(first, ageing)).toEqual(["Summa", undefined, waiting.length, ...sum(waitingOf, waiting)])
        for (const bucket of ["0-7 dagar", "8-14 dagar", "15-30 dagar", "31-60 dagar", "över 60 dagar"])
          expect(lineOf(first, bucket)).toBeDefined()
        expect(lineOf(first, "C1  Rader + rest = utbetalningens total, SEK")?.slice(2, 3)).toEqual(["stämmer inte"])
        expect(lineOf(first, "C1  Rader + rest = utbetalningens total, NOK")?.slice(2, 3)).toEqual(["stämmer"])
      }),
    ),
  )

  it.effect("lists what waits, oldest first", () =>
    inFolder((folder) =>
      Effect.gen(function* () {
        const stand = Stand.make()
        yield* Book.write(join(folder, "book.xlsx"), stand)
        const [head = [], ...rows] = tableOf(read(join(folder, "book.xlsx")), "Att stämma av")
        const ids = rows.map((row) => String(row[head.indexOf("Ärende-id")]))
        const waiting = stand.cases.filter(({ bucket }) => bucket !== undefined)
        expect(ids.toSorted()).toEqual(waiting.map(({ caseId }) => caseId).toSorted())
        const days = rows.map((row) => Number(row[head.indexOf("Dagar")]))
        expect(days).toEqual(days.toSorted((a, b) => b - a))
        expect(days.at(0)).toBeGreaterThan(60)
        expect(days.at(-1)).toBe(0)
      }),
    ),
  )

  it.effect("says on every sheet what to do and what its rows add up to", () =>
    inFolder((folder) =>
      Effect.gen(function* () {
        const stand = Stand.make({ currencies: ["SEK", "NOK"] })
        yield* Book.write(join(folder, "book.xlsx"), stand)
        const book = read(join(folder, "book.xlsx"))
        for (const name of book.SheetNames.slice(1)) {
          const above = valuesOf(book, name)
          expect(above[0]).toEqual([name])
          expect(String(above[1])).toMatch(/\.$/)
        }
        const specifications = valuesOf(book, "Specifikationer")
        const total = (currency: string) =>
          kronor(stand.lines.reduce((sum, row) => (row.currency === currency ? sum + (row.total ?? 0n) : sum), 0n))
        expect(lineOf(specifications, "Summa")).toEqual(["Summa", "SEK", "NOK"])
        expect(lineOf(specifications, "Belopp")).toEqual(["Belopp", total("SEK"), total("NOK")])
      }),
    ),
  )

  it.effect("has no print area for a sheet without rows, which LibreOffice would print though it is hidden", () =>
    inFolder((folder) =>
      Effect.gen(function* () {
        const stand = { ...Stand.make({ currencies: ["SEK"] }), differences: [], bank: [] }
        yield* Book.write(join(folder, "book.xlsx"), stand)
        const { Names: names = [], Sheets: sheets = [] } = read(join(folder, "book.xlsx")).Workbook ?? {}
        const hidden = sheets.flatMap(({ Hidden, name = "" }) => (Hidden === 1 ? [name] : []))
        expect(hidden).toEqual(["Differenser", "Bank"])
        const printed = names.filter(({ Name }) => Name === "_xlnm.Print_Area").map(({ Ref }) => Ref.split("!")[0])
        expect(printed).toEqual(["'Att stämma av'", "'Betalda ärenden'", "'Specifikationer'", "'Utbetalningar'"])
      }),
    ),
  )

  it.each(Object.values(reconcileOutput.tables).map(({ table }) => [table.name, table.columns] as const))(
    "prints the table of %s in no less than 8 points",
    (_, columns) => {
      const printed = columns.filter(({ technical }) => technical !== true).map(({ width }) => width)
      expect(pagesWideOf(printed)).toBe(1)
    },
  )

  it.effect("keeps hostile text as text in every table", () =>
    inFolder((folder) =>
      Effect.gen(function* () {
        const short = nasty.filter((text) => text.length < 1000)
        const textOf = (index: number) => short[index % short.length] ?? ""
        const stand = Stand.make({ cases: 3 * short.length })
        const cases = stand.cases.map((row, index) => ({ ...row, creditor: textOf(index), caseId: String(index) }))
        const differences = stand.differences.map((row, index) => ({ ...row, invoiceNumber: textOf(index) }))
        yield* Book.write(join(folder, "book.xlsx"), { ...stand, cases, differences })
        const book = read(join(folder, "book.xlsx"))
        const [head = [], ...rows] = tableOf(book, "Betalda ärenden")
        expect(rows).toHaveLength(cases.length)
        const creditors = new Map(rows.map((row) => [String(row[0]), row[head.indexOf("Borgenär")]]))
        const plain = cases.filter(({ creditor }) => /^[\x20-\x7e]+$/.test(creditor))
        expect(plain.length).toBeGreaterThan(100)
        for (const { caseId, creditor } of plain) expect(creditors.get(caseId)).toBe(creditor)
        const formulas = Object.entries(book.Sheets["Betalda ärenden"] ?? {}).filter(
          ([, cell]) => cell?.f !== undefined,
        )
        // Those above the table.
        expect(formulas.map(([at]) => Number(at.replace(/\D/g, ""))).filter((row) => row > 8)).toEqual([])
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
          const { SheetNames } = read(join(folder, "book.xlsx"))
          expect(SheetNames).toHaveLength(7)
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
