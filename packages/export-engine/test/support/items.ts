/** The smallest dataset: items, each exported once. It runs through the real engine, files and database. */
import { createHash } from "node:crypto"
import type { Rebuilding, Registered } from "@amili-cases/export-engine/dataset/Dataset"
import * as Archive from "@amili-cases/export-engine/evidence/Archive"
import { query } from "../../src/database/statement.ts"
import * as JournalDatabase from "../../src/database/JournalDatabase.ts"
import { Machine } from "@amili-cases/export-engine/journal/Machine"
import { StateFolder } from "@amili-cases/export-engine/journal/StateFolder"
import * as Commit from "@amili-cases/export-engine/run/Commit"
import { Folder } from "@amili-cases/export-engine/run/Folder"
import * as Naming from "@amili-cases/export-engine/run/Naming"
import { Notes } from "../../src/report/Notes.ts"
import * as RunHandle from "@amili-cases/export-engine/run/RunHandle"
import type { RunSettings } from "@amili-cases/export-engine/run/RunSettings"
import * as Session from "@amili-cases/export-engine/run/Session"
import { rfc4180 } from "@amili-cases/sheets/csv/CsvProfile"
import * as NodeFileSystem from "@effect/platform-node/NodeFileSystem"
import * as NodePath from "@effect/platform-node/NodePath"
import { SqlClient } from "@effect/sql/SqlClient"
import { DateTime, Effect, Layer, Stream } from "effect"

const table = Effect.flatMap(
  SqlClient,
  (sql) => sql`CREATE TABLE item (profile TEXT NOT NULL, id TEXT NOT NULL, serial INTEGER NOT NULL,
    PRIMARY KEY (profile, id))`,
)

export const items: Registered = {
  name: "item",
  migrations: { "0001_item": Effect.asVoid(table) },
  records: Effect.map(SqlClient, (sql) => ({
    commit: () => Effect.void,
    forget: ({ profile, serial }) => sql`DELETE FROM item WHERE profile = ${profile} AND serial = ${serial}`,
    abandon: () => Effect.void,
    hash: ({ profile, serial }) =>
      sql<{ id: string }>`SELECT id FROM item WHERE profile = ${profile} AND serial = ${serial} ORDER BY id`.pipe(
        query,
        Effect.map((rows) => hashOf(rows.map(({ id }) => id))),
      ),
    history: () => Effect.succeed([]),
    abandoned: () => Effect.succeed([]),
  })),
}

export const rebuildable = {
  name: "item",
  rebuild: ({ archive, run }: Rebuilding) =>
    Effect.gen(function* () {
      const sql = yield* SqlClient
      const ids = Array.from(yield* Stream.runCollect(Archive.read(archive)), (line) => String(JSON.parse(line)))
      for (const id of ids) yield* sql`INSERT INTO item ${sql.insert({ profile: run.profile, id, serial: run.serial })}`
      return hashOf(ids)
    }),
}

const hashOf = (ids: ReadonlyArray<string>) => createHash("sha256").update(ids.join("\n")).digest("hex")

/** A day later in Stockholm than in UTC. */
const startedAt = DateTime.unsafeMake("2026-01-31T23:30:00Z")

export const settingsIn = (folder: string, more: Partial<RunSettings> = {}): RunSettings => ({
  profile: "default",
  folder,
  formats: [],
  csv: rfc4180,
  perCreditor: false,
  language: "en",
  privacy: "none",
  tool: "test",
  api: "https://api.example",
  account: "company",
  ...more,
})

/** Exports what no run has exported; the number of the run, undefined where there is nothing new. */
export const exportItems = (settings: RunSettings, existing: ReadonlyArray<string>) =>
  Effect.gen(function* () {
    const { folder, profile } = settings
    const folders = yield* Folder
    yield* folders.open(folder)
    const { token } = yield* Session.open(settings, { once: "item" })
    const sql = yield* SqlClient
    const known = yield* query(sql<{ id: string }>`SELECT id FROM item WHERE profile = ${profile}`)
    const fresh = existing.filter((id) => !known.some((row) => row.id === id)).toSorted()
    if (fresh.length === 0) return undefined
    const handle = yield* RunHandle.begin({
      profile,
      dataset: "item",
      token,
      machine: (yield* Machine).id,
      folder,
      scope: "",
      started_at: DateTime.formatIso(startedAt),
      window_from: null,
      window_until: null,
      changed_since: null,
      floor: null,
    })
    const { serial } = handle.run
    const base = Naming.base(profile, "item", serial, startedAt)
    yield* query(sql`INSERT INTO item ${sql.insert(fresh.map((id) => ({ profile, id, serial })))}`)
    yield* folders.write(folder, `${base}.csv`, new TextEncoder().encode(`id\r\n${fresh.join("\r\n")}\r\n`), token)
    const raw = `${base}-raw.ndjson.gz`
    yield* Effect.gen(function* () {
      const archive = yield* Archive.open(folders.staged(folder, raw, token))
      yield* archive.write(fresh.map((id) => JSON.stringify(id)))
      yield* archive.end
    }).pipe(Effect.scoped)
    const sealed = yield* Commit.seal(
      { folder, base, token },
      [
        { name: `${base}.csv`, role: "item", rows: fresh.length, debtorData: false },
        { name: raw, role: "raw", rows: fresh.length, debtorData: false },
      ],
      {
        tool: settings.tool,
        profile,
        dataset: "item",
        serial,
        startedAt: handle.run.started_at,
        window: undefined,
        api: settings.api,
        creditors: [],
        privacy: "none",
        settings: { csv: settings.csv, language: "en", formats: [], perCreditor: false },
        counts: { item: fresh.length },
        sums: [],
        details: {},
        warnings: [],
        dataSha256: hashOf(fresh),
      },
      handle.previous,
    )
    yield* RunHandle.complete(handle, sealed)
    return serial
  }).pipe(Effect.scoped)

export interface Computer {
  readonly machine?: Layer.Layer<Machine> | undefined
  readonly state?: string | undefined
  readonly note?: ((text: string) => void) | undefined
}

export const files = Layer.merge(NodeFileSystem.layer, NodePath.layer)

/** A journal in a file, as one computer opens it. */
export const journalAt = (path: string, { machine, note = () => undefined, state }: Computer = {}) =>
  Layer.merge(JournalDatabase.layer({ _tag: "File", path }, [items], machine), Folder.Default).pipe(
    Layer.provideMerge(
      Layer.mergeAll(
        files,
        Layer.succeed(StateFolder, { path: state }),
        Layer.succeed(Notes, { note: ({ en }) => Effect.sync(() => note(en)) }),
      ),
    ),
  )
