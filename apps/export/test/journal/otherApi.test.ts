import { readdirSync } from "node:fs"
import { join } from "node:path"
import { type Document, ObjectId } from "@amili-cases/test-fixtures/Document"
import * as Generator from "@amili-cases/test-fixtures/Generator"
import * as Sandbox from "@amili-cases/test-fixtures/Sandbox"
import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import Database from "libsql"
import * as Happenings from "../../../../packages/accounting/test/support/history/Happenings.ts"
import * as Folder from "../../../../packages/accounting/test/support/folder.ts"
import { amiliExport } from "../support/program.ts"

/** A server, and the runs of the program against it into a folder. */
const server = (seed: number, out: string) =>
  Effect.map(Sandbox.start({ cases: 80, seed, now: "2025-06-30" }), ({ baseUrl, engine, environment }) => ({
    baseUrl,
    engine,
    run: (...args: ReadonlyArray<string>) => amiliExport([...args, "--out", out], environment),
  }))

const exported = Effect.gen(function* () {
  const out = yield* Folder.temporary
  const first = yield* server(5, out)
  expect(yield* first.run("closed")).toMatchObject({ code: 0 })
  return { first, out }
})

const remote = "https://api.first.example"

/** Only this machine can be reached: what its first server has said is said to come from a server far away. */
const comesFrom = (api: string, out: string) => {
  const database = new Database(join(out, "journal.db"))
  database.prepare("UPDATE origin SET api = ?").run(api)
  database.close()
}

/** Everything that the journal says, but who held the lock. */
const said = (out: string) => {
  const database = new Database(join(out, "journal.db"))
  const tables = ["run", "run_file", "entry", "quarantine", "checkpoint", "standing", "open_case", "origin"]
  const rows = tables.map((table): unknown => database.prepare(`SELECT * FROM ${table}`).all())
  database.close()
  return rows
}

const addresses = (out: string) => {
  const database = new Database(join(out, "journal.db"))
  const rows = database.prepare("SELECT api FROM origin ORDER BY seq").all()
  database.close()
  return rows
}

