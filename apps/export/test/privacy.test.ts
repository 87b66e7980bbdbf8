import { readdirSync, readFileSync } from "node:fs"
import { createServer, request } from "node:http"
import { join } from "node:path"
import { gunzipSync } from "node:zlib"
import * as Sandbox from "@amili-cases/test-fixtures/Sandbox"
import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import * as Folder from "../../../packages/accounting/test/support/folder.ts"
import * as Happenings from "../../../packages/accounting/test/support/history/Happenings.ts"
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

describe("debtor data that nobody asked for", () => {
  it.scopedLive("are not kept where a server sends them all the same, in files and journal neither", () =>
    Effect.gen(function* () {
      const { engine, environment } = yield* Sandbox.start({ cases: 40, seed: 3 })
      const names = Happenings.documents(engine.cases, {}).flatMap(([, { customer_name: name }]) =>
        typeof name === "string" ? [name] : [],
      )
      const [broken] = Happenings.documents(engine.cases, { closed: { $ne: null } })
      engine.change(broken?.[0] ?? "", Date.now() - 86_400_000, { total_remaining_capital_amount: "much" })
      const [baseUrl, asked] = yield* withoutProjection(environment["AMILI_BASE_URL"] ?? "")
      const out = yield* Folder.temporary
      for (const command of ["closed", "open"]) {
        const run = amiliExport([command, "--out", out], { ...environment, AMILI_BASE_URL: baseUrl })
        expect((yield* run).stdout).toContain("-raw.ndjson.gz")
      }
      expect(asked.some((body) => body.includes("customer_name"))).toBe(true)
      const told = readdirSync(out)
        .filter((name) => !name.endsWith(".xlsx"))
        .map((name) => readFileSync(join(out, name)))
        .map((bytes) => (bytes[0] === 0x1f ? gunzipSync(bytes) : bytes).toString("utf8"))
        .join("\n")
      expect(told).toContain("reference_number")
      expect(told).not.toContain("customer_")
      for (const name of names) expect(told).not.toContain(name)
    }),
  )
})

/** A server that takes no notice of `projection` before another, and the texts that it has sent. */
const withoutProjection = (target: string) =>
  Effect.acquireRelease(
    Effect.async<readonly [string, ReadonlyArray<string>, () => void]>((resume) => {
      const sent: Array<string> = []
      const server = createServer((asked, answer) => {
        const url = new URL(asked.url ?? "", target)
        url.searchParams.delete("projection")
        const passed = request(url, { method: asked.method ?? "GET", headers: asked.headers }, (received) => {
          answer.writeHead(received.statusCode ?? 500, received.headers)
          const encoding = received.headers["content-encoding"]
          const chunks: Array<Buffer> = []
          received.on("data", (chunk: Buffer) => chunks.push(chunk))
          received.on("end", () => {
            const body = Buffer.concat(chunks)
            sent.push((encoding === "gzip" ? gunzipSync(body) : body).toString("utf8"))
          })
          received.pipe(answer)
        })
        asked.pipe(passed)
      })
      server.listen(0, "127.0.0.1", () => {
        const address = server.address()
        const port = typeof address === "object" ? address?.port : undefined
        resume(Effect.succeed([`http://127.0.0.1:${port}`, sent, () => server.close()]))
      })
    }),
    ([, , close]) => Effect.sync(close),
  )
