import { createHash } from "node:crypto"
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import * as Sandbox from "@amili-cases/test-fixtures/Sandbox"
import { describe, expect, it } from "@effect/vitest"
import { Effect, Layer } from "effect"
import Database from "libsql"
import { Steps } from "@amili-cases/export-engine/run/Steps"
import { closedRun } from "../../../../packages/accounting/test/support/closedRun.ts"
import * as Folder from "../../../../packages/accounting/test/support/folder.ts"
import { frozen } from "../../../../packages/accounting/test/support/frozen.ts"
import { killable, run as killed } from "../../../../packages/accounting/test/support/killed.ts"
import * as Postgres from "../../../../packages/accounting/test/support/postgres.ts"
import { amiliExport } from "../support/program.ts"
import * as World from "../../../../packages/accounting/test/support/world.ts"

const postgres = Postgres.serverOfFile()

const hashOf = (path: string) => createHash("sha256").update(readFileSync(path)).digest("hex")

/** A journal whose first run was complete on another machine when that died; what it had written lies in `lost`. */
const interrupted = (inPostgres: boolean) =>
  Effect.gen(function* () {
    const bundle = yield* killable
    const { environment } = yield* Sandbox.start({ cases: 60, seed: 3 }).pipe(Effect.withClock(frozen))
    const scratch = yield* Folder.temporary
    const [out, lost] = [join(scratch, "out"), join(scratch, "lost")]
    for (const folder of [out, lost]) mkdirSync(folder)
    const url = inPostgres ? yield* postgres : ""
    const shared = inPostgres ? { ...environment, AMILI_JOURNAL_URL: url } : environment
    expect(yield* killed(bundle, shared, out, "prepared", "first")).toBeUndefined()
    if (inPostgres) yield* Postgres.silentFor(url, 91)
    else rmLock(join(out, "journal.db"))
    for (const name of readdirSync(out).filter((name) => name.startsWith(".")))
      renameSync(join(out, name), join(lost, name))
    const run = (...args: ReadonlyArray<string>) => amiliExport([...args, "--out", out], shared)
    return { environment, out, lost, run }
  })

/** Long enough ago for the lock of another machine to be that of a dead one. */
const rmLock = (file: string) => {
  const database = new Database(file)
  database.exec("UPDATE run_lock SET beat = beat - 91")
  database.close()
}

const rowsOf = (folder: string, ending: string) =>
  Folder.csv(folder, Folder.named(folder, ending).find((name) => !name.includes("quarantine")) ?? "")

const journals = [
  ["a file", false],
  ...(Postgres.binaries === undefined ? [] : [["PostgreSQL", true] as const]),
] as const

