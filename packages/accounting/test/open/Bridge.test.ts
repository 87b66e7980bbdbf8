import { readFileSync } from "node:fs"
import { describe, expect, it } from "@effect/vitest"
import { Effect, Schema } from "effect"
import { Movement } from "../../src/open/movement/Movement.ts"
import * as World from "../support/world.ts"

const hundredths = (amount: string | undefined): bigint => BigInt((amount ?? "0.00").replace(".", ""))

const decodeMovement = Schema.decodeSync(Schema.parseJson(Schema.Struct({ movement: Movement })))

describe("the bridge between two open portfolios", () => {
  it.scopedLive("adds up to the öre and names the case that does not fit", () =>
    Effect.gen(function* () {
      const world = yield* World.make()
      const closedRows = world.rows((yield* world.closed()).files, ".csv")
      const first = yield* world.open()
      expect(first.files.some((file) => file.endsWith("-bridge.csv"))).toBe(false)
      const opening = world.rows(first.files, ".csv")
      const [closing, deleted, revalued] = opening
      const idOf = (row: Readonly<Record<string, string>> | undefined) => row?.["case_id"] ?? "none"

      world.time.now += World.day
      world.engine.close(idOf(closing), world.time.now, { reason: "credit" })
      world.engine.cases.remove(idOf(deleted))
      world.engine.change(idOf(revalued), world.time.now, { total_remaining_capital_amount: 5.55 })
      world.engine.reopen(idOf(closedRows[0]), world.time.now)
      world.time.now += World.day
      const second = yield* world.open()

      const bridgeFile = second.files.filter((file) => file.endsWith("-bridge.csv"))
      const lines = world.rows(bridgeFile, ".csv")
      const sek = (item: string) =>
        lines
          .filter((line) => line["item"] === item && line["case_id"] === "")
          .map((line) => [line["count"], line["amount"]])
      expect(sek("opening")).toEqual([[String(opening.length), first.sums[0]?.sum]])
      expect(sek("closing")).toEqual([[String(opening.length - 1), second.sums[0]?.sum]])
      expect(sek("closed")).toEqual([["-1", `-${closing?.["remaining_capital"]}`]])
      expect(sek("reopened")).toHaveLength(1)
      const revaluation = hundredths("5.55") - hundredths(revalued?.["remaining_capital"])
      expect(sek("revalued").map(([, amount]) => hundredths(amount))).toEqual([revaluation])
      expect(lines.filter((line) => line["case_id"] !== "")).toEqual([
        expect.objectContaining({ case_id: idOf(deleted), meaning: "the API has no such case now" }),
      ])
      const sum = lines
        .filter((line) => line["case_id"] === "" && line["item"] !== "closing")
        .reduce((total, line) => total + hundredths(line["amount"]), 0n)
      expect(sum).toBe(hundredths(second.sums[0]?.sum))

      const manifest = second.files.find((file) => file.endsWith("-manifest.json")) ?? ""
      expect(JSON.parse(readFileSync(manifest, "utf8"))).toMatchObject({
        counts: { unexplained: 1 },
        bridge: { previousSerial: 1 },
      })
      const { movement } = decodeMovement(readFileSync(manifest, "utf8"))
      const ofItems = (creditorId: string, wanted: (item: string) => boolean) =>
        movement.lines
          .filter((line) => line.creditorId === creditorId && wanted(line.item))
          .reduce((all, line) => ({ count: all.count + line.count, sum: all.sum + hundredths(line.sum) }), {
            count: 0,
            sum: 0n,
          })
      // Each creditor's portfolio adds up by itself.
      for (const { creditorId } of movement.lines) {
        const isClosing = (item: string) => item === "closing"
        expect(ofItems(creditorId, (item) => !isClosing(item))).toEqual(ofItems(creditorId, isClosing))
      }
      expect(ofItems(closing?.["creditor_id"] ?? "", (item) => item === "credited")).toEqual({
        count: -1,
        sum: -hundredths(closing?.["remaining_capital"]),
      })
      // No closed run has come since: what left the portfolio waits for it.
      expect(movement).toMatchObject({
        closedRuns: [],
        ties: [{ notExported: { count: 1, opening: closing?.["remaining_capital"] } }],
      })

      world.time.now += World.day
      const closed = yield* world.closed()
      world.time.now += World.day
      const third = yield* world.open()
      const later = decodeMovement(
        readFileSync(third.files.find((file) => file.endsWith("-manifest.json")) ?? "", "utf8"),
      ).movement
      expect(later.closedRuns).toEqual([closed.serial])
      expect(later.ties[0]?.exported).toEqual({ count: closed.sums[0]?.count, remaining: closed.sums[0]?.sum })
    }),
  )

  it.scopedLive("does not take a case that can no longer be read for a closed one, nor for a new one afterwards", () =>
    Effect.gen(function* () {
      const world = yield* World.make()
      const [row] = world.rows((yield* world.open()).files, ".csv")
      const id = row?.["case_id"] ?? "none"
      const bridgeOf = (files: ReadonlyArray<string>) =>
        world.rows(
          files.filter((file) => file.endsWith("-bridge.csv")),
          ".csv",
        )
      world.time.now += World.day
      world.engine.change(id, world.time.now, { total_remaining_capital_amount: "n/a" })
      const broken = yield* world.open()
      expect(broken.counts).toMatchObject({ quarantined: 1, unexplained: 1 })
      expect(bridgeOf(broken.files).filter((line) => line["item"] === "closed")).toEqual([])
      expect(bridgeOf(broken.files).filter((line) => line["case_id"] !== "")).toEqual([
        expect.objectContaining({ case_id: id, count: "-1", meaning: "cannot be read: see the quarantine" }),
      ])
      world.time.now += World.day
      world.engine.change(id, world.time.now, { total_remaining_capital_amount: 5.55 })
      const mended = yield* world.open()
      expect(bridgeOf(mended.files).filter((line) => line["case_id"] !== "")).toEqual([
        expect.objectContaining({ case_id: id, count: "1", amount: "5.55" }),
      ])
    }),
  )
})
