import type * as Screen from "../../src/terminal/Screen.ts"
import * as Table from "../../src/terminal/Table.ts"
import { describe, expect, it } from "@effect/vitest"
import { Chunk, Effect, Stream } from "effect"

interface Row {
  readonly id: string
  readonly name: string
  readonly amount: string
  readonly note: string
}

const columns: ReadonlyArray<Table.Column<Row>> = [
  { header: "ID", value: (row) => row.id },
  { header: "NAME", least: 6, value: (row) => row.name },
  { header: "AMOUNT", align: "right", value: (row) => row.amount },
  { header: "NOTE", rank: 1, value: (row) => row.note },
]

const rows: ReadonlyArray<Row> = [
  { id: "6867da77", name: "Åkeri Öst", amount: "1234.50", note: "first" },
  { id: "68a1bc33", name: "株式会社アミリ", amount: "-0.01", note: "a\tb\r\nc" },
  { id: "507f1f77", name: "👩‍👩‍👧 family", amount: "2500.00", note: "\u001b[31mred" },
]

const screen = (columns: number): Screen.Screen => ({ terminal: true, columns, rows: 24, colour: false })

const shown = (width: number, all: ReadonlyArray<Row> = rows) =>
  Effect.map(Stream.runCollect(Table.fitted(columns, screen(width))(Stream.fromIterable(all))), (lines) =>
    Chunk.toReadonlyArray(lines),
  )

describe("Table", () => {
  it.effect("aligns wide characters and emoji by what they take on the terminal", () =>
    Effect.gen(function* () {
      expect(yield* shown(80)).toEqual([
        "ID        NAME             AMOUNT  NOTE",
        "6867da77  Åkeri Öst       1234.50  first",
        "68a1bc33  株式会社アミリ    -0.01  a b c",
        "507f1f77  👩‍👩‍👧 family       2500.00  ?[31mred",
      ])
    }),
  )

  it.effect("cuts what may be cut on a narrow terminal, and never an amount", () =>
    Effect.gen(function* () {
      expect(yield* shown(35)).toEqual([
        "ID        NAME     AMOUNT  NOTE",
        "6867da77  Åkeri…  1234.50  first",
        "68a1bc33  株式…     -0.01  a b c",
        "507f1f77  👩‍👩‍👧 fa…  2500.00  ?[31mred",
      ])
    }),
  )

  it.effect("leaves the least important column out before that is too narrow", () =>
    Effect.gen(function* () {
      expect((yield* shown(25))[0]).toBe("ID        NAME     AMOUNT")
    }),
  )

  it.effect("cuts further than is good to read before it breaks lines", () =>
    Effect.gen(function* () {
      expect((yield* shown(23)).slice(0, 2)).toEqual(["ID        NAME   AMOUNT", "6867da77  Åke…  1234.50"])
    }),
  )

  it.effect("shows nothing, not even a header, when there is nothing", () =>
    Effect.gen(function* () {
      expect(yield* shown(80, [])).toEqual([])
    }),
  )

  it.effect("keeps the widths of the first rows for all that follow", () =>
    Effect.gen(function* () {
      const many = Array.from({ length: 250 }, (_, index) => ({
        ...rows[0],
        id: "x".repeat(8),
        name: index < 100 ? "short" : "a longer name",
        amount: "1.00",
        note: "",
      }))
      const lines = yield* shown(80, many)
      expect(lines).toHaveLength(251)
      expect(lines.filter((line) => line.startsWith("ID"))).toHaveLength(1)
      expect(lines.at(-1)).toBe("xxxxxxxx  a lo…    1.00")
    }),
  )

  it("keeps the end of a number that is counted up", () => {
    expect(Table.cut("INV-2025-00553", 10, "end")).toBe("…025-00553")
    expect(Table.cut("株式会社", 5, "end")).toBe("…会社")
    expect(Table.cut("short", 10, "end")).toBe("short")
  })

  it("writes tab-separated values that hold no tab and no line break", () => {
    expect(rows.map(Table.tabSeparated(columns))[1]).toBe("68a1bc33\t株式会社アミリ\t-0.01\ta b c")
  })
})
