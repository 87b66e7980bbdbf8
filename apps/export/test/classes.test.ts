import { readdirSync } from "node:fs"
import { join } from "node:path"
import * as Sandbox from "@amili-cases/test-fixtures/Sandbox"
import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import * as Folder from "./support/folder.ts"
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
