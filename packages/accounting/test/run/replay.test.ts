import { createHash } from "node:crypto"
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { crc32, deflateRawSync, gunzipSync } from "node:zlib"
import { describe, expect, it } from "@effect/vitest"
import { Effect, Either, Option } from "effect"
import Database from "libsql"
import type { DatasetName } from "@amili-cases/accounting/DatasetName"
import { datasetCalled } from "@amili-cases/accounting/datasets"
import * as zip from "@amili-cases/sheets/xlsx/zip"
import { Runs } from "@amili-cases/export-engine/journal/Runs"
import * as Explain from "@amili-cases/export-engine/evidence/Explain"
import * as Replay from "@amili-cases/export-engine/evidence/Replay"
import type { RunSettings } from "@amili-cases/export-engine/run/RunSettings"
import * as Folder from "../support/folder.ts"
import * as World from "../support/world.ts"

/** Two runs, with a case that cannot be read and in the second a correction and a bridge; and the second replayed. */
const replayed = (dataset: DatasetName, shape: Partial<RunSettings>, lose: (folder: string) => void) =>
  Effect.gen(function* () {
    const world = yield* World.make({ cases: 120 })
    const settings: RunSettings = { ...world.settings, formats: ["csv", "xlsx"], ...shape }
    const closed = world.rows((yield* world.closed({ settings })).files, ".csv")
    const open = world.rows((yield* world.open({ settings })).files, ".csv")
    world.time.now += World.day
    const now = world.time.now
    world.engine.close(open[0]?.["case_id"] ?? "", now, { reason: "fully_paid" })
    world.engine.change(closed[0]?.["case_id"] ?? "", now, { total_remaining_capital_amount: 5.55 })
    world.engine.change(closed[1]?.["case_id"] ?? "", now, { total_remaining_capital_amount: "much" })
    world.engine.change(open[1]?.["case_id"] ?? "", now, { total_remaining_capital_amount: "little" })
    world.time.now += World.day
    yield* world.closed({ settings })
    yield* world.open({ settings })

    const before = Object.fromEntries(
      Object.entries(Folder.contents(world.out)).filter(([name]) => name.startsWith(`${dataset}-000002-`)),
    )
    lose(world.out)
    const again = join(world.out, "again")
    mkdirSync(again)
    const exit = yield* Effect.gen(function* () {
      const run = yield* (yield* Runs).find({ profile: "default", dataset, serial: 2 })
      return yield* Replay.run(datasetCalled(dataset), Option.getOrThrow(run), world.out, again)
    }).pipe(Effect.provide(world.layer), Effect.either)
    return { before, after: Folder.contents(again), exit, world, caseId: closed[0]?.["case_id"] ?? "" }
  })

const archiveOf = (folder: string, serial: number) =>
  Folder.named(folder, "-raw.ndjson.gz").find((name) => name.startsWith(`closed-00000${serial}`)) ?? ""

const loseAllBut = (kept: RegExp) => (folder: string) => {
  for (const name of readdirSync(folder)) if (/-00000\d-/.test(name) && !kept.test(name)) rmSync(join(folder, name))
}

