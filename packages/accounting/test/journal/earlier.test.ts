import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "@effect/vitest"
import { datasets } from "@amili-cases/accounting/datasets"
import * as Journal from "@amili-cases/accounting/Journal"
import * as Rebuild from "@amili-cases/export-engine/evidence/Rebuild"
import * as Verify from "@amili-cases/export-engine/evidence/Verify"
import * as Backup from "@amili-cases/export-engine/database/Backup"
import { Runs } from "@amili-cases/export-engine/journal/Runs"
import { Folder } from "@amili-cases/export-engine/run/Folder"
import { Notes } from "@amili-cases/export-engine/report/Notes"
import { FileSystem } from "@effect/platform"
import { SystemError } from "@effect/platform/Error"
import Database from "libsql"
import { Effect, Layer, Schema } from "effect"
import * as Layers from "../support/layers.ts"
import * as World from "../support/world.ts"
import { temporary } from "../support/folder.ts"

const fixture = join(import.meta.dirname, "../../../export-engine/test/fixtures/journal-0.1/data")

/** A copy of the folder of the first version. */
const copied = Effect.map(temporary, (root) => {
  const out = join(root, "out")
  cpSync(fixture, out, { recursive: true })
  const notes: Array<string> = []
  const inside = (readOnly = false) =>
    Layer.merge(Journal.layer({ _tag: "File", path: join(out, "journal.db"), readOnly }), Folder.Default).pipe(
      Layer.provideMerge(
        Layer.merge(Layers.platform, Layer.succeed(Notes, { note: ({ en }) => Effect.sync(() => notes.push(en)) })),
      ),
    )
  return { root, out, notes, inside, journal: join(out, "journal.db") }
})

const findings = (out: string) =>
  Effect.all([Verify.chain("default"), Effect.map(Verify.files("default", out), (found) => found.findings)]).pipe(
    Effect.map((all) => all.flat()),
  )

const chain = Effect.flatMap(Runs, (runs) =>
  Effect.map(Effect.all([runs.settled("default", "closed"), runs.settled("default", "open")]), (all) =>
    all
      .flat()
      .map((run) => [
        run.dataset,
        run.serial,
        run.hash,
        run.previous_hash,
        run.scope,
        run.started_at,
        run.floor,
        run.window_from,
        run.window_until,
        run.changed_since,
      ]),
  ),
)

/** What the datasets keep, in order. */
const rows = (file: string, table: string) => {
  const database = new Database(file)
  const found = database.prepare(`SELECT * FROM ${table}`).all()
  database.close()
  return found.map((row) => JSON.stringify(row)).toSorted()
}

/** Takes the journal back to before its last migration. */
const downgrade = (file: string) => {
  const database = new Database(file)
  database.exec("DROP TABLE abandoned_entry; DELETE FROM migration WHERE migration_id = 4")
  database.close()
}

describe("a journal of an earlier version", () => {
  it.scopedLive("is kept as it was before it is migrated, and verifies", () =>
    Effect.gen(function* () {
      const { inside, journal, notes, out } = yield* copied
      downgrade(journal)
      expect(yield* findings(out).pipe(Effect.provide(inside()))).toEqual([])
      const backup = readdirSync(out).find((name) => name.includes("before-migration")) ?? ""
      expect(rows(join(out, backup), "migration")).toHaveLength(3)
      expect(rows(journal, "migration").length).toBeGreaterThan(3)
      expect(notes).toEqual([expect.stringContaining(`kept in ${join(out, backup)}`)])
    }),
  )

  it.scopedLive("that a later version has migrated is refused", () =>
    Effect.gen(function* () {
      const { inside, journal } = yield* copied
      const database = new Database(journal)
      database.exec("INSERT INTO migration (migration_id, name) VALUES (99, 'later')")
      database.close()
      expect(yield* Effect.flip(Effect.provide(chain, inside()))).toMatchObject({
        _tag: "JournalError",
        message: expect.stringContaining("later version of amili-export (migration 99"),
        hint: expect.stringContaining("install that version"),
      })
    }),
  )
})

/** The server as it was after the runs of the fixture, and its folder. */
const world = Effect.gen(function* () {
  const made = yield* World.make({ cases: 40, seed: 4, oddities: 0.1 })
  cpSync(fixture, made.out, { recursive: true })
  const ask = (method: string, path: string, body?: unknown) =>
    Effect.promise(() =>
      fetch(`${made.baseUrl}/__sandbox/${path}`, { method, body: body === undefined ? null : JSON.stringify(body) }),
    )
  made.time.now = Date.parse("2026-02-02T12:00:00Z")
  for (const { body, method, path } of decodeChanges(readFileSync(join(fixture, "../changes.json"), "utf8"))) {
    yield* ask(method, path, body)
  }
  made.time.now = Date.parse("2026-02-05T08:00:00Z")
  return { ...made, ask }
})

const decodeChanges = Schema.decodeSync(
  Schema.parseJson(
    Schema.Array(Schema.Struct({ method: Schema.String, path: Schema.String, body: Schema.optional(Schema.Unknown) })),
  ),
)