describe("a journal", () => {
  it.scopedLive("takes the servers of this machine for one, since a sandbox has a new port each time", () =>
    Effect.gen(function* () {
      const { out } = yield* exported
      const again = yield* server(5, out)
      expect(yield* again.run("closed")).toMatchObject({ code: 0, stdout: "" })
      expect(yield* again.run("open")).toMatchObject({ code: 0 })
      expect(yield* again.run("verify", "--api")).toMatchObject({ code: 0 })
    }),
  )

  it.scopedLive("refuses the cases of another server, before it is asked anything or anything is written", () =>
    Effect.gen(function* () {
      const { first, out } = yield* exported
      const other = yield* server(6, out)
      comesFrom(remote, out)
      const [files, journal] = [readdirSync(out), said(out)]
      for (const command of [["closed"], ["open"], ["verify", "--api"]]) {
        expect(yield* other.run(...command)).toEqual({
          code: 2,
          signal: null,
          stdout: "",
          stderr: expect.stringContaining(
            `amili-export: the journal of profile "default" holds the cases of ${remote}, and the settings lead to ${other.baseUrl}. Next: another server needs a --profile or an --out of its own; if the API itself has moved: amili-export journal move-api\n`,
          ),
        })
      }
      expect(other.engine.served).toEqual([])
      expect([readdirSync(out), said(out)]).toEqual([files, journal])
      expect(yield* other.run("doctor")).toMatchObject({
        code: 2,
        stdout: expect.stringContaining(`holds the cases of ${remote}`),
      })
      const json = yield* other.run("closed", "--json")
      expect(JSON.parse(json.stderr)).toMatchObject({ code: 2, error: "OtherApi" })
      // What it refuses does no harm to whoever goes on.
      comesFrom(first.baseUrl, out)
      expect(yield* first.run("closed")).toMatchObject({ code: 0 })
    }),
  )

  it.scopedLive("takes them under another profile, and a run that had nothing to say decides as well", () =>
    Effect.gen(function* () {
      const { out } = yield* exported
      const other = yield* server(6, out)
      expect(yield* other.run("closed", "--profile", "butik", "--start", "yesterday")).toMatchObject({
        code: 0,
        stdout: "",
      })
      comesFrom(remote, out)
      expect(yield* other.run("closed", "--profile", "butik")).toMatchObject({ code: 2 })
      comesFrom(other.baseUrl, out)
      expect(yield* other.run("open", "--profile", "butik")).toMatchObject({ code: 0 })
    }),
  )

  it.scopedLive("that was there before takes the API from its latest manifest", () =>
    Effect.gen(function* () {
      const { first, out } = yield* exported
      const database = new Database(join(out, "journal.db"))
      const saysItIs = (is: string, was: string) =>
        database.prepare("UPDATE run SET manifest = REPLACE(manifest, ?, ?)").run(was, is)
      database.exec(
        "DROP TABLE origin; DROP TABLE abandoned_entry; ALTER TABLE run_file DROP COLUMN decided_by; ALTER TABLE run_file DROP COLUMN reason; ALTER TABLE run_lock DROP COLUMN lease; DROP INDEX run_profile; DELETE FROM migration WHERE migration_id >= 3",
      )
      saysItIs(remote, first.baseUrl)
      expect((yield* first.run("closed")).stderr).toContain(`holds the cases of ${remote}, and`)
      saysItIs(first.baseUrl, remote)
      database.close()
      expect(yield* first.run("open")).toMatchObject({ code: 0 })
    }),
  )

  it.scopedLive("goes on at another address when a person says so and its cases are there", () =>
    Effect.gen(function* () {
      const { first, out } = yield* exported
      const moved = yield* server(5, out)
      comesFrom(remote, out)
      expect(yield* moved.run("closed")).toMatchObject({ code: 2 })
      expect(yield* moved.run("journal", "move-api", "--by", "Anna", "--reason", "moved")).toMatchObject({
        code: 2,
        stderr: expect.stringMatching(
          /has (\d+) of its \1 newest cases\.\n.*\n.*no terminal to ask on: nothing has been changed\. Next: add --yes\n$/,
        ),
      })
      expect(yield* moved.run("closed")).toMatchObject({ code: 2 })
      expect(yield* moved.run("journal", "move-api", "--yes")).toMatchObject({
        code: 2,
        stdout: "",
        stderr: expect.stringContaining("who decides this is missing, and there is no terminal to ask on"),
      })
      const move = yield* moved.run("journal", "move-api", "--yes", "--by", "Anna", "--reason", "a new host", "--json")
      expect(JSON.parse(move.stdout)).toMatchObject({ moved: true, from: remote, to: moved.baseUrl })
      expect(yield* moved.run("journal", "move-api", "--yes", "--by", "Anna", "--reason", "a new host")).toMatchObject({
        code: 0,
        stderr: `the journal of profile "default" is at ${moved.baseUrl} already\n`,
      })
      const openCase = Happenings.documents(moved.engine.cases, { closed: null })[0]?.[0] ?? ""
      moved.engine.close(openCase, Date.now() - 120_000, { reason: "fully_paid" })
      const next = yield* moved.run("closed")
      expect(next.stdout).toContain("closed-000002-")
      const { stdout } = yield* moved.run("show", "2", "--json")
      expect(JSON.parse(stdout)).toMatchObject({ api: moved.baseUrl, apiMovedFrom: first.baseUrl })
      expect(yield* moved.run("verify", "--api")).toMatchObject({ code: 0 })
      expect(addresses(out)).toEqual([{ api: remote }, { api: moved.baseUrl }])
    }),
  )

  it.scopedLive("does not move to a server that does not have its cases", () =>
    Effect.gen(function* () {
      const { out } = yield* exported
      const other = yield* server(6, out)
      comesFrom(remote, out)
      const journal = said(out)
      expect(yield* other.run("journal", "move-api", "--yes", "--by", "Anna", "--reason", "a new host")).toMatchObject({
        code: 1,
        stderr: expect.stringMatching(/has 0 of the \d+ newest cases of profile "default": it is not the API/),
      })
      expect(said(out)).toEqual(journal)
    }),
  )

  it.scopedLive("whose runs come from two servers without a move is no chain", () =>
    Effect.gen(function* () {
      const { first, out } = yield* exported
      const other = yield* server(6, out)
      // As a version of this program without the check would have done it.
      const database = new Database(join(out, "journal.db"))
      database.exec(
        `UPDATE origin SET api = '${other.baseUrl}'; DELETE FROM standing; UPDATE run SET manifest = REPLACE(manifest, '${first.baseUrl}', '${other.baseUrl}')`,
      )
      expect(yield* other.run("closed")).toMatchObject({ code: 0 })
      database.exec(
        `UPDATE run SET manifest = REPLACE(manifest, '${other.baseUrl}', '${first.baseUrl}') WHERE serial = 1`,
      )
      database.close()
      expect((yield* other.run("verify")).stdout).toBe(
        `closed run 2\tits cases come from ${other.baseUrl}, those of the run before it from ${first.baseUrl}\n`,
      )
    }),
  )

  it.scopedLive(
    "refuses the credentials of another company, whatever they have, and goes on with those of its own",
    () =>
      Effect.gen(function* () {
        const { first, out } = yield* exported
        const own = Happenings.documents(first.engine.cases, {})
        const others = Generator.documents(Generator.portfolio({ cases: 80, seed: 6, now: "2025-06-30" }).cases)
        const show = (documents: ReadonlyArray<Document>) => {
          for (const [id] of Happenings.documents(first.engine.cases, {})) first.engine.cases.remove(id)
          for (const document of documents) first.engine.cases.put(document)
        }
        const [files, journal] = [readdirSync(out), said(out)]
        for (const visible of [others, []]) {
          show(visible)
          for (const command of [["closed"], ["open"], ["verify", "--api"]]) {
            expect(yield* first.run(...command)).toMatchObject({
              code: 2,
              stdout: "",
              stderr: expect.stringMatching(
                /these credentials show no case of the \d+ creditors that profile "default" has exported cases of\. Next: check whose/,
              ),
            })
          }
        }
        expect([readdirSync(out), said(out)]).toEqual([files, journal])
        show([...own.map(([, document]) => document), ...others])
        expect(yield* first.run("verify")).toMatchObject({ code: 0 })
        expect(yield* first.run("closed")).toMatchObject({ code: 0, stdout: expect.stringContaining("closed-000002-") })
      }),
  )

  it.scopedLive("asks for a few creditors at a time, however many it has exported cases of", () =>
    Effect.gen(function* () {
      const out = yield* Folder.temporary
      const { engine, run } = yield* server(5, out)
      const [, document = {}] = Happenings.documents(engine.cases, { closed: { $ne: null } })[0] ?? []
      const put = (index: number, creditor: number) => {
        const [id, creditorId] = [index, creditor].map((n) => new ObjectId(`65${n.toString(16).padStart(22, "0")}`))
        if (id !== undefined && creditorId !== undefined)
          engine.cases.put({ ...document, _id: id, creditor: creditorId })
      }
      for (let index = 0; index < 120; index++) put(index, index)
      expect(yield* run("closed", "--format", "csv")).toMatchObject({ code: 0 })
      // All others have left.
      for (const [id] of Happenings.documents(engine.cases, {})) engine.cases.remove(id)
      put(500, 119)
      expect(yield* run("closed")).toMatchObject({ stdout: expect.stringContaining("closed-000002-") })
      const asked = engine.served
        .map(({ target }) => target)
        .filter((target) => target.includes("creditor%22%3A%7B%22%24in"))
      expect(asked.length).toBeGreaterThan(2)
      expect(Math.max(...asked.map(({ length }) => length))).toBeLessThan(3000)
    }),
  )
})
