import { join } from "node:path"
import * as Sandbox from "@amili-cases/test-fixtures/Sandbox"
import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import * as Folder from "../../../packages/accounting/test/support/folder.ts"
import { amiliExport } from "./support/program.ts"

/** A sandbox, a home folder, and the program for a person who reads Swedish. */
const setUp = Effect.gen(function* () {
  const { environment } = yield* Sandbox.start({ cases: 40, seed: 7, oddities: 0.6 })
  const home = yield* Folder.temporary
  const out = join(home, "ut")
  const variables = { ...environment, HOME: home, XDG_STATE_HOME: join(home, "state"), LANG: "sv_SE.UTF-8" }
  const run = (...args: ReadonlyArray<string>) => amiliExport([...args, "--out", out], variables)
  return { environment, home, out, run, variables }
})

describe("messages in Swedish", () => {
  it.scopedLive("come where the locale is Swedish, and English where the option says so", () =>
    Effect.gen(function* () {
      const { run } = yield* setUp
      const first = yield* run("closed")
      expect(first.code).toBe(3)
      expect(first.stderr).toMatch(
        /^körning 1: \d+ avslutade ärenden\n {2}SEK: \d+ ärenden, \d{1,3}(\u00a0\d{3})*,\d\d\n/,
      )
      expect(first.stderr).toMatch(/ärenden behöver granskas\. Nästa steg: se \S+-quarantine\.csv\n$/)
      expect((yield* run("closed")).stderr).toContain("inget nytt: allt som avslutats före ")
      expect((yield* run("closed", "--ui-language", "en")).stderr).toContain(
        "nothing new: looked for everything closed",
      )
      const verified = yield* run("verify", "--api")
      expect(verified.stderr).toContain("allt är oförändrat sedan det skrevs\n")
      const month = yield* run("reconcile", "--month", "2026-01")
      expect(month.stderr).toContain("C5  stämmer  Betalda ärenden i journalen")
    }),
  )

  it.scopedLive("leave what programs read in English", () =>
    Effect.gen(function* () {
      const { run } = yield* setUp
      const { code, stderr, stdout } = yield* run("closed", "--json", "--class", "felstavat=loss")
      expect(code).toBe(3)
      expect(stdout).toContain(`no case has been closed with the reason \\"felstavat\\"`)
      expect(stderr).toMatch(/^\{"code":3,"error":"NeedsPerson","message":"\d+ cases need a person","hint":"see /)
    }),
  )

  it.scopedLive("say what is wrong, and the next step", () =>
    Effect.gen(function* () {
      const { home, out, run, variables } = yield* setUp
      expect((yield* run("history")).stderr).toBe(
        `amili-export: det finns ingen journal i ${join(out, "journal.db")}. Nästa steg: ange exporternas mapp med --out, eller journalen med --journal; är den borta: amili-export journal rebuild\n`,
      )
      const refused = yield* run("closed", "--month", "2030-01")
      expect(refused.stderr).toMatch(/^amili-export: 2030-01 är inte slut: .*\. Nästa steg: den senaste hela dagen är /)
      const nowhere = yield* amiliExport(["closed", "--out", out], { HOME: home, LANG: "sv_SE.UTF-8" })
      expect(nowhere.code).toBe(4)
      expect(nowhere.stderr).toContain("inte ansluten till något API: AMILI_BASE_URL, AMILI_API_CODE")
      const gone = yield* amiliExport(["closed", "--out", out], {
        ...variables,
        AMILI_BASE_URL: "http://127.0.0.1:1",
        AMILI_LANGUAGE: "sv",
        LANG: "C",
      })
      expect(gone.code).toBe(5)
      expect(gone.stderr).toContain("API:et gick inte att nå (")
    }),
  )

  it.scopedLive("are in no other language", () =>
    Effect.gen(function* () {
      const { run } = yield* setUp
      const option = yield* run("history", "--ui-language", "de")
      expect([option.code, option.stderr]).toEqual([
        2,
        'amili-export: --ui-language: "de" är inte något av sv, en. Nästa steg: rätta det där\n',
      ])
      const variable = yield* amiliExport(["history"], { AMILI_LANGUAGE: "de" })
      expect(variable.stderr).toBe('amili-export: AMILI_LANGUAGE: "de" is not one of sv, en. Next: correct it there\n')
    }),
  )
})
