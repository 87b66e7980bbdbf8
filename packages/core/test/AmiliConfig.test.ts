import { readFileSync } from "node:fs"
import { describe, expect, it } from "@effect/vitest"
import { Duration, Either } from "effect"
import { AmiliConfig } from "../src/AmiliConfig.ts"
import { version } from "../src/internal/http/version.ts"

const baseUrl = (text: string) => Either.map(AmiliConfig.make({ baseUrl: text }), (settings) => settings.baseUrl)

describe("AmiliConfig", () => {
  it.each([
    ["https://api.example.se", "https://api.example.se"],
    ["https://api.example.se/", "https://api.example.se"],
    ["HTTPS://API.example.se:443/v1//", "https://api.example.se/v1"],
    ["http://localhost:5000", "http://localhost:5000"],
    ["http://127.0.0.1:5000/", "http://127.0.0.1:5000"],
    ["http://[::1]:5000", "http://[::1]:5000"],
  ])("takes %s for %s", (text, url) => {
    expect(baseUrl(text)).toEqual(Either.right(url))
  })

  it.each([
    ["http://api.example.se", "the base URL starts with http://, which would show credentials to the network"],
    ["http://127.0.0.1.example.se", "the base URL starts with http://, which would show credentials to the network"],
    ["http://localhost.example.se", "the base URL starts with http://, which would show credentials to the network"],
    ["ftp://localhost", "the base URL starts with ftp://, which would show credentials to the network"],
    ["api.example.se", "the base URL is not a URL"],
    ["", "the base URL is not a URL"],
    ["https://user:secret@api.example.se", "the base URL has more than a host and a path"],
    ["https://user@api.example.se", "the base URL has more than a host and a path"],
    ["https://api.example.se/?a=b", "the base URL has more than a host and a path"],
  ])("refuses %s", (text, message) => {
    expect(Either.getOrThrow(Either.flip(baseUrl(text)))).toMatchObject({ _tag: "InvalidConfig", message })
  })

  it.each([
    [{ concurrency: 0 }, "concurrency must be a whole number from 1 to 1000"],
    [{ concurrency: 1.5 }, "concurrency must be a whole number from 1 to 1000"],
    [{ pageSize: 101 }, "pageSize must be a whole number from 1 to 100"],
    [{ retries: -1 }, "retries must be a whole number from 0 to 100"],
  ])("refuses %j", (options, message) => {
    const made = AmiliConfig.make({ baseUrl: "https://api.example.se", ...options })
    expect(Either.getOrThrow(Either.flip(made)).message).toBe(message)
  })

  it("has defaults for all but the base URL", () => {
    const settings = Either.getOrThrow(AmiliConfig.make({ baseUrl: "https://api.example.se" }))
    expect(settings).toMatchObject({ concurrency: 6, retries: 4, pageSize: 100, legacyFieldName: "api_code" })
    expect(Duration.toSeconds(settings.attemptTimeout)).toBe(30)
    expect(Duration.toSeconds(settings.defaultTokenLifetime)).toBe(600)
  })
})

describe("The version in the User-Agent", () => {
  it("is the package's", () => {
    const { version: packaged } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"))
    expect(version).toBe(packaged)
  })
})
