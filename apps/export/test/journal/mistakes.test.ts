/** What people do to journals and folders, through the program as they use it. */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import * as Sandbox from "@amili-cases/test-fixtures/Sandbox"
import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import * as Folder from "../../../../packages/accounting/test/support/folder.ts"
import { amiliExport } from "../support/program.ts"

/** A user with a home, after a first run. */
const exported = Effect.gen(function* () {
  const { environment } = yield* Sandbox.start({ cases: 60, seed: 3, now: "2025-06-30" })
  const home = yield* Folder.temporary
  const out = join(home, "exports")
  const own = { ...environment, HOME: home, XDG_STATE_HOME: join(home, "state") }
  const run = (...args: ReadonlyArray<string>) => amiliExport(args, own)
  expect(yield* run("closed", "--format", "csv", "--out", out)).toMatchObject({ code: 0 })
  return { home, out, run }
})

const lines = (text: string) => text.trimEnd().split("\n")

describe("a mistake", () => {
  it.scopedLive("in --out or --profile is refused before a folder is made, and --begin-again goes on", () =>
    Effect.gen(function* () {
      const { home, out, run } = yield* exported
      const typo = join(home, "exprots")
      const refused = yield* run("closed", "--out", typo)
      expect(refused).toMatchObject({ code: 2, stdout: "" })
      expect(lines(refused.stderr)).toEqual([
        expect.stringMatching(
          /^amili-export: .* closed run 1 of \d{4}-\d\d-\d\d in .*exports\. Next: .* amili-export closed --begin-again exports everything/,
        ),
      ])
      expect(existsSync(typo)).toBe(false)
      const profile = yield* run("closed", "--out", out, "--profile", "buttik")
      expect(profile).toMatchObject({ code: 2, stderr: expect.stringContaining("--profile default") })

      renameSync(out, join(home, "exports 2025"))
      expect(yield* run("closed", "--out", out)).toMatchObject({ code: 2, stderr: expect.stringContaining("new name") })
      expect(yield* run("closed", "--out", join(home, "exports 2025"))).toMatchObject({ code: 0, stdout: "" })
      expect(yield* run("closed", "--out", typo, "--begin-again", "--format", "csv")).toMatchObject({ code: 0 })
    }),
  )

  it.scopedLive("in the profile of what is to be verified is named, with the profiles that there are", () =>
    Effect.gen(function* () {
      const { out, run } = yield* exported
      expect(yield* run("verify", "--out", out, "--profile", "buttik")).toMatchObject({
        code: 1,
        stdout: "",
        stderr:
          'amili-export: the journal has no runs of profile "buttik". Next: give one that it has with --profile: default\n',
      })
    }),
  )

  it.scopedLive("of an old folder in the place of the last one is noted by verify", () =>
    Effect.gen(function* () {
      const { out, run } = yield* exported
      expect((yield* run("verify", "--out", out)).stderr).not.toContain("note:")
      const line = readFileSync(join(out, ".closed-witness.json"), "utf8").replace(/"serial": 1/, '"serial": 2')
      writeFileSync(join(out, ".closed-witness.json"), line)
      expect(yield* run("verify", "--out", out)).toMatchObject({
        code: 0,
        stderr: expect.stringMatching(/^note: the journal is older than its last run: .*; right for an old copy/),
      })
    }),
  )

  it.scopedLive("with the journal is put right by journal rebuild, as its hint says", () =>
    Effect.gen(function* () {
      const { home, out, run } = yield* exported
      const copy = join(home, "copy.db")
      expect(yield* run("journal", "backup", "--to", copy, "--out", out)).toMatchObject({
        code: 0,
        stdout: `${copy}\n`,
      })
      const file = join(out, "journal.db")
      rmSync(file)
      const refused = yield* run("closed", "--out", out)
      expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining("amili-export journal rebuild") })
      expect(existsSync(file)).toBe(false)
      expect(yield* run("history", "--out", out)).toMatchObject({ stderr: expect.stringContaining("journal rebuild") })
      expect(yield* run("journal", "rebuild", "--out", out)).toMatchObject({ code: 0 })
      expect(yield* run("verify", "--api", "--out", out)).toMatchObject({ code: 0 })
      expect(yield* run("closed", "--out", out)).toMatchObject({ code: 0, stdout: "" })
      const [rebuilt, kept] = yield* Effect.all([
        run("history", "--json", "--out", out),
        run("history", "--json", "--out", out, "--journal", copy),
      ])
      expect(rebuilt.stdout).toBe(kept.stdout)
    }),
  )
})

