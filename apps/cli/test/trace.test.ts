import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, describe, expect, inject, it } from "vitest"
import { amili, linesOf } from "./amili.ts"

interface Span {
  readonly name: string
  readonly traceId: string
  readonly parentSpanId?: string
  readonly startTimeUnixNano: string
  readonly endTimeUnixNano: string
  readonly status: { readonly code: number; readonly message?: string }
}

const folder = mkdtempSync(join(tmpdir(), "amili-trace-"))
const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"))
const file = join(folder, "trace.jsonl")
afterAll(() => rmSync(folder, { recursive: true }))

const spansOf = (text: string) =>
  linesOf(text).map((line): Span => JSON.parse(line).resourceSpans[0].scopeSpans[0].spans[0])

describe("--trace-file", () => {
  it("writes each request and the run that it belongs to, for the owner alone", async () => {
    writeFileSync(file, "older")
    chmodSync(file, 0o644)
    const { code, stderr } = await amili(["case", "show", "665d0659802fc3098ba74178", "--trace-file", file])
    expect({ code, stderr, mode: statSync(file).mode & 0o777 }).toEqual({ code: 0, stderr: "", mode: 0o600 })
    const spans = spansOf(readFileSync(file, "utf8"))
    expect(spans.at(-1)).toMatchObject({ name: "amili case show", status: { code: 1 } })
    expect(spans.map(({ name }) => name)).toEqual(expect.arrayContaining(["http.client GET", "AmiliClient.get"]))
    expect(readFileSync(file, "utf8")).toContain(`"service.version","value":{"stringValue":"${version}"}`)
    expect(new Set(spans.map(({ traceId }) => traceId)).size).toBe(1)
    expect(spans.filter(({ parentSpanId }) => parentSpanId === undefined)).toHaveLength(1)
    expect(spans.every((span) => BigInt(span.endTimeUnixNano) >= BigInt(span.startTimeUnixNano))).toBe(true)
  })

  it("is whole when the command fails, and says how", async () => {
    const { code } = await amili(["--trace-file", file, "case", "show", "ffffffffffffffffffffffff"])
    expect(code).toBe(1)
    expect(spansOf(readFileSync(file, "utf8")).at(-1)).toMatchObject({ status: { code: 2, message: "NoSuchCase" } })
  })

  it("holds neither secrets nor what was looked for", async () => {
    await amili(["case", "show", "--invoice", "INV-2025-003", "--debtor", "--trace-file", file])
    const text = readFileSync(file, "utf8")
    const key = readFileSync(inject("environment").AMILI_PRIVATE_KEY_FILE ?? "", "utf8").split("\n")[1] ?? ""
    const { stdout: token } = await amili(["auth", "token"])
    for (const secret of [key, token.trim(), "INV-2025-003", "customer"]) expect(text).not.toContain(secret)
  })

  it("is refused before anything is asked where it cannot be written", async () => {
    const { code, stderr } = await amili(["case", "open", "--trace-file", join(folder, "none", "trace")], {
      environment: { AMILI_BASE_URL: "http://127.0.0.1:1", AMILI_ACCESS_TOKEN: "x" },
    })
    expect(code).toBe(2)
    expect(stderr).toContain("(ENOENT). Next: choose a file in a folder that you may write to\n")
    expect(existsSync(join(folder, "none"))).toBe(false)
  })
})
