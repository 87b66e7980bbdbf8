import { mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import process from "node:process"
import * as Sandbox from "@amili-cases/test-fixtures/Sandbox"
import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import * as Folder from "../../../packages/accounting/test/support/folder.ts"
import { amiliExport } from "./support/program.ts"

/** The folder for settings below a home, as this platform has it. */
const configOf = (home: string) =>
  join(home, process.platform === "darwin" ? "Library/Application Support" : ".config", "amili")

const keep = (home: string, file: string, content: unknown) => {
  mkdirSync(configOf(home), { recursive: true })
  writeFileSync(join(configOf(home), file), JSON.stringify(content))
}

describe("a setting of an export", () => {
  it.scopedLive("comes from the option, else the variable, else what init has kept", () =>
    Effect.gen(function* () {
      const { environment } = yield* Sandbox.start({ cases: 30, seed: 5, now: "2025-06-30" })
      const home = yield* Folder.temporary
      const [kept, fromVariable, fromOption] = ["kept", "variable", "option"].map((name) => join(home, name))
      keep(home, "export.json", { profiles: { default: { out: kept, format: "csv", csv: "rfc4180", language: "en" } } })
      const run = (args: ReadonlyArray<string>, more: Readonly<Record<string, string>> = {}) =>
        amiliExport(["open", ...args], { ...environment, HOME: home, ...more })
      const settingsIn = (folder = "") => {
        const [manifest = ""] = Folder.named(folder, "-manifest.json")
        const { settings } = JSON.parse(readFileSync(join(folder, manifest), "utf8")) as {
          settings: { csv: { name: string }; formats: unknown; language: unknown }
        }
        return { csv: settings.csv.name, formats: settings.formats, language: settings.language }
      }

      expect((yield* run([])).code).toBe(0)
      expect(settingsIn(kept)).toEqual({ csv: "rfc4180", formats: ["csv"], language: "en" })

      const variables = {
        AMILI_EXPORT_OUT: fromVariable ?? "",
        AMILI_EXPORT_FORMAT: "xlsx",
        AMILI_EXPORT_CSV: "windows-1252",
        AMILI_EXPORT_LANGUAGE: "sv",
      }
      expect((yield* run([], variables)).code).toBe(0)
      expect(settingsIn(fromVariable)).toEqual({ csv: "windows-1252", formats: ["xlsx"], language: "sv" })

      const options = ["--out", fromOption ?? "", "--format", "csv,xlsx", "--csv", "sv-excel", "--language", "en"]
      expect((yield* run(options, variables)).code).toBe(0)
      expect(settingsIn(fromOption)).toEqual({ csv: "sv-excel", formats: ["csv", "xlsx"], language: "en" })

      const history = yield* amiliExport(["history"], { HOME: home })
      expect(history.stdout.split("\n")).toHaveLength(2)
    }),
  )

  it.scopedLive("that is wrong is refused with where it stands", () =>
    Effect.gen(function* () {
      const home = yield* Folder.temporary
      const environment = { AMILI_BASE_URL: "http://127.0.0.1:1", AMILI_ACCESS_TOKEN: "none", HOME: home }
      keep(home, "export.json", { profiles: { default: { out: home, language: "fi" } } })
      expect((yield* amiliExport(["open"], environment)).stderr).toBe(
        'amili-export: language in the settings (amili-export init): "fi" is not one of sv, en. Next: correct it there\n',
      )
      const variable = { ...environment, AMILI_EXPORT_LANGUAGE: "no" }
      expect((yield* amiliExport(["open"], variable)).stderr).toContain(
        'AMILI_EXPORT_LANGUAGE: "no" is not one of sv, en',
      )
      writeFileSync(join(configOf(home), "export.json"), "{")
      expect(yield* amiliExport(["open"], environment)).toMatchObject({
        code: 1,
        stderr: expect.stringContaining("are damaged. Next: correct the file"),
      })
    }),
  )
})

describe("the credentials of an export", () => {
  it.scopedLive("are those of the profile that names it, whatever the environment says", () =>
    Effect.gen(function* () {
      const mine = yield* Sandbox.start({ cases: 30, seed: 5, now: "2025-06-30" })
      const home = yield* Folder.temporary
      const profile = {
        baseUrl: mine.environment["AMILI_BASE_URL"],
        apiCode: mine.environment["AMILI_API_CODE"],
        privateKeyFile: mine.environment["AMILI_PRIVATE_KEY_FILE"],
      }
      keep(home, "profiles.json", { profiles: { kund: profile } })
      const out = join(home, "out")
      const run = (args: ReadonlyArray<string>, environment: Readonly<Record<string, string>>) =>
        amiliExport(["open", "--out", out, "--json", ...args], { HOME: home, ...environment })
      const elsewhere = { AMILI_BASE_URL: "http://127.0.0.1:1", AMILI_ACCESS_TOKEN: "none" }
      const named = yield* run(["--profile", "kund"], elsewhere)
      expect(JSON.parse(named.stdout)).toMatchObject({ profile: "kund", serial: 1 })
      keep(home, "export.json", { default: "kund", profiles: {} })
      expect(JSON.parse((yield* run([], {})).stdout)).toMatchObject({ profile: "kund", serial: 2 })
      const unknown = yield* run(["--profile", "annan"], {})
      expect(JSON.parse(unknown.stderr)).toMatchObject({ code: 2, message: 'there is no profile "annan"' })
      const variables = yield* run(["--profile", "annan"], mine.environment)
      expect(JSON.parse(variables.stdout)).toMatchObject({ profile: "annan", serial: 1 })
    }),
  )
})
