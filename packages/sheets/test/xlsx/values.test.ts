import { join } from "node:path"
import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import type { Column } from "@amili-cases/sheets/Column"
import * as Workbook from "@amili-cases/sheets/xlsx/Workbook"
import { TableSheet } from "@amili-cases/sheets/xlsx/TableSheet"
import { inFolder, read } from "../support/files.ts"

type Value = string | number | undefined

const described = { header: { sv: "Värde", en: "Value" }, about: "", width: 20 }
const day: Column<Value> = { ...described, key: "day", kind: "date", value: (row) => row?.toString() }
const whole: Column<Value> = { ...described, key: "whole", kind: "integer", value: (row) => Number(row) }

/** The column's cells as another program reads them. */
const cellsOf = (column: Column<Value>, rows: ReadonlyArray<Value>) =>
  inFolder((folder) =>
    Effect.gen(function* () {
      const path = join(folder, "values.xlsx")
      const spec = { title: "Values", table: "Values", columns: [column], empty: "", tab: "000000" }
      const assembly = yield* Workbook.begin(path, { language: "en" }, [spec])
      const table = new TableSheet(spec, assembly.shared, assembly.head(0))
      yield* table.write(rows)
      const properties = { title: "", subject: "", application: "", created: new Date(0), custom: {} }
      yield* assembly.finish(() => [], [table], properties)
      const sheet = read(path).Sheets["Values"]
      return rows.map((_, index): Value => sheet?.[`A${index + 2}`]?.v)
    }),
  )

describe("a day in a workbook", () => {
  it.effect("is a date as far as spreadsheets agree on one, and text beyond", () =>
    Effect.gen(function* () {
      const dates = ["1900-03-01", "1999-12-31", "2024-02-29", "9999-12-31"]
      expect(yield* cellsOf(day, dates)).toEqual([61, 36_525, 45_351, 2_958_465])
      const texts = ["1899-12-31", "1900-01-01", "1900-02-28", "+010000-01-01", "0001-01-01", "no day"]
      expect(yield* cellsOf(day, texts)).toEqual(texts)
      expect(yield* cellsOf(day, ["2024-01-01", undefined])).toEqual([45_292, undefined])
    }),
  )
})

describe("a whole number in a workbook", () => {
  it.effect("is written as it is, and as text when it is none", () =>
    Effect.gen(function* () {
      const numbers = [0, -1, 9, 10, 2_147_483_647, 2_147_483_648, -12_345_678_901]
      expect(yield* cellsOf(whole, numbers)).toEqual(numbers)
      expect(yield* cellsOf(whole, ["x", Infinity])).toEqual(["NaN", "Infinity"])
    }),
  )
})
