import { it } from "@effect/vitest"
import { Clock, Effect } from "effect"
import { writeFileSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { describe, expect } from "vitest"
import * as Recorded from "@amili-cases/test-fixtures/Recorded"
import * as Sandbox from "@amili-cases/test-fixtures/Sandbox"
import { jwt, keyPair } from "./support/jwt.ts"
import { send, type Received } from "./support/wire.ts"

/** Headers that the recording leaves out, or that the placeholders make incomparable. */
const ignored = new Set(["date", "server", "connection", "keep-alive"])

const sorted = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(sorted)
    : typeof value === "object" && value !== null
      ? Object.fromEntries(
          Object.entries(value)
            .map(([key, member]) => [key, sorted(member)] as const)
            .toSorted(([a], [b]) => (a < b ? -1 : 1)),
        )
      : value

const comparable = (body: string): unknown => {
  try {
    return sorted(JSON.parse(body))
  } catch {
    return body.trim()
  }
}

const replay = (exchange: Recorded.Exchange, baseUrl: string, token: string, sign: (algorithm: string) => string) => {
  const { method, path, query, headers, credential, body } = exchange.request
  const search = new URLSearchParams(query.map(([name, value]): [string, string] => [name, value])).toString()
  const filled = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      value.replace("{{token}}", token).replace(/\{\{jwt (\w+)\}\}/, (_, algorithm: string) => sign(algorithm)),
    ]),
  )
  const target = search === "" ? path : `${path}?${search}`
  return send(baseUrl, method, target, { ...(credential === "token" ? { "X-API-Key": token } : {}), ...filled }, body)
}

const seen = (answer: Received, expected: Recorded.Exchange["response"]) => {
  const anyToken = expected.body.includes("{{any}}")
  return {
    status: answer.status,
    headers: Object.fromEntries(
      Object.entries(answer.headers).filter(([name]) => !ignored.has(name) && !(anyToken && name === "content-length")),
    ),
    body: comparable(
      anyToken ? answer.body.replace(/"access_token": "[^"]+"/, '"access_token": "{{any}}"') : answer.body,
    ),
  }
}

describe("the sandbox over the recorded data", () => {
  it.scopedLive("answers every recorded request as the real server did", () =>
    Effect.gen(function* () {
      const folder = mkdtempSync(join(tmpdir(), "amili-replay-"))
      yield* Effect.addFinalizer(() => Effect.sync(() => rmSync(folder, { recursive: true })))
      const pairs = new Map(["ES256", "ES384", "ES512", "RS256"].map((algorithm) => [algorithm, keyPair(algorithm)]))
      const publicKeys = [...pairs].map(([algorithm, { publicKey }]) => {
        const file = join(folder, `${algorithm}.pem`)
        writeFileSync(file, publicKey.export({ type: "spki", format: "pem" }))
        return file
      })
      const sandbox = yield* Sandbox.start({ data: yield* Recorded.data, publicKeys })
      const now = yield* Clock.currentTimeMillis
      const token = sandbox.engine.tokens.issue(now)
      const sign = (algorithm: string) => {
        const pair = pairs.get(algorithm)
        return pair === undefined
          ? ""
          : jwt(algorithm, pair.privateKey, { api_code: sandbox.apiCode, exp: Math.floor(now / 1000) + 600 })
      }
      const exchanges = yield* Recorded.exchanges
      expect(exchanges).toHaveLength(135)
      for (const exchange of exchanges) {
        const answer = yield* replay(exchange, sandbox.baseUrl, token, sign)
        const { status, headers, body } = exchange.response
        expect.soft(seen(answer, exchange.response), exchange.name).toEqual({ status, headers, body: comparable(body) })
      }
    }),
  )

  it.effect("holds 600 cases: 319 open, 281 closed, 2 of them without a date", () =>
    Effect.gen(function* () {
      const { cases } = yield* Recorded.data
      const closed = cases.filter((document) => "closed" in document)
      const dated = closed.filter(
        ({ closed }) => typeof closed === "object" && closed !== null && "close_date" in closed,
      )
      expect([cases.length, cases.length - closed.length, closed.length, dated.length]).toEqual([600, 319, 281, 279])
    }),
  )
})