describe("a journal that is lost together with its files", () => {
  it.scopedLive.each([
    { left: "an empty folder", isLeft: () => false, exitCode: 2 },
    { left: "what the folder remembers", isLeft: (name: string) => name.endsWith("-witness.json"), exitCode: 1 },
  ])("leaves $left, and --begin-again as the way out that is named", ({ exitCode, isLeft }) =>
    Effect.gen(function* () {
      const { out, run } = yield* exported
      expect(yield* run("open", "--format", "csv", "--out", out)).toMatchObject({ code: 0 })
      const first = Folder.named(out, ".csv").find((name) => name.startsWith("closed-")) ?? ""
      const cases = Folder.firstFields(out, first)
      for (const name of readdirSync(out)) if (!isLeft(name)) rmSync(join(out, name))
      const way = /(?:closed|open) --begin-again exports everything once more, .* must not be booked again$/
      const refused = yield* run("closed", "--out", out)
      expect(refused).toMatchObject({ code: exitCode, stdout: "" })
      expect(lines(refused.stderr)).toEqual([expect.stringMatching(way)])
      const rebuilt = yield* run("journal", "rebuild", "--out", out)
      expect(rebuilt.code).toBe(1)
      expect(lines(rebuilt.stderr)).toEqual([expect.stringMatching(way)])

      // Rebuilding has left a journal without runs.
      expect((yield* run("closed", "--out", out)).stderr).toMatch(/closed --begin-again exports everything once more/)
      expect(yield* run("closed", "--out", out, "--begin-again", "--format", "csv")).toMatchObject({ code: 0 })
      expect(Folder.firstFields(out, first)).toEqual(cases)
      expect(yield* run("closed", "--out", out)).toMatchObject({ code: 0, stdout: "" })
      expect(yield* run("open", "--out", out)).toMatchObject({ code: 0 })
      expect(yield* run("verify", "--api", "--out", out)).toMatchObject({ code: 0 })
    }),
  )
})

describe("verify and show", () => {
  it.scopedLive("name a file that cannot be read, and go on with the rest", () =>
    Effect.gen(function* () {
      const { out, run } = yield* exported
      const [csv = ""] = Folder.named(out, ".csv")
      // Root may read any file, but nobody reads a folder as one.
      rmSync(join(out, csv))
      mkdirSync(join(out, csv))
      const archive = Folder.named(out, "-raw.ndjson.gz")[0] ?? ""
      rmSync(join(out, archive))
      const found = yield* run("verify", "--out", out)
      expect(found).toMatchObject({ code: 1, stderr: expect.stringContaining("close the files in other programs") })
      expect(lines(found.stdout).toSorted()).toEqual([
        `${archive}\tthe file is missing`,
        `${csv}\tthe file cannot be read: a folder has this name`,
      ])
      const shown = yield* run("show", "1", "--out", out)
      expect(shown.code).toBe(0)
      expect(shown.stdout).toContain("cannot be read: a folder has this name")
      expect(shown.stdout).toContain("intact")
    }),
  )

  it.scopedLive("certify what is in the folder that is given, not what was written elsewhere", () =>
    Effect.gen(function* () {
      const { home, out, run } = yield* exported
      const copy = join(home, "copy")
      mkdirSync(copy)
      cpSync(join(out, "journal.db"), join(copy, "journal.db"))
      const verified = yield* run("verify", "--out", copy)
      expect(verified).toMatchObject({ code: 1 })
      expect(verified.stdout).toContain(`it was written to ${out}`)
      expect((yield* run("show", "1", "--out", copy)).stdout).not.toContain("intact")
      const [csv = ""] = Folder.named(out, ".csv")
      cpSync(join(out, csv), join(out, csv.replace("000001", "000007")))
      const strange = yield* run("verify", "--out", out)
      expect(strange).toMatchObject({
        code: 1,
        stdout: expect.stringContaining("a run that the journal does not know"),
      })
    }),
  )
})

describe("a folder of which nothing is to be changed", () => {
  it.scopedLive("is only read by the commands that read", () =>
    Effect.gen(function* () {
      const { out, run } = yield* exported
      const before = readdirSync(out)
      const journal = readFileSync(join(out, "journal.db"))
      for (const command of [["history"], ["show", "1"], ["verify"], ["explain", "1"]]) {
        expect({ command, ...(yield* run(...command, "--out", out)) }).toMatchObject({ command, code: 0 })
      }
      expect(readdirSync(out)).toEqual(before)
      expect(readFileSync(join(out, "journal.db")).equals(journal)).toBe(true)
    }),
  )
})
