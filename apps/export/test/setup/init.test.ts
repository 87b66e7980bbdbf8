import { existsSync, readFileSync, statSync } from "node:fs"
import { join } from "node:path"
import process from "node:process"
import * as Sandbox from "@amili-cases/test-fixtures/Sandbox"
import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import * as Folder from "../../../../packages/accounting/test/support/folder.ts"
import { amiliExport } from "../support/program.ts"

const setUp = Effect.gen(function* () {
  const { environment } = yield* Sandbox.start({ cases: 30, seed: 5, now: "2025-06-30" })
  const home = yield* Folder.temporary
  const config = join(home, process.platform === "darwin" ? "Library/Application Support" : ".config", "amili")
  return {
    home,
    environment,
    file: join(config, "export.json"),
    kept: () => JSON.parse(readFileSync(join(config, "export.json"), "utf8")) as unknown,
    init: (...args: ReadonlyArray<string>) => amiliExport(["init", ...args], { ...environment, HOME: home }),
    run: (...args: ReadonlyArray<string>) => amiliExport(args, { HOME: home }),
  }
})

describe("amili-export init", () => {
  it.scopedLive("keeps what later runs need: nothing else has to be said or set then", () =>
    Effect.gen(function* () {
      const { file, home, init, kept, run } = yield* setUp
      const out = join(home, "ut")
      const done = yield* init("--out", out, "--format", "CSV", "--csv", "windows-1252", "--language", "en")
      expect(done).toMatchObject({ code: 0, stdout: "" })
      expect(done.stderr).toContain("Next:\n  amili-export closed ")
      expect(kept()).toEqual({
        default: "default",
        profiles: { default: { out, format: "csv", csv: "windows-1252", language: "en", perCreditor: false } },
      })
      if (process.platform !== "win32") expect(statSync(file).mode & 0o777).toBe(0o600)
      const closed = yield* run("closed")
      expect(closed.code).toBe(0)
      expect(closed.stdout).toMatch(new RegExp(`^${out}/closed-000001-\\d{4}-\\d\\d-\\d\\d\\.csv\n`))
      expect((yield* run("history")).stdout).toMatch(/^closed\t1\t/)
    }),
  )

  it.scopedLive("tells what it has kept as JSON", () =>
    Effect.gen(function* () {
      const { file, home, init } = yield* setUp
      const out = join(home, "ut")
      expect(JSON.parse((yield* init("--out", out, "--json")).stdout)).toEqual({
        profile: "default",
        file,
        settings: { out, format: "csv,xlsx", csv: "sv-excel", language: "sv", perCreditor: false },
        schedule: null,
      })
    }),
  )

  it.scopedLive("refuses what is wrong before anything is tried or kept", () =>
    Effect.gen(function* () {
      const { file, home, init } = yield* setUp
      const { code, stderr } = yield* init("--out", join(home, "ut"), "--format", "pdf")
      expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('--format: "pdf" is no format') })
      expect(existsSync(file)).toBe(false)
      expect(existsSync(join(home, "ut"))).toBe(false)
    }),
  )

  it.scopedLive("changes what is set up only when told to, and says what", () =>
    Effect.gen(function* () {
      const { home, init, kept } = yield* setUp
      yield* init("--out", join(home, "a"))
      const before = kept()
      expect((yield* init()).code).toBe(0)
      expect(kept()).toEqual(before)
      const refused = yield* init("--out", join(home, "b"), "--language", "en")
      expect(refused.code).toBe(2)
      expect(refused.stderr).toContain(
        `other settings (out: ${join(home, "b")} instead of ${join(home, "a")}; language: en instead of sv). Next: add --replace`,
      )
      expect(kept()).toEqual(before)
      expect(existsSync(join(home, "b"))).toBe(false)
      const changed = yield* init("--language", "en", "--replace")
      expect(changed.stderr).toContain("Changed: language: en instead of sv.")
      expect(kept()).toMatchObject({ profiles: { default: { out: join(home, "a"), language: "en" } } })
    }),
  )

  it.scopedLive("keeps several profiles, the first as the default, and names the others in what comes next", () =>
    Effect.gen(function* () {
      const { home, init, kept, run } = yield* setUp
      yield* init("--profile", "ett", "--out", join(home, "ett"))
      const second = yield* init("--profile", "två".replace("å", "a"), "--out", join(home, "tva"), "--per-creditor")
      expect(second.stderr).toContain("amili-export closed --profile tva")
      expect(kept()).toMatchObject({ default: "ett", profiles: { tva: { perCreditor: true } } })
      expect((yield* run("open", "--json")).stdout).toContain('"profile":"ett"')
    }),
  )

  it.scopedLive("asks nothing without a terminal, and keeps nothing that does not work", () =>
    Effect.gen(function* () {
      const { environment, file, home } = yield* setUp
      const nothing = yield* amiliExport(["init"], { HOME: home })
      expect(nothing.code).toBe(2)
      expect(nothing.stderr).toContain(
        "address of the API is missing, and there is no terminal to ask on. Next: give it with --base-url",
      )
      const wrong = yield* amiliExport(["init"], { ...environment, AMILI_API_CODE: "wrong", HOME: home })
      expect(wrong.code).toBe(4)
      const language = yield* amiliExport(["init", "--format", "pdf"], { ...environment, HOME: home })
      expect(language.stderr).toContain('--format: "pdf" is no format')
      expect(existsSync(file)).toBe(false)
    }),
  )
})