describe("a run whose files are lost", () => {
  it.scopedLive.each([
    ["closed", { privacy: "none" }],
    ["closed", { privacy: "masked" }],
    ["closed", { privacy: "full" }],
    ["closed", { perCreditor: true }],
    ["open", { privacy: "none" }],
    ["open", { privacy: "masked" }],
    ["open", { privacy: "full" }],
    ["open", { perCreditor: true }],
  ] as const)("is made again from its raw documents, byte for byte: %s, %o", ([dataset, shape]) =>
    Effect.gen(function* () {
      // The bridge asked the API, and is the one file that no document holds.
      const { after, before, exit } = yield* replayed(dataset, shape, loseAllBut(/-raw\.ndjson\.gz$|-bridge\.csv$/))
      expect(exit._tag).toBe("Right")
      expect(after).toEqual(before)
      expect(Object.keys(after).some((name) => name.includes("quarantine"))).toBe(true)
      const copied = Either.getOrThrow(exit).made.filter(({ how }) => how === "copied from the run")
      expect(copied.map(({ name }) => name.replace(/^.*-/, ""))).toEqual(
        dataset === "closed" ? ["raw.ndjson.gz"] : ["bridge.csv", "raw.ndjson.gz"],
      )
    }),
  )

  /** As if another version of Node had compressed the workbook: other bytes, of the same content or of another. */
  const recompressed = (text: (xml: string) => string, lost: boolean) =>
    replayed("closed", {}, (folder) => {
      const name = Folder.named(folder, ".xlsx").find((file) => file.startsWith("closed-000002")) ?? ""
      const path = join(folder, name)
      const parts = [...zip.unpack(readFileSync(path))]
      rmSync(path)
      const entries = parts.map(([part, bytes]): zip.Entry => {
        const content = Buffer.from(text(bytes.toString("utf8")))
        const deflated = deflateRawSync(content, { level: 1 })
        return {
          name: part,
          size: content.length,
          deflated: deflated.length,
          crc: crc32(content),
          read: (each) => each(deflated),
        }
      })
      const written: Array<Uint8Array> = []
      const sink = {
        write: (bytes: Uint8Array) => Effect.sync(() => void written.push(Uint8Array.from(bytes))),
        end: Effect.succeed({ bytes: 0, sha256: "" }),
      }
      Effect.runSync(zip.write(path, sink, entries))
      const other = Buffer.concat(written)
      if (!lost) writeFileSync(path, other)
      const database = new Database(join(folder, "journal.db"))
      const hash = createHash("sha256").update(other).digest("hex")
      database.prepare("UPDATE run_file SET sha256 = ? WHERE name = ?").run([hash, name])
      database.close()
    })
  const howOf = ({ exit }: Effect.Effect.Success<ReturnType<typeof replayed>>) =>
    Either.getOrThrow(exit).made.find(({ name }) => name.endsWith(".xlsx"))

  it.scopedLive("has its workbook by its content, where another Node has compressed it and it is gone", () =>
    Effect.gen(function* () {
      const same = yield* recompressed((xml) => xml, true)
      expect(howOf(same)?.how).toBe("made again: same content, other compression")
      const name = howOf(same)?.name ?? ""
      expect(same.after[name]).toBe(same.before[name])
    }),
  )

  it.scopedLive("has its workbook copied where it is still there, whatever has compressed it", () =>
    Effect.gen(function* () {
      expect(howOf(yield* recompressed((xml) => xml, false))?.how).toBe("copied from the run")
    }),
  )

  it.scopedLive("has its other files where the content of one would be another", () =>
    Effect.gen(function* () {
      const { after, before, exit } = yield* replayed("closed", {}, (folder) => {
        const name = Folder.named(folder, ".xlsx").find((file) => file.startsWith("closed-000002")) ?? ""
        rmSync(join(folder, name))
        const database = new Database(join(folder, "journal.db"))
        // Bytes and content that no writer of ours has made.
        database.prepare("UPDATE run_file SET sha256 = ? WHERE name = ?").run(["0".repeat(64), name])
        database.exec(
          `UPDATE run SET manifest = REPLACE(manifest, '"contentSha256": "', '"contentSha256": "00') WHERE serial = 2`,
        )
        database.close()
      })
      expect(exit).toMatchObject({
        right: { failed: [{ message: expect.stringMatching(/\.xlsx of run 2 cannot be made/) }] },
      })
      const others = Object.entries(before).filter(([name]) => !/\.xlsx$|-manifest\.json$/.test(name))
      expect(others.length).toBeGreaterThan(2)
      expect(after).toMatchObject(Object.fromEntries(others))
      expect(Object.keys(after).some((name) => name.endsWith(".xlsx"))).toBe(false)
    }),
  )

  it.scopedLive("says so when its raw documents are damaged, and gives the files that are still there", () =>
    Effect.gen(function* () {
      const { after, before, exit, world } = yield* replayed("closed", {}, (folder) => {
        const name = archiveOf(folder, 2)
        writeFileSync(join(folder, name), readFileSync(join(folder, name)).subarray(0, -20))
      })
      expect(exit).toMatchObject({
        right: { failed: [{ message: expect.stringMatching(/-raw\.ndjson\.gz of run 2 cannot be made/) }] },
      })
      const { [archiveOf(world.out, 2)]: _, ...others } = before
      expect(after).toEqual(others)
    }),
  )
})

describe("explaining a case", () => {
  it.scopedLive("finds its documents in the archives, and none in one that is damaged", () =>
    Effect.gen(function* () {
      const { caseId, world } = yield* replayed("closed", {}, (folder) => {
        const name = archiveOf(folder, 2)
        writeFileSync(join(folder, name), "no archive")
      })
      const said = yield* Explain.explain("default", world.out, caseId).pipe(Effect.provide(world.layer))
      const first = archiveOf(world.out, 1)
      const documents = gunzipSync(readFileSync(join(world.out, first)))
        .toString("utf8")
        .split("\n")
      expect(said.map(({ document }) => document)).toEqual([
        documents.find((line) => line.includes(`"${caseId}"`)),
        undefined,
      ])
    }),
  )
})
