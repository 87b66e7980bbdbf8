import { describe, expect, it } from "@effect/vitest"
import { Effect, Option } from "effect"
import * as Proxy from "../../src/http/Proxy.ts"
import * as Environment from "../../src/settings/Environment.ts"

const of = (url: string, variables: Environment.Variables) =>
  Proxy.of(new URL(url)).pipe(
    Effect.map(Option.match({ onNone: () => "none", onSome: ({ href }) => href })),
    Effect.withConfigProvider(Environment.of(variables)),
  )
const api = "https://api.example.com/v1"

describe("The proxy of a request", () => {
  it.effect.each([
    [{}, "none"],
    [{ HTTPS_PROXY: "" }, "none"],
    [{ HTTPS_PROXY: "http://proxy:3128" }, "http://proxy:3128/"],
    [{ HTTPS_PROXY: "http://proxy:3128", https_proxy: "http://lower:1" }, "http://lower:1/"],
    [{ HTTPS_PROXY: "http://me:p%40ss@proxy:3128" }, "http://me:p%40ss@proxy:3128/"],
    [{ HTTPS_PROXY: "https://proxy" }, "https://proxy/"],
    [{ HTTPS_PROXY: "proxy" }, "http://proxy:1080/"],
    [{ HTTPS_PROXY: "http://proxy:80" }, "http://proxy/"],
    [{ all_proxy: "http://all:1" }, "http://all:1/"],
    [{ ALL_PROXY: "http://all:1", HTTPS_PROXY: "http://proxy:1" }, "http://proxy:1/"],
    [{ http_proxy: "http://other:1", HTTP_PROXY: "http://other:1" }, "none"],
  ] as const)("is read from %j as curl reads it", ([variables, expected]) =>
    Effect.gen(function* () {
      expect(yield* of(api, variables)).toBe(expected)
    }),
  )

  it.effect("of plain http is never read from HTTP_PROXY", () =>
    Effect.gen(function* () {
      expect(yield* of("http://api.example.com", { HTTP_PROXY: "http://upper:1" })).toBe("none")
      expect(yield* of("http://api.example.com", { http_proxy: "http://lower:1" })).toBe("http://lower:1/")
    }),
  )

  it.effect.each([
    ["https://api.example.com", "*", false],
    ["https://api.example.com", "example.com", false],
    ["https://api.example.com", ".example.com", false],
    ["https://api.example.com", "other, API.example.com", false],
    ["https://api.example.com", "ample.com", true],
    ["https://api.example.com.", "example.com", false],
    ["https://10.1.2.3", "10.0.0.0/8", false],
    ["https://10.1.2.3", "10.1.2.3", false],
    ["https://10.1.2.3", "1.2.3", true],
    ["https://11.1.2.3", "10.0.0.0/8", true],
    ["https://[fd00::1]", "fd00::/8", false],
    ["https://[fd00::1]", "10.0.0.0/8", true],
    ["https://127.0.0.1:8443", "", true],
    ["https://localhost", "", true],
  ] as const)("to %s with NO_PROXY=%s", ([url, exceptions, isProxied]) =>
    Effect.gen(function* () {
      const found = yield* of(url, { HTTPS_PROXY: "http://proxy:1", NO_PROXY: exceptions })
      const isLoopback = exceptions === ""
      expect(found).toBe(isProxied && !isLoopback ? "http://proxy:1/" : "none")
    }),
  )

  it.effect("that cannot be used is refused without its password", () =>
    Effect.gen(function* () {
      const socks = yield* Effect.flip(of(api, { ALL_PROXY: "socks5://me:secret@proxy:1" }))
      expect(socks.message).toBe("ALL_PROXY names a socks5 proxy, and only HTTP proxies can be used")
      const broken = yield* Effect.flip(of(api, { https_proxy: "http://me:secret@:x" }))
      expect(broken.message).toBe("https_proxy is not the address of a proxy")
      expect(`${socks.hint} ${broken.hint}`).not.toContain("secret")
    }),
  )
})
