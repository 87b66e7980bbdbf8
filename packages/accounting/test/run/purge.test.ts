import { readFileSync, rmSync } from "node:fs"
import { join } from "node:path"
import { gunzipSync } from "node:zlib"
import { describe, expect, it } from "@effect/vitest"
import { DateTime, Effect, Option } from "effect"
import Database from "libsql"
import { datasetCalled, datasets } from "@amili-cases/accounting/datasets"
import * as Explain from "@amili-cases/export-engine/evidence/Explain"
import * as Purge from "@amili-cases/export-engine/evidence/Purge"
import * as Replay from "@amili-cases/export-engine/evidence/Replay"
import * as Verify from "@amili-cases/export-engine/evidence/Verify"
import { Lock } from "@amili-cases/export-engine/journal/Lock"
import { Runs } from "@amili-cases/export-engine/journal/Runs"
import * as Folder from "../support/folder.ts"
import { read, valuesOf } from "../support/workbook.ts"
import * as Happenings from "../support/history/Happenings.ts"
import * as World from "../support/world.ts"

type Made = Effect.Effect.Success<ReturnType<typeof World.make>>

const purge = (world: Made) =>
  Effect.gen(function* () {
    const found = yield* Purge.examine(datasets, "default", DateTime.unsafeMake("2100-01-01T00:00:00Z"))
    return yield* Purge.purge(found, world.out)
  }).pipe(Effect.scoped)