describe.each(journals)("a run whose files are lost, with the journal in %s,", (_, inPostgres) => {
  it.scopedLive(
    "is abandoned when a person says so: its number is spent, its cases come once more, the chain holds",
    () =>
      Effect.gen(function* () {
        const { environment, out, run } = yield* interrupted(inPostgres)
        const alone = yield* Folder.temporary
        yield* closedRun(environment, alone)
        expect(yield* run("closed")).toMatchObject({
          code: 1,
          stderr: expect.stringMatching(
            /run 1 \(closed\) was interrupted on first .* amili-export journal abandon 1\n$/,
          ),
        })
        const asked = yield* run("journal", "abandon", "1", "--by", "Anna", "--reason", "lost")
        expect(asked).toMatchObject({ code: 2, stdout: "" })
        expect(asked.stderr).toMatch(/closed-000001-2026-02-01\.csv {2}[0-9a-f]{12}\n/)
        expect(asked.stderr).toContain("would book the same cases again")
        expect(asked.stderr).toMatch(/no terminal to ask on: nothing has been changed\. Next: add --yes\n$/)
        expect((yield* run("history")).stderr).toBe("no run yet\n")

        const given = yield* run("journal", "abandon", "1", "--yes", "--by", "Anna", "--reason", "lost")
        const [record = ""] = given.stdout.split("\n")
        expect(given.code).toBe(0)
        expect(record).toBe(join(out, "closed-000001-2026-02-01-abandoned.json"))

        expect(yield* run("closed", "--csv", "rfc4180")).toMatchObject({
          stdout: expect.stringContaining("closed-000002-"),
        })
        expect(rowsOf(out, ".csv")).toEqual(rowsOf(alone, "-01.csv"))
        const manifest = JSON.parse((yield* run("show", "2", "--json")).stdout) as Record<string, unknown>
        expect(manifest).toMatchObject({ previousRunSha256: hashOf(record) })
        const said = JSON.parse(readFileSync(record, "utf8")) as Record<string, string>
        expect(
          createHash("sha256")
            .update(said["preparedManifest"] ?? "")
            .digest("hex"),
        ).toBe(said["preparedSha256"])
        expect(JSON.parse(said["preparedManifest"] ?? "")).toMatchObject({ serial: 1, counts: said["counts"] })
        expect(yield* run("verify", "--api")).toMatchObject({ code: 0, stdout: "" })
        expect((yield* run("history", "--query", "[serial, state, hash]")).stdout).toBe(
          `[1,"abandoned","${hashOf(record)}"]\n[2,"committed","${hashOf(join(out, Folder.named(out, "-manifest.json")[0] ?? ""))}"]\n`,
        )
        expect((yield* run("history")).stdout.split("\n")[0]).toContain("abandoned: nothing in it counts")
      }),
  )

  it.scopedLive("is told of by show, explain and replay, and its files are not to be booked from", () =>
    Effect.gen(function* () {
      const { lost, out, run } = yield* interrupted(inPostgres)
      yield* run("journal", "abandon", "1", "--yes", "--by", "Anna", "--reason", "lost")
      yield* run("closed", "--csv", "rfc4180")
      const caseId = rowsOf(out, ".csv")[0]?.["case_id"] ?? ""
      const lines = (yield* run("explain", caseId)).stdout.trimEnd().split("\n")
      expect(lines.map((line) => line.split("\t").slice(1, 4).join(" "))).toEqual([
        expect.stringMatching(/^closed 1 .+ abandoned$/),
        expect.stringMatching(/^closed 2 .+ closed$/),
      ])
      expect(lines[0]).toContain("does not count, the run was abandoned: closed, closed 20")
      expect(yield* run("show", "1")).toMatchObject({
        stdout: expect.stringMatching(/^closed-000001-2026-02-01-abandoned\.json\t0\tintact\t[^]*\.csv\t\d+\tlost\t/m),
      })
      const again = join(out, "again")
      expect(yield* run("replay", "1", "--to", again)).toMatchObject({
        code: 1,
        stderr: expect.stringContaining("run 1 was abandoned: it has no files"),
      })
      // The disk was found after all, and somebody gave the files their names.
      const name = "closed-000001-2026-02-01.csv"
      const staged = Folder.named(lost, ".partial").find((file) => file.startsWith(`.${name}.`)) ?? ""
      renameSync(join(lost, staged), join(out, name))
      expect(yield* run("verify")).toMatchObject({
        code: 1,
        stdout: `${name}\tthe file is of run 1, which was abandoned: its cases are in a later run\n`,
      })
    }),
  )

  it.scopedLive("leaves a chain that tells when its record is changed, and a record that can be written again", () =>
    Effect.gen(function* () {
      const { out, run } = yield* interrupted(inPostgres)
      const [record = ""] = (yield* run(
        "journal",
        "abandon",
        "1",
        "--yes",
        "--by",
        "Anna",
        "--reason",
        "lost",
      )).stdout.split("\n")
      const before = readFileSync(record)
      writeFileSync(record, before.toString().replace('"serial": 1', '"serial": 2'))
      expect((yield* run("verify")).stdout).toBe("closed-000001-2026-02-01-abandoned.json\tthe file has been changed\n")
      rmSync(record)
      expect((yield* run("verify")).stdout).toBe("closed-000001-2026-02-01-abandoned.json\tthe file is missing\n")
      expect(yield* run("journal", "abandon", "1", "--by", "Anna", "--reason", "lost")).toMatchObject({
        code: 0,
        stdout: `${record}\n`,
      })
      expect(readFileSync(record)).toEqual(before)
      expect(yield* run("verify")).toMatchObject({ code: 0 })
      expect(readdirSync(out).filter((name) => name.endsWith(".partial"))).toEqual([])
    }),
  )

  it.scopedLive("is finished instead when its files are there, and no other run is abandoned", () =>
    Effect.gen(function* () {
      const { lost, out, run } = yield* interrupted(inPostgres)
      for (const name of readdirSync(lost)) renameSync(join(lost, name), join(out, name))
      expect(yield* run("journal", "abandon", "1", "--yes", "--by", "Anna", "--reason", "lost")).toMatchObject({
        code: 1,
        stderr:
          "amili-export: closed run 1 is not lost. Next: the next amili-export closed finishes it: its files are all there\n",
      })
      expect(yield* run("closed")).toMatchObject({ code: 0, stderr: expect.stringContaining("has been finished") })
      expect(yield* run("journal", "abandon", "1", "--yes", "--by", "Anna", "--reason", "lost")).toMatchObject({
        code: 1,
        stderr: expect.stringContaining("closed run 1 counts, and a run that counts cannot be abandoned"),
      })
      expect(yield* run("journal", "abandon", "2", "--yes", "--by", "Anna", "--reason", "lost")).toMatchObject({
        code: 1,
        stderr: expect.stringContaining("there is no closed run 2"),
      })
      expect(yield* run("verify")).toMatchObject({ code: 0 })
    }),
  )
})

describe("an open run whose files are lost", () => {
  it.scopedLive("is abandoned on its own machine too, and the bridge goes on from the run before it", () =>
    Effect.gen(function* () {
      const world = yield* World.make({ cases: 60 })
      const run = (...args: ReadonlyArray<string>) => amiliExport([...args, "--out", world.out], world.environment)
      yield* world.open()
      const dying = Layer.succeed(Steps, { at: dieAt })
      expect((yield* Effect.exit(world.open().pipe(Effect.provide(dying))))._tag).toBe("Failure")
      const [archive = "", ...rest] = Folder.named(world.out, ".partial").toSorted()
      expect(rest.length).toBeGreaterThan(1)
      rmSync(join(world.out, archive))
      const given = yield* run(
        "journal",
        "abandon",
        "2",
        "--dataset",
        "open",
        "--yes",
        "--by",
        "Anna",
        "--reason",
        "lost",
      )
      expect(given).toMatchObject({ code: 0, stdout: expect.stringContaining("open-000002-") })
      // What was still there of its files went, too.
      expect(Folder.named(world.out, ".partial")).toEqual([])
      expect(yield* world.open()).toMatchObject({ serial: 3, counts: { unexplained: 0 } })
      const manifest = JSON.parse((yield* run("show", "3", "--dataset", "open", "--json")).stdout) as Record<
        string,
        unknown
      >
      expect(manifest).toMatchObject({ bridge: { previousSerial: 1 } })
      expect(yield* run("verify")).toMatchObject({ code: 0 })
    }),
  )
})

const dieAt = (step: string) => (step === "prepared" ? Effect.die("killed") : Effect.void)
