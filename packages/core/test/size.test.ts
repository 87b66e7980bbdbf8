import { build } from "esbuild"
import { join } from "node:path"
import { gzipSync } from "node:zlib"
import { describe, expect, it } from "vitest"

const core = join(import.meta.dirname, "..")

/** Kilobytes (1000 bytes) of a program for a browser, minified and gzipped. */
const kilobytes = async (contents: string) => {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: core },
    bundle: true,
    conditions: ["@amili-cases/source"],
    format: "esm",
    minify: true,
    platform: "browser",
    write: false,
  })
  return gzipSync(outputFiles[0]?.contents ?? "").length / 1000
}

const use = (module: string, name: string) =>
  `import { ${name} } from "@amili-cases/core/${module}"; console.log(${name})`

describe("a function that needs no schema", () => {
  it.each([
    ["Money", "format"],
    ["Money", "sumByCurrency"],
    ["CaseState", "describe"],
    ["CaseStatus", "describe"],
    ["CloseReason", "outcome"],
    ["FinanceCategory", "describe"],
    ["SettlementClass", "of"],
    ["Case", "link"],
  ])("fits into 10 kB: %s.%s", async (module, name) => expect(await kilobytes(use(module, name))).toBeLessThan(10))

  // Effect's own DateTime takes 10 to 14 kB of these.
  it.each([
    ["CalendarDay", "of"],
    ["Timestamp", "format"],
  ])("fits into 20 kB with Effect's DateTime: %s.%s", async (module, name) =>
    expect(await kilobytes(use(module, name))).toBeLessThan(20),
  )
})

/** What any program pays that decodes, streams and fetches with Effect. */
const floor = `
import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import * as Effect from "effect/Effect"
import * as ManagedRuntime from "effect/ManagedRuntime"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
const decode = Schema.decodeUnknownSync(Schema.Struct({ a: Schema.String }))
console.log(decode, ManagedRuntime.make(FetchHttpClient.layer).runPromise(Stream.runCollect(Stream.make(Effect.void))))`

const lookup = `
import { createAmili } from "@amili-cases/core/Promise"
const amili = createAmili({ baseUrl: "https://api-sandbox.amili.se", accessToken: "token" })
console.log(await amili.cases.get("6867da7788b9226bb78d716c", { projection: ["state"] }))`

describe("a lookup in a browser", () => {
  it("adds at most 150 kB to what Effect itself takes", async () => {
    const [whole, effect] = await Promise.all([kilobytes(lookup), kilobytes(floor)])
    expect(whole - effect).toBeLessThan(150)
  })
})