/** A run with full debtor data, one document of which cannot be read. */
const exported = Effect.gen(function* () {
  const world = yield* World.make({ cases: 60 })
  const columns = ["case_id", "debtor_name", "remaining_capital"]
  const settings = { ...world.settings, privacy: "full" as const, formats: ["csv", "xlsx"] }
  const [closed] = Happenings.documents(world.engine.cases, { closed: { $ne: null } })
  world.engine.change(closed?.[0] ?? "", world.time.now - World.day, { total_remaining_capital_amount: "much" })
  const { files } = yield* world.closed({ settings: { ...settings, csv: { ...settings.csv, columns } } })
  yield* world.open({ settings })
  const [archive = ""] = Folder.named(world.out, "-raw.ndjson.gz")
  const names = gunzipSync(readFileSync(join(world.out, archive)))
    .toString("utf8")
    .split("\n")
    .flatMap((line) => /"customer_name": *("[^"]+")/.exec(line)?.[1] ?? [])
    .map((text) => String(JSON.parse(text)))
  return { world, files, names }
})

/** Whether a name of a debtor is in any file of the folder, packed or not. */
const holdsNames = (folder: string, names: ReadonlyArray<string>): ReadonlyArray<string> =>
  Folder.named(folder, "").filter((name) => {
    const bytes = readFileSync(join(folder, name))
    const sheets = () =>
      JSON.stringify(read(join(folder, name)).SheetNames.map((sheet) => valuesOf(read(join(folder, name)), sheet)))
    const text = name.endsWith(".gz")
      ? gunzipSync(bytes).toString("utf8")
      : name.endsWith(".xlsx")
        ? sheets()
        : bytes.toString("utf8")
    return names.some((debtor) => text.includes(debtor) || text.includes(JSON.stringify(debtor).slice(1, -1)))
  })

describe("purging", () => {
  it.scopedLive("leaves the files without debtor data, and nothing with them, in the journal neither", () =>
    Effect.gen(function* () {
      const { files, names, world } = yield* exported
      expect(names.length).toBeGreaterThan(10)
      const rows = world.rows(files, "01.csv")
      const unclear = world.rows(files, "-quarantine.csv")
      expect(rows[0]).toHaveProperty("debtor_name")
      yield* purge(world).pipe(Effect.provide(world.layer))
      const database = new Database(join(world.out, "journal.db"))
      const sources = database.prepare("SELECT source FROM quarantine").all()
      database.close()
      expect(JSON.stringify(sources)).toContain("reference_number")
      expect(holdsNames(world.out, names)).toEqual([])
      const [left = ""] = Folder.named(world.out, "-without-debtors.csv")
      expect(Folder.csv(world.out, left)).toEqual(
        rows.map(({ case_id, remaining_capital }) => ({ case_id, remaining_capital })),
      )
      const [book = ""] = Folder.named(world.out, "-without-debtors.xlsx")
      expect(valuesOf(read(join(world.out, book)), "Paid").length).toBeGreaterThan(1)
      const [raw = ""] = Folder.named(world.out, "-without-debtors-raw.ndjson.gz")
      const documents = gunzipSync(readFileSync(join(world.out, raw)))
        .toString("utf8")
        .trimEnd()
        .split("\n")
      expect(documents.length).toBe(rows.length + unclear.filter((row) => row["problem"] !== "unclassified").length)
      const checked = Effect.zip(Verify.chain("default"), Verify.files("default", world.out))
      expect(yield* Effect.provide(checked, world.layer)).toMatchObject([[], { findings: [] }])
      const replayed = Effect.gen(function* () {
        const run = yield* (yield* Runs).find({ profile: "default", dataset: "closed", serial: 1 })
        return yield* Replay.run(datasetCalled("closed"), Option.getOrThrow(run), world.out, join(world.out, "again"))
      })
      expect(yield* Effect.either(Effect.provide(replayed, world.layer))).toMatchObject({
        left: { message: expect.stringMatching(/^run 1 was purged: /) },
      })
      const next = yield* world.closed()
      const d2 = new Database(join(world.out, "journal.db"))
      console.log(d2.prepare("SELECT serial, fingerprint, source FROM quarantine").all())
      expect(next.serial).toBe(undefined)
    }),
  )

  it.scopedLive("leaves the raw documents of each case to be explained", () =>
    Effect.gen(function* () {
      const { files, world } = yield* exported
      const caseId = world.rows(files, "01.csv")[0]?.["case_id"] ?? ""
      yield* purge(world).pipe(Effect.provide(world.layer))
      const explained = yield* Effect.provide(Explain.explain("default", world.out, caseId), world.layer)
      expect(explained.map(({ document = "" }) => [document.includes(caseId), document.includes("customer")])).toEqual([
        [true, false],
      ])
    }),
  )

  it.scopedLive("removes nothing where the copy cannot be made", () =>
    Effect.gen(function* () {
      const { files, world } = yield* exported
      rmSync(files.find((file) => file.endsWith("-raw.ndjson.gz")) ?? "")
      const contents = () => Object.entries(Folder.contents(world.out)).filter(([name]) => name.includes("closed"))
      const before = contents()
      const refused = yield* Effect.either(purge(world)).pipe(Effect.provide(world.layer))
      expect(refused).toMatchObject({ left: { message: expect.stringMatching(/cannot be purged: .* is not there$/) } })
      expect(contents()).toEqual(before)
    }),
  )

  it.scopedLive("goes on where it was interrupted while it removed", () =>
    Effect.gen(function* () {
      const { files, world } = yield* exported
      yield* purge(world).pipe(Effect.provide(world.layer))
      const database = new Database(join(world.out, "journal.db"))
      database.exec("UPDATE run_file SET purged_at = NULL WHERE name LIKE '%-raw.ndjson.gz'")
      database.close()
      const again = yield* purge(world).pipe(Effect.provide(world.layer))
      expect(again.removed).toContain(files.find((file) => file.endsWith("-raw.ndjson.gz")))
      expect(yield* Effect.provide(Verify.files("default", world.out), world.layer)).toMatchObject({ findings: [] })
    }),
  )

  it.scopedLive("removes nothing while a run goes on, and leaves the lock to the next", () =>
    Effect.gen(function* () {
      const world = yield* World.make({ cases: 40 })
      yield* world.closed({ settings: { ...world.settings, privacy: "full" } })
      const [refused, removed] = yield* Effect.gen(function* () {
        const during = yield* Effect.zipRight(
          (yield* Lock).hold("default", "2026-02-01T08:00:00Z"),
          Effect.either(purge(world)),
        ).pipe(Effect.scoped)
        return [during, yield* purge(world)] as const
      }).pipe(Effect.provide(world.layer))
      expect(refused).toMatchObject({ left: { _tag: "LockHeld" } })
      expect(removed.removed.length).toBeGreaterThan(0)
      expect((yield* world.closed()).serial).toBe(undefined)
    }),
  )
})