describe.each(["kept", "rebuilt"])("a journal of an earlier version that is %s", (how) => {
  it.scopedLive("goes on with what is new, and nothing else", () =>
    Effect.gen(function* () {
      const { ask, closed, layer, open, out, rows: rowsIn, time } = yield* world
      if (how === "rebuilt") {
        rmSync(join(out, "journal.db"))
        yield* Rebuild.run(datasets, "default", out).pipe(Effect.provide(layer))
      }
      expect(yield* closed()).toMatchObject({ serial: undefined, files: [] })
      const id = "678e649c00001aac991edc0a"
      yield* ask("POST", `cases/${id}/close?reason=recalled`)
      time.now += 7_200_000
      const third = yield* closed()
      expect(third).toMatchObject({ serial: 3, counts: { closed: 1, corrections: 0, quarantined: 0 } })
      expect(rowsIn(third.files, "-000003-2026-02-05.csv").map((row) => row["case_id"])).toEqual([id])
      expect(yield* open()).toMatchObject({ serial: 3, counts: { unexplained: 0 } })
      expect(yield* findings(out).pipe(Effect.provide(layer))).toEqual([])
    }),
  )
})

describe("a journal that is rebuilt", () => {
  it.scopedLive("is the journal that was lost, but for what only it knew", () =>
    Effect.gen(function* () {
      const { inside, journal, out, root } = yield* copied
      const before = yield* Effect.provide(chain, inside())
      const kept = join(root, "kept.db")
      renameSync(journal, kept)
      const rebuilt = yield* Rebuild.run(datasets, "default", out).pipe(Effect.provide(inside()))
      expect(rebuilt).toHaveLength(4)
      expect(yield* Effect.provide(chain, inside())).toEqual(before)
      expect(yield* findings(out).pipe(Effect.provide(inside()))).toEqual([])
      for (const table of ["entry", "quarantine", "open_case", "standing", "run_file", "origin"]) {
        expect({ table, rows: rows(journal, table) }).toEqual({ table, rows: rows(kept, table) })
      }
      expect(yield* Rebuild.run(datasets, "default", out).pipe(Effect.provide(inside()))).toEqual([])
    }),
  )

  it.scopedLive("says which files it lacks, and goes on when they are back", () =>
    Effect.gen(function* () {
      const { inside, journal, out, root } = yield* copied
      rmSync(journal)
      const archive = join(root, "archive")
      mkdirSync(archive)
      const first = readdirSync(out).filter((name) => name.startsWith("closed-000001"))
      for (const name of first) renameSync(join(out, name), join(archive, name))
      const rebuild = Rebuild.run(datasets, "default", out).pipe(Effect.provide(inside()))
      expect(yield* Effect.flip(rebuild)).toMatchObject({
        _tag: "CannotRebuild",
        message: "the files of closed run 1 are not in the folder",
      })
      cpSync(archive, out, { recursive: true })
      const raw = join(out, "closed-000002-2026-02-03-raw.ndjson.gz")
      rmSync(raw)
      expect(yield* Effect.flip(rebuild)).toMatchObject({
        message: expect.stringContaining("raw documents in closed-000002"),
      })
      cpSync(join(fixture, "closed-000002-2026-02-03-raw.ndjson.gz"), raw)
      expect((yield* rebuild).at(-1)).toEqual({ dataset: "closed", serial: 2 })
    }),
  )
})

describe("a journal that cannot be written", () => {
  it.scopedLive("is read all the same, also one of an earlier version, and stays as it is", () =>
    Effect.gen(function* () {
      const { inside, journal, out } = yield* copied
      downgrade(journal)
      const [before, bytes] = [readdirSync(out), readFileSync(journal)]
      const readOnly = Layer.effect(
        FileSystem.FileSystem,
        Effect.map(FileSystem.FileSystem, (fs) => ({ ...fs, access: refused })),
      ).pipe(Layer.provide(Layers.platform))
      const layer = Journal.layer({ _tag: "File", path: journal, readOnly: true }).pipe(
        Layer.provide(Layer.merge(Layers.platform, readOnly)),
      )
      expect(yield* Effect.provide(chain, layer)).toHaveLength(4)
      expect(readdirSync(out)).toEqual(before)
      expect(readFileSync(journal).equals(bytes)).toBe(true)
      expect(yield* Effect.provide(chain, inside())).toHaveLength(4)
    }),
  )
})

const refused = () =>
  Effect.fail(new SystemError({ reason: "PermissionDenied", module: "FileSystem", method: "access" }))

describe("a copy of the journal", () => {
  it.scopedLive("holds all that is committed, and overwrites nothing", () =>
    Effect.gen(function* () {
      const { inside, journal, root } = yield* copied
      const file = join(root, "backup.db")
      yield* Backup.write(file).pipe(Effect.provide(inside()))
      expect(rows(file, "entry")).toEqual(rows(journal, "entry"))
      const bytes = readFileSync(file)
      expect(yield* Effect.flip(Backup.write(file).pipe(Effect.provide(inside())))).toMatchObject({
        message: `${file} is there already: it is not overwritten`,
      })
      expect(readFileSync(file).equals(bytes)).toBe(true)
      expect(existsSync(`${file}-journal`)).toBe(false)
    }),
  )
})
