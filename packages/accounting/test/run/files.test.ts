import { createHash } from "node:crypto"
import { copyFileSync, mkdirSync, readFileSync, rmSync } from "node:fs"
import { join } from "node:path"
import * as Random from "@amili-cases/test-fixtures/Random"
import { describe, expect, it } from "@effect/vitest"
import { Effect, Option } from "effect"
import { Entries } from "../../src/closed/records/Entries.ts"
import type { DatasetName } from "@amili-cases/accounting/DatasetName"
import { datasetCalled } from "@amili-cases/accounting/datasets"
import * as Replay from "@amili-cases/export-engine/evidence/Replay"
import { QuarantineLog } from "@amili-cases/export-engine/journal/QuarantineLog"
import { Runs } from "@amili-cases/export-engine/journal/Runs"
import * as Files from "../support/history/Files.ts"
import * as Happenings from "../support/history/Happenings.ts"
import * as Tables from "../support/history/Tables.ts"
import * as VirtualClock from "../support/history/VirtualClock.ts"
import * as World from "../support/history/World.ts"

/** `FILES=200 FIRST_SEED=1` for more of them. */
const total = Number(process.env["FILES"] ?? 3)
const first = Number(process.env["FIRST_SEED"] ?? 1)
const day = 86_400_000

interface Made {
  readonly dataset: Exclude<DatasetName, "payouts" | "reconcile" | "vouchers">
  readonly serial: number
  readonly waiting: number
}

/** A few days of runs in whatever shape, read in pages of whatever size while the portfolio moves. */
const history = (seed: number, clock: VirtualClock.VirtualClock) =>
  Effect.gen(function* () {
    const random = Random.make(seed, 51)
    const world = yield* World.make({
      cases: random.pick([60, 700, 1500]) ?? 60,
      seed,
      now: "2026-02-01",
      oddities: random.pick([0, 0.05, 0.2]) ?? 0,
      maxResults: random.pick([[100], [30], [70, 100], [7]]) ?? [100],
      shuffleTies: true,
      script: (engine, _, now) => Happenings.happen(engine, 0.7, random, now),
    })
    const made: Array<Made> = []
    for (let morning = 0; morning < 3; morning++) {
      const settings = {
        formats: ["csv", "xlsx"],
        privacy: random.pick(["none", "masked", "full"] as const) ?? "none",
      }
      for (const dataset of ["closed", "open"] as const) {
        const asked = { dataset, creditors: [], start: undefined, perCreditor: random.chance(0.3), settings }
        const { counts, serial } = yield* world.run(asked)
        if (serial !== undefined) made.push({ dataset, serial, waiting: counts["quarantined"] ?? 0 })
        clock.now += day / 4
      }
      for (let events = 20; events > 0; events--) Happenings.happen(world.engine, 1, random, clock.now)
      clock.now += day
    }
    return { world, made, random }
  })

const hashOf = (path: string) => createHash("sha256").update(readFileSync(path)).digest("hex")

type History = Effect.Effect.Success<ReturnType<typeof history>>

const seeds = Array.from({ length: total }, (_, index) => first + index)

/** Loses some files of each run, and has them made again. */
const checkReplay = (seed: number, { made, random, world: { alone, out } }: History) =>
  Effect.gen(function* () {
    for (const { dataset, serial } of made) {
      const copy = join(out, `copy-${dataset}-${serial}`)
      mkdirSync(copy)
      const { manifest } = Files.read(out, dataset, serial)
      for (const { name, role } of manifest.files) {
        const irreplaceable = role === "raw" || role === "bridge"
        if (irreplaceable || random.chance(0.4)) copyFileSync(join(out, name), join(copy, name))
        if (!irreplaceable) rmSync(join(out, name))
      }
      const again = join(copy, "again")
      const { failed, made: files } = yield* alone(
        Effect.gen(function* () {
          const run = Option.getOrThrow(yield* (yield* Runs).find({ profile: "default", dataset, serial }))
          return yield* Replay.run(datasetCalled(dataset), run, copy, again)
        }),
      )
      const told = `seed ${seed}, ${dataset} run ${serial}`
      expect([told, failed]).toEqual([told, []])
      const hows = files.filter(({ how }) => how !== "made again, same bytes").map(({ name }) => name)
      expect([told, ...hows.filter((name) => !/-raw\.ndjson\.gz$|-bridge\.csv$/.test(name))]).toEqual([told])
      for (const { name, sha256 } of manifest.files)
        expect([told, name, hashOf(join(again, name))]).toEqual([told, name, sha256])
    }
  })

