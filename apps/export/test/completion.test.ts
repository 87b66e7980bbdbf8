import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import process from "node:process"
import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import * as Folder from "../../../packages/accounting/test/support/folder.ts"
import { amiliExport } from "./support/program.ts"

const completed = (words: ReadonlyArray<string>, environment: Readonly<Record<string, string>> = {}) =>
  Effect.map(amiliExport(["__complete", "--", ...words], environment), ({ stdout }) => stdout.split("\n").slice(0, -1))

describe("the completion of a command line", () => {
  it.effect("knows commands, options and values", () =>
    Effect.gen(function* () {
      expect(yield* completed(["sc"])).toEqual(["schedule"])
      expect(yield* completed(["schedule", ""])).toEqual(["install", "run", "remove", "status", "--help"])
      expect(yield* completed(["closed", "--per"])).toEqual(["--per-creditor"])
      expect(yield* completed(["closed", "--csv", "w"])).toEqual(["windows-1252"])
      expect(yield* completed(["closed", "--out", ""])).toEqual([])
      expect(yield* completed(["history", "--csv", "--js"])).toEqual(["--json"])
    }),
  )

  it.scopedLive("knows the profiles that have logged in or are set up", () =>
    Effect.gen(function* () {
      const home = yield* Folder.temporary
      const config = join(home, process.platform === "darwin" ? "Library/Application Support" : ".config", "amili")
      mkdirSync(config, { recursive: true })
      const profile = { baseUrl: "http://127.0.0.1:1", apiCode: "x", privateKeyFile: "/x" }
      writeFileSync(join(config, "profiles.json"), JSON.stringify({ profiles: { ett: profile, tva: profile } }))
      writeFileSync(
        join(config, "export.json"),
        JSON.stringify({ profiles: { tva: { out: "/x" }, tre: { out: "/x" } } }),
      )
      expect(yield* completed(["closed", "--profile", ""], { HOME: home })).toEqual(["ett", "tva", "tre"])
    }),
  )
})
