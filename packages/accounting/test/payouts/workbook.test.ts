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
  it.live("sums its events by event, category and month as the CSV file does", () =>
    Effect.gen(function* () {
      const world = yield* World.make({ cases: 60, seed: 5, unkind: 0.3, now: "2026-04-01" })
      putOddLines(world)
      yield* world.run({ settings: { ...world.settings, formats: ["csv", "xlsx"], language: "sv" } })
      const [book = ""] = Folder.named(world.out, ".xlsx")
      const { SheetNames, Sheets } = read(readFileSync(join(world.out, book)))
      expect(SheetNames).toEqual(["Sammanfattning", "Händelser", "Utbetalningar", "Karantän"])
      const [summary, events, payouts, quarantine] = SheetNames.map((name): Cells => {
        const sheet = Sheets[name]
        const cells: Cells = sheet === undefined ? [] : utils.sheet_to_json(sheet, { header: 1, blankrows: true })
        // A table begins below the last empty row.
        return name === "Sammanfattning" ? cells : cells.slice(cells.findLastIndex((row) => row.length === 0) + 1)
      })
      const rows = Folder.csv(world.out, book.replace(".xlsx", ".csv"))
      expect(events).toHaveLength(rows.length + 1)
      expect(payouts?.length).toBeGreaterThan(10)
      expect(quarantine).toHaveLength(4)
      const ore = (amount: string | undefined) => Math.round(Number(amount ?? 0) * 100)
      const sum = (column: string, holds: (row: (typeof rows)[number]) => boolean) =>
        rows.filter(holds).reduce((total, row) => total + ore(row[column]), 0) / 100
      /** Count, difference and payout of a group in SEK, which stands first. */
      const groupOf = (label: unknown, key: string) =>
        summary?.find((row) => row[1] === key && (label === undefined || row[0] === label))?.slice(2, 5)
      const inSek = (holds: (row: (typeof rows)[number]) => boolean) => {
        const of = (row: (typeof rows)[number]) => row["currency"] === "SEK" && holds(row)
        return [rows.filter(of).length, sum("to_book", of), sum("paid_out", of)]
      }
      expect(groupOf(undefined, "ny")).toEqual(inSek((row) => row["event"] === "new"))
      expect(groupOf(undefined, "utbetald")).toEqual(inSek((row) => row["event"] === "paid_out"))
      expect(groupOf("Ränta", "interest")).toEqual(inSek((row) => row["category"] === "interest"))
      const month = rows.find((row) => row["event"] === "paid_out")?.["payout_on"]?.slice(0, 7) ?? "none"
      expect(groupOf(`${month}, Kapital`, "capital")).toEqual(
        inSek((row) => row["category"] === "capital" && row["payout_on"]?.startsWith(month) === true),
      )
      // However many payouts there are.
      expect(summary?.length).toBeLessThan(60)
    }).pipe(Effect.scoped),
  )
})
