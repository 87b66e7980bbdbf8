import { describe, expect, it } from "@effect/vitest"
import { read, utils } from "@e965/xlsx"
import { Effect } from "effect"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import * as Folder from "../support/folder.ts"
import { putOddLines } from "./support/oddLines.ts"
import * as World from "./support/world.ts"

type Cells = ReadonlyArray<ReadonlyArray<unknown>>

describe("the workbook of payouts", () => {
  it.live("sums its events by event, category and payout as the CSV file does", () =>
    Effect.gen(function* () {
      const world = yield* World.make({ cases: 60, seed: 5, unkind: 0.3, now: "2026-04-01" })
      putOddLines(world)
      yield* world.run({ settings: { ...world.settings, formats: ["csv", "xlsx"], language: "sv" } })
      const [book = ""] = Folder.named(world.out, ".xlsx")
      const { SheetNames, Sheets } = read(readFileSync(join(world.out, book)))
      expect(SheetNames).toEqual(["Sammanfattning", "Händelser", "Utbetalningar", "Karantän"])
      const [summary, events, payouts, quarantine] = SheetNames.map((name): Cells => {
        const sheet = Sheets[name]
        return sheet === undefined ? [] : utils.sheet_to_json(sheet, { header: 1 })
      })
      const rows = Folder.csv(world.out, book.replace(".xlsx", ".csv"))
      expect(events).toHaveLength(rows.length + 1)
      expect(payouts?.length).toBeGreaterThan(10)
      expect(quarantine).toHaveLength(4)
      const ore = (amount: string | undefined) => Math.round(Number(amount ?? 0) * 100)
      const sum = (column: string, holds: (row: (typeof rows)[number]) => boolean) =>
        rows.filter(holds).reduce((total, row) => total + ore(row[column]), 0) / 100
      const lineOf = (...cells: ReadonlyArray<string>) =>
        summary?.find((row) => cells.every((cell, index) => row[index] === cell))?.[3]
      expect(lineOf("ny", "SEK")).toBe(sum("to_book", (row) => row["event"] === "new" && row["currency"] === "SEK"))
      expect(lineOf("utbetald", "SEK")).toBe(
        sum("paid_out", (row) => row["event"] === "paid_out" && row["currency"] === "SEK"),
      )
      expect(lineOf("interest", "SEK")).toBe(
        sum("to_book", (row) => row["category"] === "interest" && row["currency"] === "SEK"),
      )
      const payout = rows.find((row) => row["event"] === "paid_out")?.["payout_id"] ?? "none"
      expect(lineOf(payout)).toBe(sum("paid_out", (row) => row["payout_id"] === payout))
    }).pipe(Effect.scoped),
  )
})