/** Holds the files of each run together. */
const checkAgreement = (seed: number, { made, world: { alone, out } }: History) =>
  Effect.gen(function* () {
    for (const { dataset, serial, waiting } of made) {
      const told = `seed ${seed}, ${dataset} run ${serial}`
      const files = Files.read(out, dataset, serial)
      const { manifest, quarantine, rows } = files
      const same = (ours: ReadonlyArray<Files.Row>, others: ReadonlyArray<Files.Row>, what: string) =>
        expect([told, what, ...others.map(Tables.keyOf).toSorted()]).toEqual([
          told,
          what,
          ...ours.map(Tables.keyOf).toSorted(),
        ])
      const counts = [quarantine.length, manifest.counts["quarantined"], manifest.counts[dataset]]
      expect([told, ...counts]).toEqual([told, waiting, waiting, rows.length])
      const sums = manifest.sums.map(({ currency, sum }) => [currency, Math.round(Number(sum) * 100)])
      expect([told, Object.fromEntries(sums)]).toEqual([told, Tables.sumsOf(rows)])
      if (dataset === "open") {
        same(rows, Tables.onSheets(out, files, ["Open cases"]), "rows")
        continue
      }
      const classed = rows.filter((row) => row["settlement_class"] !== "unclassified")
      const sheets = ["Paid", "Losses", "Other closings"]
      const decide = Tables.onSheets(out, files, ["To decide"]).filter(
        (row) => row["Settlement class"] === "loss_to_confirm",
      )
      same(classed, [...Tables.onSheets(out, files, sheets), ...decide], "rows")
      same(files.corrections, Tables.onSheets(out, files, ["Corrections"]), "corrections")
      same(quarantine, Tables.onSheets(out, files, ["Quarantine"]), "quarantine")
      const unclassified = rows.filter((row) => row["settlement_class"] === "unclassified")
      const quarantined = quarantine.filter((row) => row["problem"] === "unclassified")
      const ids = (some: ReadonlyArray<Files.Row>) => some.map((row) => row["case_id"] ?? "").toSorted()
      expect([told, ids(quarantined)]).toEqual([told, ids(unclassified)])
      for (const row of files.corrections) {
        if (row["change"] !== "changed") continue
        const now = ["closed_on", "close_reason", "currency", "remaining_capital"].map((key) => row[key])
        const before = ["closed_on", "close_reason", "currency", "remaining_capital"].map(
          (key) => row[`previous_${key}`],
        )
        expect([told, now]).not.toEqual([told, before])
      }
      const journal = yield* alone(
        Effect.gen(function* () {
          const entries = yield* Effect.flatMap(Entries, (all) =>
            Effect.map(
              all.latest(
                "default",
                [...rows, ...files.corrections].map((row) => row["case_id"] ?? ""),
                serial + 1,
              ),
              (found) => [...found.values()],
            ),
          )
          const log = yield* Effect.flatMap(QuarantineLog, (all) => all.ofRun("default", dataset, serial))
          return { entries: entries.filter((entry) => entry.serial === serial), log }
        }),
      )
      const said = [...rows, ...files.corrections].map((row) => `${row["case_id"]} ${row["remaining_capital"]}`)
      const entries = journal.entries.map(({ amount, caseId }) => `${caseId} ${amount ?? ""}`)
      expect([told, entries.toSorted()]).toEqual([told, said.toSorted()])
      const shown = quarantine.map((row) => `${row["case_id"]} ${row["problem"]}`)
      const log = journal.log.map(({ case_id, problem }) => `${case_id ?? ""} ${problem}`)
      expect([told, log.toSorted()]).toEqual([told, shown.toSorted()])
    }
  })

describe("the files of runs, read in pages of any size from a moving portfolio", () => {
  it.live.each(seeds)(
    "hold the same in CSV, workbook, manifest and journal, and are made again with the same bytes (history %i)",
    (seed) => {
      const clock = VirtualClock.make(Date.parse("2026-02-01T08:00:00.137Z"))
      return Effect.gen(function* () {
        const made = yield* history(seed, clock)
        yield* checkAgreement(seed, made)
        yield* checkReplay(seed, made)
      }).pipe(Effect.scoped, Effect.withClock(clock))
    },
    300_000,
  )
})
