import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import * as Sandbox from "@amili-cases/test-fixtures/Sandbox"
import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import * as Folder from "../../../packages/accounting/test/support/folder.ts"
import * as Happenings from "../../../packages/accounting/test/support/history/Happenings.ts"
import { amiliExport } from "./support/program.ts"

const pairs = (rows: ReadonlyArray<Readonly<Record<string, string>>>) =>
  new Map(rows.map((row) => [row["close_reason"] ?? "", row["settlement_class"]]))

describe("settlement classes of one's own", () => {
  it.scopedLive(
    "stand in the rows and the manifest, keep their reasons from a person, and come again in a replay",
    () =>
      Effect.gen(function* () {
        const { environment } = yield* Sandbox.start({ cases: 150, seed: 5, now: "2025-06-30", oddities: 0.5 })
        const [plain, own, named] = [yield* Folder.temporary, yield* Folder.temporary, yield* Folder.temporary]
        const closed = (out: string, ...args: ReadonlyArray<string>) =>
          amiliExport(["closed", "--csv", "rfc4180", "--format", "csv", ...args, "--out", out], environment)
        const rowsOf = ({ stdout }: { readonly stdout: string }) => Folder.csv("/", stdout.split("\n")[0] ?? "")

        const before = yield* closed(plain)
        expect(pairs(rowsOf(before)).get("prescribed")).toBe("unclassified")
        const run = yield* closed(own, "--class", "prescribed=loss", "--class", "deceased=loss")
        expect(pairs(rowsOf(run)).get("prescribed")).toBe("loss")
        expect(pairs(rowsOf(run)).get("FULLY_PAID")).toBe("unclassified")
        const doubtful = Folder.named(own, "-quarantine.csv").flatMap((name) => Folder.csv(own, name))
        expect(doubtful.some((row) => row["close_reason"] === "prescribed")).toBe(false)
        expect(doubtful.some((row) => row["close_reason"] === "FULLY_PAID")).toBe(true)
        const manifest = yield* amiliExport(["show", "1", "--json", "--out", own], {})
        expect(JSON.parse(manifest.stdout)).toMatchObject({
          settings: { classes: { deceased: "loss", prescribed: "loss" } },
        })
        const again = join(own, "again")
        expect(yield* amiliExport(["replay", "1", "--to", again, "--out", own], {})).toMatchObject({ code: 0 })

        const variable = { ...environment, AMILI_EXPORT_CLASSES: "prescribed=returned" }
        const third = yield* amiliExport(["closed", "--csv", "rfc4180", "--out", named], variable)
        expect(pairs(rowsOf(third)).get("prescribed")).toBe("returned")
        const period = ["--from", "2020-01-01", "--csv", "rfc4180", "--out", named]
        for (const [given, from, wanted] of [
          [["--class", "prescribed=loss"], environment, "loss"],
          [[], variable, "returned"],
        ] as const) {
          const backfilled = yield* amiliExport(["backfill", ...given, ...period], from)
          expect(pairs(rowsOf(backfilled)).get("prescribed")).toBe(wanted)
          // Files of a backfill are named by the second.
          for (const name of readdirSync(named)) if (name.includes("backfill")) rmSync(join(named, name))
        }
      }),
  )

  it.scopedLive("are kept with the settings, stay when init is run again, and are refused with where they stand", () =>
    Effect.gen(function* () {
      const { environment } = yield* Sandbox.start({ cases: 150, seed: 5, now: "2025-06-30", oddities: 0.5 })
      const home = yield* Folder.temporary
      const out = join(home, "out")
      const folders = { ...environment, HOME: home, XDG_CONFIG_HOME: join(home, "config") }
      const init = yield* amiliExport(["init", "--out", out, "--csv", "rfc4180", "--yes"], folders)
      const file = /The settings are in (\S+export\.json)/.exec(init.stderr)?.[1] ?? ""
      const keep = (classes: string) => {
        const all = JSON.parse(readFileSync(file, "utf8")) as { profiles: { default: Record<string, unknown> } }
        all.profiles.default = { ...all.profiles.default, classes }
        writeFileSync(file, JSON.stringify(all))
      }
      keep("prescribed=lost")
      expect(yield* amiliExport(["closed"], folders)).toMatchObject({
        code: 2,
        stderr: expect.stringContaining(
          'classes in the settings (amili-export init): "prescribed=lost" gives no reason its class. Next: write',
        ),
      })
      keep("prescribed=loss, FULLY_PAID=paid_direct")
      const again = yield* amiliExport(["init", "--language", "en", "--yes", "--replace"], folders)
      expect(again).toMatchObject({ code: 0, stderr: expect.stringContaining("language: en instead of sv") })
      const run = yield* amiliExport(["closed"], folders)
      const classes = pairs(Folder.csv("/", run.stdout.split("\n")[0] ?? ""))
      expect([classes.get("prescribed"), classes.get("FULLY_PAID")]).toEqual(["loss", "paid_direct"])
      expect(JSON.parse((yield* amiliExport(["show", "1", "--json"], folders)).stdout)).toMatchObject({
        settings: { classes: { FULLY_PAID: "paid_direct", prescribed: "loss" } },
      })
    }),
  )

  it.scopedLive(
    "that change between runs count from then on: what was exported is neither corrected nor shown again",
    () =>
      Effect.gen(function* () {
        const { engine, environment } = yield* Sandbox.start({ cases: 150, seed: 5, now: "2025-06-30", oddities: 0.5 })
        const out = yield* Folder.temporary
        const closed = (...args: ReadonlyArray<string>) =>
          amiliExport(["closed", "--csv", "rfc4180", "--format", "csv", ...args, "--out", out], environment)
        expect(yield* closed()).toMatchObject({ code: 3 })
        const nothing = yield* closed("--class", "prescribed=loss")
        expect(nothing).toMatchObject({ code: 0, stdout: "", stderr: expect.stringContaining("nothing new") })

        const open = Happenings.documents(engine.cases, { closed: null })
        const known = Happenings.documents(engine.cases, {
          "closed.reason": "prescribed",
          "closed.close_date": { $ne: null },
        })
        const at = Date.now() - 120_000
        engine.close(open[0]?.[0] ?? "", at, { reason: "prescribed" })
        engine.change(known[0]?.[0] ?? "", at, { total_remaining_capital_amount: 77 })
        const next = yield* closed("--class", "prescribed=loss")
        expect(next.code).toBe(0)
        const files = next.stdout.split("\n")
        const told = (ending: RegExp) => Folder.csv("/", files.find((name) => ending.test(name)) ?? "")
        expect(told(/\d\.csv$/).map((row) => [row["case_id"], row["settlement_class"]])).toEqual([
          [open[0]?.[0], "loss"],
        ])
        // A correction is a row of now, with the class of now.
        expect(told(/-corrections\.csv$/).map((row) => [row["case_id"], row["settlement_class"]])).toEqual([
          [known[0]?.[0], "loss"],
        ])
        expect(files.some((name) => name.endsWith("-quarantine.csv"))).toBe(false)
        for (const serial of ["1", "2"]) {
          const replay = ["replay", serial, "--to", join(out, serial), "--out", out]
          expect(yield* amiliExport(replay, {})).toMatchObject({ code: 0 })
        }
        expect(yield* amiliExport(["verify", "--api", "--out", out], environment)).toMatchObject({ code: 0 })
      }),
  )

  it.scopedLive.each(["prescribed", "prescribed=lost", "=loss", "a=b=loss"])(
    "are refused as %s, before anything is asked",
    (text) =>
      Effect.gen(function* () {
        const out = yield* Folder.temporary
        const environment = { AMILI_BASE_URL: "http://127.0.0.1:1", AMILI_ACCESS_TOKEN: "none" }
        const refused = yield* amiliExport(["closed", "--class", text, "--out", out], environment)
        expect(refused).toMatchObject({
          code: 2,
          stderr: expect.stringContaining(`--class: "${text}" gives no reason its class. Next: write reason=class`),
        })
        expect(readdirSync(out)).toEqual([])
      }),
  )
})
