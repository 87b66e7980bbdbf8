import { join } from "node:path"
import { datasetCalled } from "@amili-cases/accounting/datasets"
import { verify } from "@amili-cases/accounting/payouts/verifyPayouts"
import * as Explain from "@amili-cases/export-engine/evidence/Explain"
import * as Replay from "@amili-cases/export-engine/evidence/Replay"
import { Runs } from "@amili-cases/export-engine/journal/Runs"
import { svExcel } from "@amili-cases/sheets/csv/CsvProfile"
import * as FinanceTruth from "@amili-cases/test-fixtures/finance/Truth"
import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { putOddLines } from "./support/oddLines.ts"
import * as World from "./support/world.ts"

const day = 86_400_000

describe("a run over payouts", () => {
  it.live("is made again with the same bytes, workbook and quarantine included", () =>
    Effect.gen(function* () {
      const world = yield* World.make({ cases: 60, seed: 5, unkind: 1, maxResults: [7, 30] })
      const settings = { ...world.settings, formats: ["csv", "xlsx"], csv: svExcel, perCreditor: true }
      const made = []
      for (let index = 0; index < 6; index++) {
        if (index === 2) putOddLines(world)
        yield* world.run({ settings })
        world.clock.now += 9 * day
      }
      const runs = yield* world.alone(Effect.flatMap(Runs, (service) => service.history("default", "payouts")))
      for (const run of runs) {
        const again = Replay.run(datasetCalled("payouts"), run, world.out, join(world.out, `again-${run.serial}`))
        made.push(...(yield* world.alone(again)).made)
      }
      const others = made.filter(({ how }) => how !== "made again, same bytes")
      expect(others).toHaveLength(runs.length)
      for (const { name } of others) expect(name).toMatch(/-raw\.ndjson\.gz$/)
      expect(made.filter(({ name }) => name.endsWith("-quarantine.csv"))).not.toEqual([])
    }).pipe(Effect.scoped),
  )

  it.live("is compared with the API: an amount that was edited unseen is named, and comes with a full run", () =>
    Effect.gen(function* () {
      const world = yield* World.make({ cases: 20, seed: 1 })
      yield* world.run()
      expect((yield* world.alone(verify("default", []))).findings).toEqual([])
      const paid = [...FinanceTruth.at(world.events(), world.clock.now).lines.values()].find(
        ({ shown }) => shown !== undefined && shown.date < world.clock.now - day,
      )
      const lines = world.engine.resources.get("finance--payout-specifications")
      const before = lines?.document(lines.row(paid?.id ?? "") ?? -1)
      if (before !== undefined) lines?.put({ ...before, total_amount: 1 })
      expect((yield* world.run()).serial).toBe(undefined)
      const { findings } = yield* world.alone(verify("default", []))
      expect(findings).toEqual([{ problem: "a line that has changed since it was exported", subject: paid?.id }])
      expect((yield* world.run({ full: true })).counts).toMatchObject({ payouts: 1, changed: 1 })
      expect((yield* world.alone(verify("default", []))).findings).toEqual([])
    }).pipe(Effect.scoped),
  )

  it.live("is explained by the ids of line and payout, and by case, invoice number and reference", () =>
    Effect.gen(function* () {
      const world = yield* World.make({ cases: 20, seed: 1 })
      yield* world.run()
      const [line] = FinanceTruth.at(world.events(), world.clock.now).lines.values()
      if (line?.shown === undefined) return yield* Effect.die("the first line has no payout yet")
      for (const wanted of [line.id, line.case, line.invoiceNumber, line.reference]) {
        const said = yield* world.alone(Explain.explain("default", world.out, wanted))
        expect(said).toContainEqual(
          expect.objectContaining({
            caseId: line.id,
            what: "new",
            document: expect.stringContaining(`"_id": "${line.id}"`),
          }),
        )
      }
      const payout = yield* world.alone(Explain.explain("default", world.out, line.shown.payout))
      expect(payout).toContainEqual(
        expect.objectContaining({
          caseId: line.shown.payout,
          what: "new",
          document: expect.stringContaining(`"_id": "${line.shown.payout}"`),
        }),
      )
    }).pipe(Effect.scoped),
  )
})
