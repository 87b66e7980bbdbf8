import { readFileSync } from "node:fs"
import { join } from "node:path"
import { gunzipSync } from "node:zlib"
import * as Sandbox from "@amili-cases/test-fixtures/Sandbox"
import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import * as Folder from "../../../packages/accounting/test/support/folder.ts"
import { amiliExport } from "./support/program.ts"

const data = join(import.meta.dirname, "../../../packages/test-fixtures/data/cases.ndjson")

/** What a run asked for, its raw documents and its rows. */
const exported = (privacy: string) =>
  Effect.gen(function* () {
    const { engine, environment } = yield* Sandbox.start({ dataFiles: [data] })
    const out = yield* Folder.temporary
    yield* amiliExport(["closed", "--debtor", privacy, "--csv", "rfc4180", "--out", out], environment)
    const [archive = ""] = Folder.named(out, "-raw.ndjson.gz")
    const lines = gunzipSync(readFileSync(join(out, archive)))
      .toString("utf8")
      .trimEnd()
      .split("\n")
    const raw = lines.map((line) => JSON.parse(line) as Record<string, string | null>)
    const rows = Folder.named(out, ".csv").flatMap((name) => Folder.csv(out, name))
    const asked = engine.served.map(({ target }) => decodeURIComponent(target)).join("\n")
    const [manifest = ""] = Folder.named(out, "-manifest.json")
    return { raw, rows, asked, manifest: readFileSync(join(out, manifest), "utf8") }
  })

describe("debtor data", () => {
  it.scopedLive("are neither asked for nor kept when nobody wants them", () =>
    Effect.gen(function* () {
      const { asked, manifest, raw, rows } = yield* exported("none")
      expect(asked).not.toContain("customer")
      expect(raw.some((document) => "customer_name" in document || "customer_id_number" in document)).toBe(false)
      expect(rows.some((row) => "debtor_name" in row)).toBe(false)
      expect(JSON.parse(manifest)).toMatchObject({ privacy: "none" })
    }),
  )

  it.scopedLive("are shortened everywhere, raw documents included, when masked", () =>
    Effect.gen(function* () {
      const full = yield* exported("full")
      const masked = yield* exported("masked")
      const secrets = new Set(full.raw.map((document) => String(document["customer_name"])))
      expect(secrets.size).toBeGreaterThan(10)
      const said = [
        ...masked.raw.map((document) => [document["customer_name"], document["customer_id_number"]]),
        ...masked.rows.map((row) => [row["debtor_name"], row["debtor_id_number"]]),
      ].map(([name, number]) => ({ name: name ?? "", number: number ?? "" }))
      // Companies are not personal data: their numbers stay, and with them their names.
      const people = said.filter(({ number }) => number === "" || number.endsWith("****"))
      expect(people.length).toBeGreaterThan(100)
      expect(people.filter(({ name }) => /\p{L}{2}/u.test(name))).toEqual([])
      const legible = said.filter(({ number }) => number !== "" && !number.endsWith("****"))
      expect(legible.filter(({ number }) => !/^\s*(16)?\d\d[2-9]/.test(number))).toEqual([])
      expect(JSON.parse(masked.manifest)).toMatchObject({ privacy: "masked" })
    }),
  )
})
